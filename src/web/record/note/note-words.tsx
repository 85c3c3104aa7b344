import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { NoteDiagnosis, NoteMedicine, Vitals } from '#modules/documents/contract.ts';
import type { AddendumContent, EvolutionContent, NoteContent } from '#modules/record/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { bodyMassIndex, measures, measureOrder, writeVital } from '../vitals/measures.ts';
import { FormWords } from '../form/form-words.tsx';
import type { Parts } from '../form/form-words.tsx';
import { noteMessages } from './note-messages.ts';
import classes from './note.module.css';

const LevelContext = createContext<3 | 4>(3);

const Part = ({ heading, children }: { readonly heading: string; readonly children: ReactNode }) => {
  const Heading = useContext(LevelContext) === 3 ? 'h3' : 'h4';
  return <section className={classes['part']}><Heading>{heading}</Heading>{children}</section>;
};

const Prose = ({ heading, text }: { readonly heading: string; readonly text: string }) =>
  text.trim() === '' ? null : <Part heading={heading}><p className={classes['prose']}>{text}</p></Part>;

const VitalsWords = ({ vitals }: { readonly vitals: Vitals }) => {
  const t = useText(noteMessages);
  const { systolic, diastolic } = vitals;
  const isPair = systolic !== null && diastolic !== null;
  const single = measureOrder.filter((code) => vitals[code] !== null && !(isPair && (code === 'systolic' || code === 'diastolic')));
  const bmi = bodyMassIndex(vitals);
  return (
    <ul className={classes['vitals']}>
      {isPair ? <li>{t('vital.pressure')} <b>{systolic}/{diastolic}</b> <span className={classes['unit']}>mmHg</span></li> : null}
      {single.map((code) => (
        <li key={code}>{t(`vital.${code}`)} <b>{writeVital(code, vitals[code] ?? 0)}</b> <span className={classes['unit']}>{measures[code].unit}</span></li>
      ))}
      {bmi === null ? null : <li>{t('vital.bmi')} <b>{bmi}</b> <span className={classes['unit']}>kg/m²</span></li>}
    </ul>
  );
};

const DiagnosisWords = ({ diagnosis }: { readonly diagnosis: NoteDiagnosis }) => {
  const t = useText(noteMessages);
  return (
    <>
      <span className={classes['code']}>{diagnosis.code}</span>{diagnosis.term}{' '}
      <span className={classes['quiet']}>· {t(`certainty.${diagnosis.certainty}`)} · {t(diagnosis.firstTime ? 'first-time' : 'follow-up')}</span>
    </>
  );
};

export const medicineText = ({ name, dose, route, frequency, duration }: NoteMedicine): string =>
  [name, dose, route, frequency, duration].filter((part) => part.trim() !== '').join(', ');

const MedicineWords = ({ medicine: { name, dose, route, frequency, duration } }: { readonly medicine: NoteMedicine }) => {
  const how = [dose, route, frequency, duration].filter((part) => part.trim() !== '').join(' · ');
  return <li className={classes['medicine']}><b>{name}</b>{how === '' ? null : <> — {how}</>}</li>;
};

const hasVitals = (vitals: Vitals): boolean => measureOrder.some((code) => vitals[code] !== null);

const EvolutionWords = ({ content }: { readonly content: EvolutionContent }) => {
  const t = useText(noteMessages);
  return (
    <div className={classes['words']}>
      <Prose heading={t('part.subjective')} text={content.subjective} />
      {hasVitals(content.vitals) ? <Part heading={t('part.vitals')}><VitalsWords vitals={content.vitals} /></Part> : null}
      <Prose heading={t('part.vitalsNotTaken')} text={content.vitalsNotTaken} />
      <Prose heading={t('part.examination')} text={content.examination} />
      <Prose heading={t('part.results')} text={content.results} />
      {content.diagnoses.length === 0 ? null : (
        <Part heading={t('part.diagnoses')}>
          <ol className={classes['list']}>{content.diagnoses.map((diagnosis) => <li key={diagnosis.code}><DiagnosisWords diagnosis={diagnosis} /></li>)}</ol>
        </Part>
      )}
      <Prose heading={t('part.assessment')} text={content.assessment} />
      <Prose heading={t('part.plan')} text={content.plan} />
      {content.medicines.length === 0 ? null : (
        <Part heading={t('part.medicines')}>
          <ol className={classes['list']}>{content.medicines.map((medicine, at) => <MedicineWords key={`${String(at)} ${medicine.name}`} medicine={medicine} />)}</ol>
        </Part>
      )}
      <Prose heading={t('part.prognosis')} text={content.prognosis} />
    </div>
  );
};

const AddendumWords = ({ content }: { readonly content: AddendumContent }) => {
  const t = useText(noteMessages);
  return (
    <div className={classes['words']}>
      <Prose heading={t('part.reason')} text={content.reason} />
      <Prose heading={t('part.text')} text={content.text} />
    </div>
  );
};

const formParts: Parts = {
  vitals: ({ measures, notTaken }) => (hasVitals(measures) ? <VitalsWords vitals={measures} /> : notTaken.trim() === '' ? null : notTaken),
  diagnoses: (list) => (list.length === 0 ? null : <ol className={classes['list']}>{list.map((diagnosis) => <li key={diagnosis.code}><DiagnosisWords diagnosis={diagnosis} /></li>)}</ol>),
  medicines: (list) => (list.length === 0 ? null : <ol className={classes['list']}>{list.map((medicine, at) => <MedicineWords key={`${String(at)} ${medicine.name}`} medicine={medicine} />)}</ol>),
  section: (heading, inside) => <Part heading={heading}>{inside}</Part>,
};

const ContentWords = ({ content }: { readonly content: NoteContent }) => {
  switch (content.kind) {
    case 'evolution': return <EvolutionWords content={content} />;
    case 'addendum': return <AddendumWords content={content} />;
    default: return <div className={classes['words']}><FormWords content={content} parts={formParts} /></div>;
  }
};

/** What a note says, to be read. Parts that were left empty are left out. `level` is that of their headings. */
export const NoteWords = ({ content, level = 3 }: { readonly content: NoteContent; readonly level?: 3 | 4 }) => (
  <LevelContext value={level}><ContentWords content={content} /></LevelContext>
);
