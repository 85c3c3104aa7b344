import { useRef } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { Link } from 'wouter';
import type { Chart } from '#modules/record/contract.ts';
import { useRouteTitle } from '../../design/page.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AllergyMark } from '../summary/allergy-mark.tsx';
import { StateMarks } from '../summary/state-marks.tsx';
import { StripNotes } from '../summary/strip-notes.tsx';
import { useShownPatient } from '../../patients/use-shown-patient.ts';
import { noteMessages } from './note-messages.ts';
import classes from './note.module.css';
import { stripMessages } from './strip-messages.ts';

type StripProps = {
  readonly patient: Chart['patient'];
  /** What is being done with this patient; stands in the tab's title after the name. */
  readonly doing: string;
  /** After the facts: a way to her other screen. */
  readonly more?: ReactNode;
  readonly children?: ReactNode;
};

/**
 * Whose chart this is: name, age, sex, number. Coloured by patient and named in the tab, so that two open charts are
 * not confused. Says nothing that was not asked: what is unknown is left out.
 */
export const PatientStrip = ({ patient, doing, more, children }: StripProps) => {
  const t = useText(noteMessages);
  const s = useText(stripMessages);
  const heading = useRef<HTMLHeadingElement>(null);
  useRouteTitle(`${patient.fullName} · ${doing}`, heading);
  const hue = useShownPatient({ id: patient.id, name: patient.fullName, recordNumber: patient.recordNumber });
  const sex = patient.sex === 'H' || patient.sex === 'M' || patient.sex === 'X' ? t(`sex.${patient.sex}`) : null;
  return (
    <div className={classes['strip']} style={{ '--patient': hue } as CSSProperties} data-patient-strip>
      <div>
        <h1 className={classes['stripName']} ref={heading} tabIndex={-1} translate="no">{patient.fullName}</h1>
        <ul className={classes['stripFacts']}>
          {patient.age === '' ? null : <li>{patient.age}</li>}
          {sex === null ? null : <li>{sex}</li>}
          <li>{s('record-number', { number: patient.recordNumber })}</li>
          {patient.curpTail === null ? null : <li>{s('curp-tail', { tail: patient.curpTail })}</li>}
          {patient.guardian === null ? null : <li>{s('guardian', { name: patient.guardian })}</li>}
          {patient.unknown ? <li>{s('unknown')}</li> : null}
          <li><AllergyMark patientId={patient.id} /></li>
          <StateMarks patient={patient} />
          <StripNotes patientId={patient.id} />
          {patient.mergedInto === null ? null : <li><Link href={`/pacientes/${patient.mergedInto}`}>{s('merged')}</Link></li>}
          {more === undefined ? null : <li>{more}</li>}
        </ul>
      </div>
      <div className={classes['stripEnd']}>{children}</div>
    </div>
  );
};
