import { useLocation } from 'wouter';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { usePermission } from '../session/session-context.ts';
import { attachmentMessages } from './messages.ts';

/** From a note in work, a command of the palette: what is added there hangs from the note, and the way back leads to it. */
export const FilesCommand = ({ patientId, noteId }: { readonly patientId: PatientId; readonly noteId: NoteId }) => {
  const t = useText(attachmentMessages);
  const may = usePermission();
  const [, go] = useLocation();
  useShortcuts([{ keys: [], label: t('keys.add-to-note'), group: t('title'), isOn: may('add-attachment'), run: () => { go(`/pacientes/${patientId}/archivos?nota=${noteId}`); } }]);
  return null;
};
