import { Button, Group, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatInstant } from '#kernel/civil-date.ts';
import type { ConsentAct, DocumentType } from '#modules/documents/contract.ts';
import type { NoteId } from '#kernel/ids.ts';
import type { Consents, Note } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { Notice } from '../../design/severity.tsx';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import classes from '../consult/consult.module.css';
import { fieldId } from '../consult/fields.ts';
import { useDraftKeeper, useDraftPart, useFindings } from '../draft/use-draft.ts';
import { useStartDocument } from '../form/new-document.tsx';
import { chooseConsent, listConsents } from './api.ts';
import { consentMessages } from './consent-messages.ts';

const FIELD = 'consentAct';

/** The act that the form on the screen reports: the one it names, else its kind's usual one. */
const useReportedAct = (type: DocumentType): ConsentAct | null => useDraftPart(({ draft: { content } }) => {
  if (content.kind === 'evolution' || content.kind === 'addendum') return null;
  const named = content.values[FIELD];
  if (named === 'none') return null;
  return typeof named === 'string' && named !== '' ? named as ConsentAct : type.consentAct ?? null;
});

const useLabel = () => {
  const t = useText(consentMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  return ({ kind, title, signedAt }: Consents['consents'][number]): string => {
    const at = formatInstant(new Date(signedAt), timeZone, language);
    return kind === 'consent' ? t('option.consent', { title, at }) : t('option.emergency', { at });
  };
};

/** Asks for the consent that a mandatory act rests on; there only while the document reports one. */
export const ConsentChoice = ({ note, type }: { readonly note: Note; readonly type: DocumentType }) => {
  const t = useText(consentMessages);
  const label = useLabel();
  const keeper = useDraftKeeper();
  const act = useReportedAct(type);
  const isMissing = useFindings().some(({ field }) => field === 'consent');
  const start = useStartDocument();
  const [chosen, setChosen] = useState<NoteId | null>(note.consent?.noteId ?? null);
  const consents = useQuery({ queryKey: ['consents', note.id, act], enabled: act !== null, queryFn: ({ signal }) => call(listConsents, { params: { noteId: note.id }, query: act === null ? {} : { act } }, { signal }) });
  const choosing = useMutation({
    mutationFn: (consentId: NoteId | null) => call(chooseConsent, { params: { noteId: note.id }, body: { consentId } }),
    // saved once more so that the list of what is missing is judged anew
    onSuccess: (_, consentId) => { setChosen(consentId); keeper.change((content) => ({ ...content })); keeper.flush(); },
    onError: toast.refused,
  });
  if (act === null) return null;
  const fitting = (consents.data?.consents ?? []).filter(({ covers }) => covers);
  const begin = (kind: 'consent' | 'emergency-treatment') => (): void => { void keeper.settle().then(() => { start.mutate({ patientId: note.patientId, kind, encounterId: note.encounterId }); }); };
  return (
    <div className={classes['notice']}>
      <Notice severity={isMissing ? 'warning' : 'info'} title={t('title')}>
        <p style={{ margin: '0 0 8px' }}>{t('says')}</p>
        {consents.data !== undefined && fitting.length === 0 ? <p style={{ margin: '0 0 8px' }}>{t('none-fits')}</p> : (
          <NativeSelect
            id={fieldId('consent')} aria-label={t('title')} value={chosen ?? ''} mb="xs"
            data={[{ value: '', label: t('none') }, ...fitting.map((consent) => ({ value: consent.noteId, label: label(consent) }))]}
            onChange={(event) => { const { value } = event.currentTarget; choosing.mutate(fitting.find(({ noteId }) => noteId === value)?.noteId ?? null); }}
          />
        )}
        <Group gap="xs">
          <Button size="compact-md" variant="default" onClick={begin('consent')}>{t('write')}</Button>
          <Button size="compact-md" variant="default" onClick={begin('emergency-treatment')}>{t('write.emergency')}</Button>
        </Group>
      </Notice>
    </div>
  );
};
