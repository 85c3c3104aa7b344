import type { PatientRow } from '#modules/patients/contract.ts';
import { DateText } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { searchMessages } from './messages.ts';

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
  return (
    <span>
      {[age, t(`sex.${patient.sex}`)].filter(Boolean).join(' · ')}
      {patient.birthDate === null ? null : <> · <DateText value={patient.birthDate} /></>}
      {' · '}{t('patient.record', { number: patient.recordNumber })}
      {patient.curpTail === null ? null : <> · CURP …{patient.curpTail}</>}
    </span>
  );
};
