import type { PatientId } from '#kernel/ids.ts';
import type { NoteMedicine } from '#modules/documents/contract.ts';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { usePermission } from '../../session/session-context.ts';
import { consultMessages } from '../consult/consult-messages.ts';
import { medicinesOf, useDraftPart } from '../draft/use-draft.ts';
import { medicineText } from '../note/note-words.tsx';
import { useKeepRegimen } from './api.ts';
import { regimenMessages } from './regimen-messages.ts';

const isWhole = ({ name, dose, route, frequency }: NoteMedicine): boolean => [name, dose, route, frequency].every((part) => part.trim() !== '');

/** The medicine in whose line the caret stands. */
const lineAtCaret = (medicines: readonly NoteMedicine[]): NoteMedicine | undefined => {
  const [, at] = /^campo-medicines-(\d+)-/.exec(document.activeElement?.id ?? '') ?? [];
  return at === undefined ? undefined : medicines[Number(at)];
};

/** Keeping a medicine of the open note as usual: by its key in the line, or by name in the palette. */
export const RegimenCommands = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(regimenMessages);
  const c = useText(consultMessages);
  const may = usePermission();
  const { keep } = useKeepRegimen();
  const medicines = useDraftPart(({ draft }) => medicinesOf(draft.content, 'medicines'));
  const group = c('keys.group');
  const save = (medicine: NoteMedicine | undefined): void => {
    if (medicine === undefined || !isWhole(medicine)) { toast.failed(t('keep.lacks')); return; }
    const { name, dose, route, frequency, duration } = medicine;
    keep({ name, dose, route, frequency, duration, takenFrom: patientId });
  };
  useShortcuts(may('sign-note') ? [
    { keys: 'Alt+9', label: t('keep.key'), group, inFields: true, isCommand: false, run: () => { save(lineAtCaret(medicines)); } },
    ...medicines.filter(isWhole).map((medicine) => ({ keys: [], label: t('keep', { line: medicineText(medicine) }), group, inFields: true, run: () => { save(medicine); } })),
  ] : []);
  return null;
};
