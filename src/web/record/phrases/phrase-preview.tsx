import { useDeferredValue } from 'react';
import { expandPhrase, marksIn } from '#kernel/phrase.ts';
import type { Language } from '#kernel/language.ts';
import type { TokenValues } from '#kernel/phrase.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { phraseMessages } from './phrase-messages.ts';
import classes from './phrases.module.css';

/** A patient who does not exist. */
const example = {
  'es-MX': {
    name: 'Persona de Ejemplo', age: '58 años', sex: 'mujer', today: '02/nov/2026', vitals: 'Presión arterial 128/82 mmHg, Frec. cardiaca 74 /min', 'last-vitals': 'Presión arterial 136/88 mmHg (03/ago/2026)',
    problems: 'Diabetes mellitus tipo 2; Hipertensión arterial', allergies: 'Penicilina (urticaria)', medicines: 'Metformina 850 mg oral cada 12 horas', 'last-plan': 'Continuar el tratamiento y caminar a diario.',
  },
  'en-US': {
    name: 'Example Person', age: '58 years', sex: 'female', today: '02/Nov/2026', vitals: 'Blood pressure 128/82 mmHg, Heart rate 74 /min', 'last-vitals': 'Blood pressure 136/88 mmHg (03/Aug/2026)',
    problems: 'Type 2 diabetes mellitus; Hypertension', allergies: 'Penicillin (hives)', medicines: 'Metformin 850 mg by mouth every 12 hours', 'last-plan': 'Continue treatment and walk every day.',
  },
} as const satisfies Record<Language, TokenValues>;

/** A phrase as it would be written for a patient who does not exist; what is left to answer stands out. */
export const PhraseExample = ({ text }: { readonly text: string }) => {
  const t = useText(phraseMessages);
  const expanded = expandPhrase(text, example[useLanguage()], t('none')).text;
  const marks = marksIn(expanded);
  return (
    <>
      {marks.map(({ from, to }, at) => <span key={from}>{expanded.slice(marks[at - 1]?.to ?? 0, from)}<mark className={classes['mark']}>{expanded.slice(from, to)}</mark></span>)}
      {expanded.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
};

/** The same under a form, as it is typed. */
export const PhrasePreview = ({ text }: { readonly text: string }) => {
  const t = useText(phraseMessages);
  const shown = useDeferredValue(text);
  if (shown.trim() === '') return null;
  return <section aria-label={t('preview')} className={classes['preview']}><h3>{t('preview')}</h3><p><PhraseExample text={shown} /></p></section>;
};
