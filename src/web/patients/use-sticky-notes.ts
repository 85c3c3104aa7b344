import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PatientId } from '#kernel/ids.ts';
import type { addStickyNoteBody, dismissedReply, StickyNote, stickyNoteParams, stickyNotesReply, stuckReply, summaryParams } from '#modules/summary/contract.ts';
import { call } from '../api/call.ts';
import { endpoint } from '../api/endpoint.ts';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePermission } from '../session/session-context.ts';
import { stickyMessages } from './sticky-messages.ts';

const openStickyNotes = endpoint<{ params: typeof summaryParams; reply: typeof stickyNotesReply }>('GET', '/api/patients/:patientId/sticky-notes');
const addStickyNote = endpoint<{ params: typeof summaryParams; body: typeof addStickyNoteBody; reply: typeof stuckReply }>('POST', '/api/patients/:patientId/sticky-notes');
const dismissStickyNote = endpoint<{ params: typeof stickyNoteParams; reply: typeof dismissedReply }>('POST', '/api/patients/:patientId/sticky-notes/:stickyNoteId/dismissal');

const stickyKey = (patientId: PatientId) => ['sticky-notes', patientId] as const;

/** What is stuck on a patient for everybody who receives her; nothing for who may not see it. */
export const useStickyNotes = (patientId: PatientId) => {
  const may = usePermission();
  return useQuery({ queryKey: stickyKey(patientId), queryFn: ({ signal }) => call(openStickyNotes, { params: { patientId } }, { signal }), enabled: may('keep-sticky-notes') });
};

/** Adding and dismissing; what holds then is shown. */
export const useKeepStickyNotes = (patientId: PatientId, onAdded: () => void) => {
  const t = useText(stickyMessages);
  const queries = useQueryClient();
  const onSettled = (): Promise<void> => queries.invalidateQueries({ queryKey: stickyKey(patientId) });
  const onError = toast.refused;
  const add = useMutation({ mutationFn: (text: string) => call(addStickyNote, { params: { patientId }, body: { text } }), onSuccess: () => { toast.done(t('added')); onAdded(); }, onSettled, onError });
  const dismiss = useMutation({ mutationFn: ({ id }: StickyNote) => call(dismissStickyNote, { params: { patientId, stickyNoteId: id } }), onSuccess: () => { toast.done(t('dismissed')); }, onSettled, onError });
  return { add, dismiss };
};
