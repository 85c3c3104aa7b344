import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RecordRequest } from '#modules/release/contract.ts';
import { formatCivilDate, civilDateIn } from '#kernel/civil-date.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { PersonName } from '../design/text.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import { releaseMessages } from './messages.ts';
import { useDecide, useDeliver } from './use-requests.ts';

type DialogFor = { readonly request: RecordRequest; readonly onClose: () => void };

/** Grants or refuses, with the reason. */
export const DecideDialog = ({ request, decision, onClose }: DialogFor & { readonly decision: 'granted' | 'refused' }) => {
  const t = useText(releaseMessages);
  const [reason, setReason] = useState('');
  const decide = useDecide(() => { toast.done(t('decided.done')); onClose(); });
  const isGrant = decision === 'granted';
  return (
    <ConfirmDialog opened onClose={onClose} title={t(isGrant ? 'decide.grant' : 'decide.refuse')} confirm={t(isGrant ? 'grant' : 'refuse')} isGrave={!isGrant} isBusy={decide.isPending} isReady={reason.trim() !== ''} onConfirm={() => { decide.mutate({ id: request.id, decision, reason }); }}>
      <p><PersonName name={request.patientName} /> · {request.recordNumber} · {t(`wants.${request.wants}`)}</p>
      <Textarea label={t('decide.reason')} description={t('decide.final')} autosize minRows={2} maxLength={2_000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
};

/** Hands over what was granted; the proof of presence is asked for on the way. */
export const DeliverDialog = ({ request, onClose }: DialogFor) => {
  const t = useText(releaseMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const isSummary = request.wants === 'clinical-summary';
  const [noteId, setNoteId] = useState(request.summaries[0]?.noteId ?? null);
  const deliver = useDeliver(() => { toast.done(t('deliver.done')); onClose(); });
  const choices = request.summaries.map((summary) => ({ value: summary.noteId as string, label: formatCivilDate(civilDateIn(timeZone, new Date(summary.signedAt)), language) }));
  return (
    <ConfirmDialog opened onClose={onClose} title={t('deliver.title')} confirm={t('deliver')} isBusy={deliver.isPending} isReady={!isSummary || noteId !== null} onConfirm={() => { deliver.mutate({ id: request.id, noteId: isSummary ? noteId : null, language }); }}>
      <p><PersonName name={request.patientName} /> · {request.recordNumber} · {t(`wants.${request.wants}`)}</p>
      <p>{t('deliver.once')}</p>
      {isSummary && choices.length === 0 ? <p>{t('deliver.no-summary')}</p> : null}
      {isSummary && choices.length > 0 ? <ChoiceField label={t('deliver.summary')} value={noteId as string | null} choices={choices} allowDeselect={false} onChange={(value) => { setNoteId(request.summaries.find((summary) => summary.noteId === value)?.noteId ?? null); }} /> : null}
    </ConfirmDialog>
  );
};
