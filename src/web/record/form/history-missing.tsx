import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Note, earlierHistoryBody } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { Dialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/severity.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import classes from '../consult/consult.module.css';
import { useDraftKeeper, useFindings } from '../draft/use-draft.ts';
import { fieldId } from '../consult/fields.ts';
import { formMessages } from './form-messages.ts';
import { useStartDocument } from './new-document.tsx';

const attestEarlierHistory = endpoint<{ body: typeof earlierHistoryBody; reply: z.ZodType }>('POST', '/api/earlier-histories');
const LEAST = 3;

/** Says that the patient's clinical history is missing and offers the two ways to mend it. */
export const HistoryMissing = ({ note }: { readonly note: Note }) => {
  const t = useText(formMessages);
  const keeper = useDraftKeeper();
  const isMissing = useFindings().some(({ code }) => code === 'note-lacks-history');
  const [isAsking, setIsAsking] = useState(false);
  const [keptAt, setKeptAt] = useState('');
  const start = useStartDocument();
  const state = useMutation({
    mutationFn: () => call(attestEarlierHistory, { body: { patientId: note.patientId, keptAt } }),
    onSuccess: () => {
      setIsAsking(false);
      // saved once more so that the list of what is missing is judged anew
      keeper.change((content) => ({ ...content }));
      keeper.flush();
    },
    onError: toast.refused,
  });
  if (!isMissing) return null;
  return (
    <div className={classes['notice']}>
      <Notice severity="warning" title={t('history.missing')}>
        <p style={{ margin: '0 0 8px' }}>{t('history.missing.says')}</p>
        <Button.Group>
          <Button id={fieldId('history')} size="compact-md" loading={start.isPending} onClick={() => { void keeper.settle().then(() => { start.mutate({ patientId: note.patientId, kind: 'history', encounterId: note.encounterId }); }); }}>{t('history.write')}</Button>
          <Button size="compact-md" variant="default" onClick={() => { setIsAsking(true); }}>{t('history.elsewhere')}</Button>
        </Button.Group>
      </Notice>
      <Dialog opened={isAsking} onClose={() => { setIsAsking(false); }} title={t('history.elsewhere.title')} size={460}>
        <form onSubmit={(event) => { event.preventDefault(); if (keptAt.trim().length >= LEAST) state.mutate(); }}>
          <TextInput label={t('history.kept-at')} description={t('history.elsewhere.says')} placeholder={t('history.kept-at.hint')} value={keptAt} maxLength={300} data-autofocus onChange={(event) => { setKeptAt(event.currentTarget.value); }} />
          <Button.Group mt="md">
            <Button type="submit" loading={state.isPending} disabled={keptAt.trim().length < LEAST}>{t('history.state')}</Button>
            <Button variant="default" onClick={() => { setIsAsking(false); }}>{t('cancel')}</Button>
          </Button.Group>
        </form>
      </Dialog>
    </div>
  );
};
