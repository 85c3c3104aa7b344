import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { systemClock } from '#kernel/clock.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { InformationBody } from '#modules/release/contract.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { DateText } from '../design/text.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { releaseMessages } from './messages.ts';
import classes from './release.module.css';
import { useInformation, useNoteInformation } from './use-requests.ts';

const capacities = ['patient', 'parent', 'tutor', 'legal-representative', 'relative', 'authority'] as const satisfies readonly InformationBody['capacity'][];

type Draft = Omit<InformationBody, 'toldAt'>;
const empty: Draft = { capacity: 'patient', told: '', what: '' };

/** Told just now, by whoever is signed in. */
export const InformationForm = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(releaseMessages);
  const [draft, setDraft] = useState(empty);
  const put = (change: Partial<Draft>): void => { setDraft((now) => ({ ...now, ...change })); };
  const note = useNoteInformation(patientId, () => { toast.done(t('told.done')); setDraft(empty); });
  const isReady = draft.what.trim() !== '' && (draft.capacity === 'patient' || draft.told.trim() !== '');
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (isReady) note.mutate({ ...draft, toldAt: systemClock.now().toISOString() }); }}>
      <ChoiceField label={t('told.capacity')} value={draft.capacity} allowDeselect={false} choices={capacities.map((value) => ({ value, label: t(`capacity.${value}`) }))} onChange={(capacity) => { if (capacity !== null) put({ capacity }); }} />
      {draft.capacity === 'patient' ? null : <TextField label={t('told.name')} required maxLength={300} value={draft.told} onChange={(told) => { put({ told }); }} />}
      <Textarea label={t('told.what')} required autosize minRows={2} maxLength={2_000} value={draft.what} onChange={(event) => { put({ what: event.currentTarget.value }); }} />
      <Button type="submit" variant="default" disabled={!isReady} loading={note.isPending}>{t('told.note')}</Button>
    </form>
  );
};

/** What was told so far, the newest first. */
export const InformationList = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(releaseMessages);
  const { data, error, refetch } = useInformation(patientId);
  if (error !== null) return <ErrorState error={error} onRetry={() => { void refetch(); }} />;
  if (data === undefined) return <Loading />;
  if (data.given.length === 0) return <p>{t('told.none')}</p>;
  return (
    <ul className={classes['lines']}>
      {data.given.map(({ id, capacity, told, what, toldAt, by }) => (
        <li key={id}><DateText value={toldAt} withTime /> · {t(`capacity.${capacity}`)}{told === '' ? '' : `, ${told}`} · {t('told.by', { by })}<br />{what}</li>
      ))}
    </ul>
  );
};
