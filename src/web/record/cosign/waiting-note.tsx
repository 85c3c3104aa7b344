import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { Note, SecondFacts } from '#modules/record/contract.ts';
import { Kbd } from '../../design/kbd.tsx';
import { IconArrowBackUp, IconSignature } from '../../design/icons.ts';
import { Notice } from '../../design/severity.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { useSession } from '../../session/session-context.ts';
import { chartKey } from '../chart/use-chart.ts';
import { useKindName } from '../form/use-document-types.ts';
import type { Certificate } from '../signing/ceremony.ts';
import { fixedWords } from '../signing/subject.ts';
import { cosignMessages } from './cosign-messages.ts';
import classes from './cosign.module.css';
import { ReturnDialog } from './return-dialog.tsx';

const SignDialog = lazy(async () => ({ default: (await import('../signing/sign-dialog.tsx')).SignDialog }));

const saidOf = ({ asks, method }: SecondFacts): 'waiting.supervisor' | 'waiting.attested' | 'waiting.second-physician' => {
  if (asks === 'second-physician') return 'waiting.second-physician';
  return method === 'attested' ? 'waiting.attested' : 'waiting.supervisor';
};

export type CosignProps = {
  readonly note: Note;
  readonly second: SecondFacts;
  readonly patientName: string;
  /** After it was completed or returned. */
  readonly onDone: () => void;
  /** Kept from one document to the next: a certificate is public. The key never is. */
  readonly certificate: Certificate | null;
  readonly onCertificate: (certificate: Certificate | null) => void;
};

/** What waits for a second signature says so, and whoever may give it signs or returns it here. */
export const WaitingNote = ({ note, second, patientName, onDone, certificate, onCertificate }: CosignProps) => {
  const t = useText(cosignMessages);
  const kindName = useKindName();
  const { session } = useSession();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<'nothing' | 'signing' | 'returning'>('nothing');
  const maySign = session.duty === 'physician' && note.authorId !== session.personId;
  useShortcuts([
    { keys: 'Mod+Enter', label: t('cosign'), group: t('title'), isOn: maySign && doing === 'nothing', run: () => { setDoing('signing'); } },
    { keys: 'r', label: t('return'), group: t('title'), isOn: maySign && doing === 'nothing', run: () => { setDoing('returning'); } },
  ]);
  const renew = useCallback((): void => {
    setDoing('nothing');
    for (const queryKey of [['note', note.id], ['cosignatures'], chartKey(note.patientId)]) void queries.invalidateQueries({ queryKey });
    onDone();
  }, [queries, note, onDone]);
  const signed = useCallback((): void => { toast.done(t('signed')); renew(); }, [t, renew]);
  const subject = { noteId: note.id, kind: note.kind, title: kindName(note.kind), patientId: note.patientId, patientName, keeper: fixedWords(note.content, note.version), certificate, onCertificate, isSecond: true };
  return (
    <>
      <Notice severity="warning" title={t(`asks.${second.asks}`)}>
        <p className={classes['says']}>{t(saidOf(second), { name: note.authorName, supervisor: second.namedName ?? '' })}</p>
        {maySign ? (
          <div className={classes['actions']}>
            <Button leftSection={<IconSignature size={18} aria-hidden />} rightSection={<span aria-hidden><Kbd keys="Mod+Enter" /></span>} onClick={() => { setDoing('signing'); }}>{t('cosign')}</Button>
            <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} rightSection={<span aria-hidden><Kbd keys="r" /></span>} onClick={() => { setDoing('returning'); }}>{t('return')}</Button>
          </div>
        ) : null}
      </Notice>
      {doing === 'signing' ? <Suspense fallback={null}><SignDialog subject={subject} onClose={() => { setDoing('nothing'); }} onSigned={signed} /></Suspense> : null}
      <ReturnDialog key={note.id} noteId={note.id} authorName={note.authorName} opened={doing === 'returning'} onClose={() => { setDoing('nothing'); }} onReturned={renew} />
    </>
  );
};
