import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Note } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/severity.tsx';
import { DateText } from '../../design/text.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { finishNote } from '../api.ts';
import { useDraftKeeper } from '../draft/use-draft.ts';
import { cosignMessages } from './cosign-messages.ts';
import classes from './cosign.module.css';

/** What came back, said where it is mended; and under whose supervision it is signed, with the way for whoever has no e.firma. */
export const UnderSupervision = ({ note, onFinished }: { readonly note: Note; readonly onFinished: () => void }) => {
  const t = useText(cosignMessages);
  const keeper = useDraftKeeper();
  const [isFinishing, setIsFinishing] = useState(false);
  const finishing = useMutation({
    mutationFn: async () => {
      await keeper.settle();
      return call(finishNote, { params: { noteId: note.id }, body: { version: keeper.view().draft.version } });
    },
    onSuccess: () => { toast.done(t('finish.done')); onFinished(); },
    onError: toast.refused,
  });
  const [last] = note.returns;
  return (
    <div className={classes['stack']}>
      {last === undefined ? null : <Notice severity="warning" title={t('returned.by', { name: last.byName })}><DateText value={last.at} withTime /> · {last.reason}</Notice>}
      {note.supervision === null ? null : (
        <Notice severity="info">
          <p className={classes['says']}>{t('supervised', { name: note.supervision.supervisorName })}</p>
          <Button size="compact-sm" variant="default" onClick={() => { setIsFinishing(true); }}>{t('finish')}</Button>
        </Notice>
      )}
      <ConfirmDialog opened={isFinishing} onClose={() => { setIsFinishing(false); }} title={t('finish')} confirm={t('finish')} isBusy={finishing.isPending} onConfirm={() => { finishing.mutate(); }}>
        <p>{t('finish.says')}</p>
      </ConfirmDialog>
    </div>
  );
};
