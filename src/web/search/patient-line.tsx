import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { PatientRow } from '#modules/patients/contract.ts';
import { DateText } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { searchMessages } from './messages.ts';
import classes from './search.module.css';

/** Age as people say it: days of a newborn, months under two years, years after. */
export const useAgeText = (): ((age: PatientRow['age']) => string | null) => {
  const t = useText(searchMessages);
  return (age) => {
    if (age === null) return null;
    if (age.years >= 2) return t('patient.years', { years: age.years });
    const months = age.years * 12 + age.months;
    return months > 0 ? t('patient.months', { months }) : t('patient.days', { days: age.days });
  };
};

/** What tells namesakes apart, on one line: age, sex, birth date, record number, end of the CURP. */
export const PatientLine = ({ patient }: { readonly patient: PatientRow }) => {
  const t = useText(searchMessages);
  const age = useAgeText()(patient.age);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['person', [age, t(`sex.${patient.sex}`)].filter(Boolean).join(', ')],
    ...(patient.birthDate === null ? [] : [['birth', <DateText key="birth" value={patient.birthDate} />] as const]),
    ['record', t('patient.record', { number: patient.recordNumber })],
    ...(patient.curpTail === null ? [] : [['curp', `CURP …${patient.curpTail}`] as const]),
  ];
  // each fact stays in one piece when the line breaks
  return <span>{facts.map(([name, fact], at) => <Fragment key={name}>{at === 0 ? null : ' · '}<span className={classes['fact']}>{fact}</span></Fragment>)}</span>;
};
