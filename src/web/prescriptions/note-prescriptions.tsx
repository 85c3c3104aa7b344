import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { EncounterId, PatientId } from '#kernel/ids.ts';
import type { PrescriptionList } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { useText } from '../i18n/use-text.ts';
import { answerOf, isAnswered } from './alert-answers.ts';
import { listPrescriptions, openPrescription } from './api.ts';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';
import { purposeMessages } from './purpose-messages.ts';
import { StateMark } from './state-mark.tsx';

/** The lines as they were signed, and why the prescriber went on in spite of what the check said. */
const Lines = ({ id }: { readonly id: PrescriptionList[number]['id'] }) => {
  const t = useText(rxMessages);
  const { data } = useQuery({ queryKey: ['prescription', id], queryFn: ({ signal }) => call(openPrescription, { params: { prescriptionId: id } }, { signal }) });
  if (data === undefined) return null;
  const { content, safety } = data;
  return (
    <ol>
      {content.lines.map((line, at) => <li key={`${String(at)}${line.generic}`}><strong>{line.generic}</strong> {line.presentation.text}. <span lang="es">{line.indications.es}</span></li>)}
      {safety.alerts.filter((alert) => isAnswered(content, alert)).map((alert) => {
        const given = answerOf(content, alert.key);
        return given === undefined ? null : <li key={alert.key}>{t(`severity.${alert.severity}`)}: <span lang="es">{alert.between.join(' + ')}</span>. {t('alert.reason')}: {given.reason === 'other' ? given.words : t(`reason.${given.reason}`)}</li>;
      })}
    </ol>
  );
};

const Card = ({ entry }: { readonly entry: PrescriptionList[number] }) => {
  const p = useText(purposeMessages);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={classes['signedLine']} data-note-rx>
      <p><Link href={`/recetas/${entry.id}`}>{entry.folio}</Link> · {entry.medicines.join(', ')} <StateMark entry={entry} /></p>
      {/* opened on request: each reading is a line of the audit */}
      <details className={classes['more']} onToggle={(event) => { setIsOpen(event.currentTarget.open); }}><summary>{p('note.lines')}</summary>{isOpen ? <Lines id={entry.id} /> : null}</details>
    </div>
  );
};

/** The prescriptions that were signed in a note’s visit, as a card of the note. */
export const NotePrescriptions = ({ patientId, encounterId }: { readonly patientId: PatientId; readonly encounterId: EncounterId }) => {
  const p = useText(purposeMessages);
  const { data } = useQuery({ queryKey: ['prescriptions', patientId], queryFn: ({ signal }) => call(listPrescriptions, { params: { patientId } }, { signal }) });
  const mine = data?.prescriptions.filter((entry) => entry.state === 'signed' && entry.encounterId === encounterId) ?? [];
  return mine.length === 0 ? null : <section aria-label={p('note.title')}><h3>{p('note.title')}</h3>{mine.map((entry) => <Card key={entry.id} entry={entry} />)}</section>;
};
