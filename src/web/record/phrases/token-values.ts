import type { TokenValues } from '#kernel/phrase.ts';
import { civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import type { Language } from '#kernel/language.ts';
import type { VitalCode, Vitals } from '#modules/documents/contract.ts';
import type { Chart, NoteContent } from '#modules/record/contract.ts';
import type { Summary } from '#modules/summary/contract.ts';
import type { Text } from '../../i18n/use-text.ts';
import type { noteMessages } from '../note/note-messages.ts';
import { measureOrder, measures, writeVital } from '../vitals/measures.ts';
import type { phraseMessages } from './phrase-messages.ts';

export type TokenSources = {
  readonly patient: Pick<Chart['patient'], 'fullName' | 'age' | 'sex'>;
  readonly lastVitals: Chart['vitals'];
  readonly lastPlan: Chart['lastPlan'];
  /** Undefined while it cannot be had: what rests on it is not known, which is not the same as nothing. */
  readonly summary: Summary | undefined;
  readonly content: NoteContent;
  readonly now: Date;
  readonly timeZone: string;
};
export type TokenWords = { readonly language: Language; readonly t: Text<typeof phraseMessages>; readonly n: Text<typeof noteMessages> };

const listed = (items: readonly string[]): string | null => (items.length === 0 ? null : items.join('; '));

/** `PA 120/80 mmHg, FC 72 /min`, in the order in which they are asked for. */
const vitalsText = (values: Readonly<Partial<Record<VitalCode, number | null>>>, { n }: TokenWords): string | null => {
  const { systolic, diastolic } = values;
  const isPair = systolic !== undefined && systolic !== null && diastolic !== undefined && diastolic !== null;
  const pressure = isPair ? [`${n('vital.pressure')} ${String(systolic)}/${String(diastolic)} ${measures.systolic.unit}`] : [];
  const others = measureOrder.flatMap((code) => {
    const value = values[code];
    if (value === undefined || value === null || (isPair && (code === 'systolic' || code === 'diastolic'))) return [];
    return [`${n(`vital.${code}`)} ${writeVital(code, value)} ${measures[code].unit}`];
  });
  const all = [...pressure, ...others];
  return all.length === 0 ? null : all.join(', ');
};

const ownVitals = (content: NoteContent): Vitals | null => {
  if (content.kind === 'evolution') return content.vitals;
  if (content.kind === 'addendum') return null;
  const taken = content.values['vitals'];
  return typeof taken === 'object' && taken !== null && 'measures' in taken ? (taken as unknown as { readonly measures: Vitals }).measures : null;
};

const lastVitalsText = ({ lastVitals, timeZone }: TokenSources, words: TokenWords): string | null => {
  const days = [...new Set(lastVitals.map(({ at }) => formatCivilDate(civilDateIn(timeZone, new Date(at)), words.language)))];
  const ofDay = (day: string): string => {
    const those = lastVitals.filter(({ at }) => formatCivilDate(civilDateIn(timeZone, new Date(at)), words.language) === day);
    return `${vitalsText(Object.fromEntries(those.map(({ code, value }) => [code, value])), words) ?? ''} (${day})`;
  };
  return listed(days.map(ofDay));
};

const summaryValues = (summary: Summary | undefined, { t }: TokenWords): TokenValues => {
  if (summary === undefined) return {};
  const contents = summary.items.map(({ content }) => content);
  const allergies = contents.flatMap((item) => (item.kind === 'allergy' && item.status === 'active' ? [item.reaction === '' ? item.substance : `${item.substance} (${item.reaction})`] : []));
  const none = { 'not-asked': t('allergies.not-asked'), 'none-known': t('allergies.none-known'), known: null } as const;
  return {
    problems: listed(contents.flatMap((item) => (item.kind === 'problem' && item.status === 'active' ? [item.term] : []))),
    allergies: listed(allergies) ?? none[summary.allergies],
    medicines: listed(contents.flatMap((item) => (item.kind === 'medicine' && item.status === 'active' ? [[item.name, item.dose, item.route, item.frequency].filter((part) => part !== '').join(' ')] : []))),
  };
};

/** What each token says now. Null where the record has nothing; absent where it cannot be known at this moment. */
export const tokenValues = (sources: TokenSources, words: TokenWords): TokenValues => {
  const { patient, lastPlan, summary, content, now, timeZone } = sources;
  const { n, language } = words;
  const vitals = ownVitals(content);
  const plan = lastPlan?.plan.trim() ?? '';
  return {
    name: patient.fullName,
    age: patient.age === '' ? null : patient.age,
    sex: patient.sex === 'H' || patient.sex === 'M' || patient.sex === 'X' ? n(`sex.${patient.sex}`).toLocaleLowerCase(language) : null,
    today: formatCivilDate(civilDateIn(timeZone, now), language),
    vitals: vitals === null ? null : vitalsText(vitals, words),
    'last-vitals': lastVitalsText(sources, words),
    'last-plan': plan === '' ? null : plan,
    ...summaryValues(summary, words),
  };
};
