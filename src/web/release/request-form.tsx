import { Button, FileInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { civilDateIn } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { AskBody } from '#modules/release/contract.ts';
import { DateField } from '../design/date-field.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import { releaseMessages } from './messages.ts';
import classes from './release.module.css';
import { useFileRequest } from './use-requests.ts';

const capacities = ['patient', 'parent', 'tutor', 'legal-representative', 'authorised-physician', 'judicial-authority', 'prosecution', 'administrative-authority'] as const satisfies readonly AskBody['capacity'][];
const identities = ['official-id', 'known-in-person', 'official-document'] as const satisfies readonly AskBody['identityChecked'][];
const kinds = ['whole-record', 'clinical-summary', 'range'] as const satisfies readonly AskBody['wants'][];

type Draft = {
  readonly capacity: AskBody['capacity']; readonly identityChecked: AskBody['identityChecked']; readonly wants: AskBody['wants'];
  readonly since: CivilDate | null; readonly until: CivilDate | null; readonly requestedOn: CivilDate | null;
  readonly requester: string; readonly document: string; readonly reason: string; readonly text: string; readonly scan: File | null;
};

const digestOf = async (file: File): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const bodyOf = async (patientId: PatientId, { scan, requester, document, reason, text, requestedOn, ...draft }: Draft & { readonly requestedOn: CivilDate }): Promise<AskBody> => ({
  patientId, ...draft, requestedOn, ...(draft.wants === 'range' ? {} : { since: null, until: null }),
  scanSha256: scan === null ? null : await digestOf(scan), attachmentId: null, words: { requester, document, reason, text },
});

const isReady = ({ requester, reason, text, scan, requestedOn, wants, since, until }: Draft): boolean =>
  requester.trim() !== '' && reason.trim() !== '' && (text.trim() !== '' || scan !== null) && requestedOn !== null && (wants !== 'range' || (since !== null && until !== null));

/** A written request, as it was handed in. */
export const RequestForm = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(releaseMessages);
  const timeZone = useTimeZone();
  const empty = (): Draft => ({ capacity: 'patient', identityChecked: 'official-id', wants: 'whole-record', since: null, until: null, requestedOn: civilDateIn(timeZone, systemClock.now()), requester: '', document: '', reason: '', text: '', scan: null });
  const [draft, setDraft] = useState<Draft>(empty);
  const put = (change: Partial<Draft>): void => { setDraft((now) => ({ ...now, ...change })); };
  const file = useFileRequest(() => { toast.done(t('ask.done')); setDraft(empty()); });
  const send = async (): Promise<void> => {
    const { requestedOn } = draft;
    if (isReady(draft) && requestedOn !== null && !file.isPending) file.mutate(await bodyOf(patientId, { ...draft, requestedOn }));
  };
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <div className={classes['pair']}>
        <ChoiceField label={t('ask.capacity')} value={draft.capacity} allowDeselect={false} choices={capacities.map((value) => ({ value, label: t(`capacity.${value}`) }))} onChange={(capacity) => { if (capacity !== null) put({ capacity }); }} />
        <TextField label={t('ask.requester')} required maxLength={300} value={draft.requester} onChange={(requester) => { put({ requester }); }} />
        <ChoiceField label={t('ask.identity')} value={draft.identityChecked} allowDeselect={false} choices={identities.map((value) => ({ value, label: t(`identity.${value}`) }))} onChange={(identityChecked) => { if (identityChecked !== null) put({ identityChecked }); }} />
        <DateField label={t('ask.on')} required value={draft.requestedOn} onChange={(requestedOn) => { put({ requestedOn }); }} />
      </div>
      {draft.capacity === 'patient' ? null : <TextField label={t('ask.document')} description={t('ask.document.says')} required maxLength={300} value={draft.document} onChange={(document) => { put({ document }); }} />}
      <ChoiceField label={t('ask.wants')} value={draft.wants} allowDeselect={false} choices={kinds.map((value) => ({ value, label: t(`wants.${value}`) }))} onChange={(wants) => { if (wants !== null) put({ wants }); }} />
      {draft.wants !== 'range' ? null : (
        <div className={classes['pair']}>
          <DateField label={t('ask.since')} required value={draft.since} onChange={(since) => { put({ since }); }} />
          <DateField label={t('ask.until')} required value={draft.until} onChange={(until) => { put({ until }); }} />
        </div>
      )}
      <TextField label={t('ask.reason')} required maxLength={2_000} value={draft.reason} onChange={(reason) => { put({ reason }); }} />
      <Textarea label={t('ask.text')} description={t('ask.text.says')} autosize minRows={3} maxLength={10_000} value={draft.text} onChange={(event) => { put({ text: event.currentTarget.value }); }} />
      <FileInput label={t('ask.scan')} clearable value={draft.scan} onChange={(scan) => { put({ scan }); }} />
      <Button type="submit" disabled={!isReady(draft)} loading={file.isPending}>{t('ask.file')}</Button>
    </form>
  );
};
