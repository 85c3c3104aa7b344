import { ActionIcon, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { Note, SecondFacts } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { IconFileText, IconNote, IconX } from '../../design/icons.ts';
import { Notice } from '../../design/severity.tsx';
import { ErrorState, Loading } from '../../design/states.tsx';
import { DateText } from '../../design/text.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { NotePrescriptions } from '../../prescriptions/note-prescriptions.tsx';
import { usePermission, useSession } from '../../session/session-context.ts';
import { openNote, startAddendum } from '../api.ts';
import { ConsentFacts } from '../consent/consent-facts.tsx';
import { cosignMessages } from '../cosign/cosign-messages.ts';
import { WaitingNote } from '../cosign/waiting-note.tsx';
import type { Certificate } from '../signing/ceremony.ts';
import { useKindName } from '../form/use-document-types.ts';
import { NoteWords } from '../note/note-words.tsx';
import classes from './chart.module.css';
import { readerMessages } from './reader-messages.ts';
import { SignatureFacts } from './signature-facts.tsx';
import { SignedPdf } from './signed-pdf.tsx';
import { useNextPatient } from './use-next-patient.ts';
import { useStartVisit } from './use-start-visit.ts';
import { useVerification, VerificationResult, VerifyButton } from './verification.tsx';

const JustSigned = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(readerMessages);
  const next = useNextPatient(patientId, true);
  const start = useStartVisit();
  return (
    <Notice severity="good" title={t('signed-just-now')} live>
      <p style={{ margin: '0 0 8px' }}>{t('signed-just-now.says')}</p>
      <div className={classes['readerActions']}>
        {next === null ? null : (
          <Button data-autofocus loading={start.isPending} onClick={() => { start.mutate({ patientId: next.patientId, kind: 'outpatient', appointmentId: next.id }); }}>
            {t('next-patient', { name: next.patientName })}
          </Button>
        )}
        <Button component={Link} href="/agenda" variant="default">{t('to-agenda')}</Button>
      </div>
    </Notice>
  );
};

const useAddendum = (noteId: NoteId) => {
  const [, go] = useLocation();
  return useMutation({
    mutationFn: () => call(startAddendum, { params: { noteId } }),
    onSuccess: (started) => { go(`/consulta/${started.noteId}`); },
    onError: toast.refused,
  });
};

const Actions = ({ note }: { readonly note: Note }) => {
  const t = useText(readerMessages);
  const may = usePermission();
  const { session } = useSession();
  const addendum = useAddendum(note.id);
  const verification = useVerification(note.id);
  const [showsPdf, setShowsPdf] = useState(false);
  const hasOwnDraft = note.addenda.some(({ state, authorId }) => state === 'draft' && authorId === session.personId);
  return (
    <>
      <div className={classes['readerActions']}>
        <Button variant="default" leftSection={<IconFileText size={16} aria-hidden />} aria-expanded={showsPdf} onClick={() => { setShowsPdf(!showsPdf); }}>{t(showsPdf ? 'pdf.hide' : 'pdf')}</Button>
        <VerifyButton verification={verification} />
        {may('write-note') ? (
          <Button variant="default" leftSection={<IconNote size={16} aria-hidden />} loading={addendum.isPending} onClick={() => { addendum.mutate(); }}>{t(hasOwnDraft ? 'continue-addendum' : 'addendum')}</Button>
        ) : null}
      </div>
      <VerificationResult verification={verification} />
      {showsPdf ? <SignedPdf noteId={note.id} /> : null}
    </>
  );
};

const Addenda = ({ note }: { readonly note: Note }) => {
  const t = useText(readerMessages);
  const signed = note.addenda.filter(({ state }) => state === 'signed');
  return signed.map((addendum) => (
    <section key={addendum.id} className={classes['addendum']}>
      <h3>{t('addendum-by', { name: addendum.authorName })} · <DateText value={addendum.signed?.signedAt ?? addendum.savedAt} withTime /></h3>
      <NoteWords content={addendum.content} level={4} />
      {addendum.signed === null ? null : <details style={{ marginTop: 10 }}><summary>{t('signature')}</summary><SignatureFacts facts={addendum.signed} /></details>}
    </section>
  ));
};

const ignore = (): void => undefined;

/** Who signed second, the facts below being the first signer's; or that it waits for her. */
const Second = ({ note, second, patientName }: { readonly note: Note; readonly second: SecondFacts; readonly patientName: string }) => {
  const t = useText(cosignMessages);
  const [certificate, setCertificate] = useState<Certificate | null>(null);
  const { done } = second;
  if (note.state === 'waiting') return <WaitingNote note={note} second={second} patientName={patientName} onDone={ignore} certificate={certificate} onCertificate={setCertificate} />;
  return done === null ? null : <p className={classes['by']}>{t('second.by')}: <span translate="no">{done.signer}</span> · {done.cedula} · <DateText value={done.signedAt} withTime /></p>;
};

const ReadNote = ({ note, patientName, isJustSigned }: { readonly note: Note; readonly patientName: string; readonly isJustSigned: boolean }) => {
  const t = useText(readerMessages);
  const hasAddenda = note.addenda.some(({ state }) => state === 'signed');
  return (
    <div className={classes['readerBody']}>
      {isJustSigned && note.state === 'signed' ? <JustSigned patientId={note.patientId} /> : null}
      <p className={classes['by']}>{t('written-by', { name: note.authorName })} · <DateText value={note.signed?.signedAt ?? note.savedAt} withTime /></p>
      {note.second === null ? null : <Second note={note} second={note.second} patientName={patientName} />}
      <ConsentFacts note={note} />
      <div className={hasAddenda ? classes['sideBySide'] : undefined}>
        <section className={classes['original']}>
          {hasAddenda ? <h3>{t('original')}</h3> : null}
          <NoteWords content={note.content} level={hasAddenda ? 4 : 3} />
          {note.kind === 'evolution' ? <NotePrescriptions patientId={note.patientId} encounterId={note.encounterId} /> : null}
        </section>
        {hasAddenda ? <div style={{ display: 'flex', flexDirection: 'column', gap: 18 }}><Addenda note={note} /></div> : null}
      </div>
      {note.signed === null ? null : <><SignatureFacts facts={note.signed} /><Actions note={note} /></>}
    </div>
  );
};

type ReaderProps = { readonly noteId: NoteId; readonly patientName: string; readonly isJustSigned: boolean; readonly onClose: () => void };

/** A note to read: the untouched original, its addenda beside it, its signature. Never a modal. */
export const NoteReader = ({ noteId, patientName, isJustSigned, onClose }: ReaderProps) => {
  const t = useText(readerMessages);
  const kindName = useKindName();
  const heading = useRef<HTMLHeadingElement>(null);
  const note = useQuery({ queryKey: ['note', noteId], queryFn: ({ signal }) => call(openNote, { params: { noteId } }, { signal }) });
  useEffect(() => { heading.current?.focus({ preventScroll: true }); }, [noteId]);
  const kind = kindName(note.data?.kind ?? 'evolution');
  return (
    <section className={classes['reader']} aria-label={kind} data-reader>
      <header className={classes['readerHead']}>
        <h2 ref={heading} tabIndex={-1}>{kind}</h2>
        <ActionIcon aria-label={t('close')} onClick={onClose}><IconX size={18} /></ActionIcon>
      </header>
      {note.isError ? <ErrorState error={note.error} onRetry={() => { void note.refetch(); }} /> : null}
      {note.isPending ? <Loading /> : null}
      {note.data === undefined ? null : <ReadNote key={note.data.id} note={note.data} patientName={patientName} isJustSigned={isJustSigned} />}
    </section>
  );
};
