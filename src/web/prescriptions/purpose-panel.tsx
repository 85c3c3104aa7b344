import { useId, useState } from 'react';
import type { PrescriptionContent } from '#modules/prescriptions/contract.ts';
import { Card } from '../design/page.tsx';
import { IconX } from '../design/icons.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import type { Chart } from '#modules/record/contract.ts';
import { useDiagnosisSearch } from '../record/consult/diagnosis-search.ts';
import classes from './prescriptions.module.css';
import { purposeMessages } from './purpose-messages.ts';

type Diagnosis = PrescriptionContent['diagnoses'][number];
type PurposeProps = {
  readonly diagnoses: readonly Diagnosis[];
  /** What this patient was diagnosed with before. */
  readonly known: Chart['problems'];
  readonly sex: string | null;
  readonly onChange: (how: (before: readonly Diagnosis[]) => Diagnosis[]) => void;
};

const MOST = 10;
const MOST_KNOWN = 6;

/** What the prescription is for: kept in the record, never on the page that pharmacies read. */
export const PurposePanel = ({ diagnoses, known, sex, onChange }: PurposeProps) => {
  const t = useText(purposeMessages);
  const language = useLanguage();
  const id = useId();
  const [typed, setTyped] = useState('');
  const { terms } = useDiagnosisSearch(typed, sex);
  const offered = terms.map(({ code, display }) => ({ code, term: display[language === 'en-US' ? 'en' : 'es'] }));
  const add = (diagnosis: Diagnosis): void => { onChange((before) => (before.length >= MOST || before.some(({ code }) => code === diagnosis.code) ? [...before] : [...before, diagnosis])); };
  const choose = (text: string): void => {
    const found = offered.find(({ code, term }) => text === `${code} ${term}`);
    setTyped(found === undefined ? text : '');
    if (found !== undefined) add(found);
  };
  const more = known.filter(({ code }) => !diagnoses.some((each) => each.code === code)).slice(0, MOST_KNOWN);
  return (
    <Card className={classes['panel'] ?? ''}>
      <h2>{t('purpose')}</h2>
      <ul className={classes['plain']} data-rx-purpose>
        {diagnoses.map(({ code, term }) => (
          <li key={code} className={classes['purpose']}>
            <span>{code} {term}</span>
            <button type="button" className={classes['iconButton']} aria-label={t('purpose.remove', { term })} onClick={() => { onChange((before) => before.filter((each) => each.code !== code)); }}><IconX size={16} aria-hidden /></button>
          </li>
        ))}
      </ul>
      {more.length === 0 ? null : (
        <div className={classes['usual']}>{more.map(({ code, term }) => <button key={code} type="button" aria-label={t('purpose.add', { term })} onClick={() => { add({ code, term }); }}>+ {term}</button>)}</div>
      )}
      <div className={classes['words']}>
        <label htmlFor={id}>{t('purpose.find')}</label>
        <input id={id} list={`${id}-list`} value={typed} maxLength={120} autoComplete="off" spellCheck={false} onChange={(event) => { choose(event.currentTarget.value); }} />
        <datalist id={`${id}-list`}>{offered.map(({ code, term }) => <option key={code} value={`${code} ${term}`} />)}</datalist>
      </div>
      <p className={classes['quiet']}>{t('purpose.says')}</p>
    </Card>
  );
};
