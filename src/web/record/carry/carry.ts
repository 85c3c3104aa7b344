import { carriedFields } from '#kernel/carried-text.ts';
import type { CarriedField, CarriedSpan } from '#kernel/carried-text.ts';
import { fold } from '#kernel/fold.ts';
import { substanceOf } from '#kernel/medicine-name.ts';
import type { NoteDiagnosis, NoteMedicine } from '#modules/documents/contract.ts';
import type { Carriable, CarriedMarks, EvolutionContent } from '#modules/record/contract.ts';
import { staleIn } from './stale-data.ts';

/** Bringing what earlier notes offer into the one being written. Everything is added; nothing that is there is replaced. */

/** What would become of a thing offered: it is added, it is there already, what the writer has instead stays, or it has ended since. */
export type Fate = 'adds' | 'present' | 'kept' | 'ended';

type Thing =
  | { readonly is: 'diagnosis'; readonly diagnosis: NoteDiagnosis }
  | { readonly is: 'line'; readonly field: CarriedField; readonly text: string }
  | { readonly is: 'medicine'; readonly medicine: NoteMedicine };
/** `groups`: the codes it belongs to; WHOLE alone for what is of the note as a whole. */
export type Offered = Thing & { readonly groups: readonly string[]; readonly fate: Fate };

export const WHOLE = 'whole';

const MOST_MEDICINES = 40;
const MOST_DIAGNOSES = 20;
const LONGEST = { assessment: 50_000, plan: 50_000, prognosis: 2_000 } as const satisfies Record<CarriedField, number>;

const flat = (line: string): string => fold(line).replace(/^[-•*·\s]+/, '');
const linesOf = (text: string): ReadonlySet<string> => new Set(text.split('\n').map(flat));
const isEmpty = ({ name, dose, route, frequency, duration }: NoteMedicine): boolean => [name, dose, route, frequency, duration].every((part) => part.trim() === '');
const substance = ({ name }: NoteMedicine): string => substanceOf(name);
const said = ({ name, dose, route, frequency, duration }: NoteMedicine): string => fold([name, dose, route, frequency, duration].join(' | '));

const fateOfLine = (content: EvolutionContent, field: CarriedField, text: string): Fate => {
  if (linesOf(content[field]).has(flat(text))) return 'present';
  // two prognoses in one note would contradict each other
  return field === 'prognosis' && content.prognosis.trim() !== '' ? 'kept' : 'adds';
};

const fateOfMedicine = ({ medicines }: EvolutionContent, medicine: NoteMedicine): Fate => {
  const same = medicines.find((each) => substance(each) === substance(medicine) && substance(each) !== '');
  if (same === undefined) return 'adds';
  return said(same) === said(medicine) ? 'present' : 'kept';
};

const groupsOf = (problems: readonly string[], stated: ReadonlySet<string>): readonly string[] => {
  const known = problems.filter((code) => stated.has(code));
  return known.length === 0 ? [WHOLE] : known;
};

/** All that can be carried, in the order it would stand, held against what the note says now. */
export const offeredTo = (content: EvolutionContent, { problems, notes }: Carriable): readonly Offered[] => {
  const stated = new Set(problems.map(({ code }) => code));
  const diagnoses = problems.flatMap(({ code, diagnosis }): Offered[] => (diagnosis === null ? [] : [{
    is: 'diagnosis', diagnosis, groups: [code], fate: content.diagnoses.some((each) => each.code === code) ? 'present' : 'adds',
  }]));
  const things = notes.flatMap(({ lines, medicines }): Offered[] => [
    ...lines.map(({ field, text, problems: of }): Offered => ({ is: 'line', field, text, groups: groupsOf(of, stated), fate: fateOfLine(content, field, text) })),
    ...medicines.filter(({ medicine }) => !isEmpty(medicine)).map(({ medicine, problems: of, ended }): Offered => (
      { is: 'medicine', medicine, groups: groupsOf(of, stated), fate: ended ? 'ended' : fateOfMedicine(content, medicine) })),
  ]);
  return [...diagnoses, ...things];
};

/** The marks of one carried line; what in it was true then is marked apart. */
const marksOf = (from: number, lead: string, text: string): readonly CarriedSpan[] => {
  const start = from + lead.length;
  const marks: CarriedSpan[] = [];
  let end = from;
  for (const stale of staleIn(text)) {
    if (start + stale.from > end) marks.push({ from: end, to: start + stale.from, is: 'carried' });
    marks.push({ from: start + stale.from, to: start + stale.to, is: 'stale' });
    end = start + stale.to;
  }
  return end < start + text.length ? [...marks, { from: end, to: start + text.length, is: 'carried' }] : marks;
};

type Marked = { readonly text: string; readonly spans: readonly CarriedSpan[] };

const withLine = (before: Marked, line: string, longest: number): Marked => {
  const lead = before.text === '' || before.text.endsWith('\n') ? '' : '\n';
  const text = `${before.text}${lead}${line}`;
  if (line.trim() === '' || text.length > longest || linesOf(before.text).has(flat(line))) return before;
  return { text, spans: [...before.spans, ...marksOf(before.text.length, lead, line)] };
};

export type Brought = { readonly at: string; readonly diagnoses: readonly NoteDiagnosis[]; readonly lines: readonly { readonly field: CarriedField; readonly text: string }[]; readonly medicines: readonly NoteMedicine[] };

const noMarks = (at: string): CarriedMarks => ({ at, assessment: [], plan: [], prognosis: [], medicines: [], medicinesSeen: false });

/** The note with these added after what is there, marked as carried from the note signed at `at`. */
export const bringInto = (content: EvolutionContent, { at, diagnoses, lines, medicines }: Brought): EvolutionContent => {
  const before = content.carried ?? noMarks(at);
  const texts = Object.fromEntries(carriedFields.map((field) => {
    const start: Marked = { text: content[field], spans: before[field] };
    return [field, lines.filter((line) => line.field === field).reduce((marked, { text }) => withLine(marked, text, LONGEST[field]), start)];
  })) as Readonly<Record<CarriedField, Marked>>;
  const written = content.medicines.filter((medicine) => !isEmpty(medicine));
  const added = medicines.filter((medicine, nth) => fateOfMedicine(content, medicine) === 'adds' && medicines.findIndex((other) => said(other) === said(medicine)) === nth);
  const carriedMedicines = added.slice(0, Math.max(0, MOST_MEDICINES - written.length));
  const fresh = diagnoses.filter(({ code }, nth) => !content.diagnoses.some((each) => each.code === code) && diagnoses.findIndex((each) => each.code === code) === nth);
  return {
    ...content,
    diagnoses: [...content.diagnoses, ...fresh].slice(0, MOST_DIAGNOSES),
    assessment: texts.assessment.text, plan: texts.plan.text, prognosis: texts.prognosis.text,
    medicines: carriedMedicines.length === 0 ? content.medicines : [...written, ...carriedMedicines],
    carried: {
      at: before.at > at ? before.at : at,
      assessment: [...texts.assessment.spans], plan: [...texts.plan.spans], prognosis: [...texts.prognosis.spans],
      medicines: [...before.medicines, ...carriedMedicines].slice(-2 * MOST_MEDICINES),
      medicinesSeen: carriedMedicines.length === 0 && before.medicinesSeen,
    },
  };
};

/** The note with what the chosen groups offer and it lacks. */
export const carryInto = (content: EvolutionContent, carriable: Carriable, chosen: ReadonlySet<string>): EvolutionContent => {
  const taken = offeredTo(content, carriable).filter(({ groups, fate }) => fate === 'adds' && groups.some((group) => chosen.has(group)));
  if (taken.length === 0) return content;
  return bringInto(content, {
    at: carriable.notes[0]?.at ?? '',
    diagnoses: taken.flatMap((each) => (each.is === 'diagnosis' ? [each.diagnosis] : [])),
    lines: taken.flatMap((each) => (each.is === 'line' ? [each] : [])),
    medicines: taken.flatMap((each) => (each.is === 'medicine' ? [each.medicine] : [])),
  });
};

/** What was carried into `only`, or everywhere, stands confirmed: read, and left as it is. */
export const withCarriedSeen = (content: EvolutionContent, only?: CarriedField | 'medicines'): EvolutionContent => {
  const { carried } = content;
  if (carried === undefined) return content;
  const seen = (field: CarriedField): CarriedMarks[CarriedField] =>
    (only !== undefined && only !== field ? carried[field] : carried[field].map((span) => ({ ...span, is: 'seen' as const })));
  return {
    ...content,
    carried: { ...carried, assessment: seen('assessment'), plan: seen('plan'), prognosis: seen('prognosis'), medicinesSeen: carried.medicinesSeen || only === undefined || only === 'medicines' },
  };
};
