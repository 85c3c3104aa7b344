import type { Finding, NormRule } from '#kernel/norms.ts';
import { evaluate, shownNumeral } from '#kernel/norms.ts';
import type { EvolutionContent, AddendumContent, NoteFinding } from './contract.ts';
import { measuredVitals } from './model.ts';

/** What NOM-004 asks of an outpatient evolution note and of an addendum, as data. */

export type EvolutionSubject = { readonly content: EvolutionContent; readonly hasHistory: boolean };

const NOM004 = 'NOM-004-SSA3-2012';
const isBlank = (text: string): boolean => text.trim() === '';
const when = (wrong: boolean, rule: string, field: string, code: string): readonly Finding[] => (wrong ? [{ rule, field, code }] : []);

export const evolutionRules: readonly NormRule<EvolutionSubject>[] = [
  {
    id: 'N004-6.2.1', norm: NOM004, numeral: '6.2.1', verified: 'M',
    says: 'The note tells the evolution and the present clinical picture.',
    check: ({ content }) => when(isBlank(content.subjective), 'N004-6.2.1', 'subjective', 'note-needs-evolution'),
  },
  {
    id: 'N004-6.2.2', norm: NOM004, numeral: '6.2.2', verified: 'Q',
    says: 'Vital signs as considered necessary; if none was taken, the note says why.',
    check: ({ content }) =>
      when(measuredVitals(content.vitals).length === 0 && isBlank(content.vitalsNotTaken), 'N004-6.2.2', 'vitals', 'note-needs-vitals'),
  },
  {
    id: 'N004-6.2.4', norm: NOM004, numeral: '6.2.4', verified: 'M',
    says: 'The note carries at least one diagnosis or clinical problem.',
    check: ({ content }) => when(content.diagnoses.length === 0, 'N004-6.2.4', 'diagnoses', 'note-needs-diagnosis'),
  },
  {
    id: 'N004-6.2.5', norm: NOM004, numeral: '6.2.5', verified: 'Q',
    says: 'The prognosis is stated.',
    check: ({ content }) => when(isBlank(content.prognosis), 'N004-6.2.5', 'prognosis', 'note-needs-prognosis'),
  },
  {
    id: 'N004-6.2.6', norm: NOM004, numeral: '6.2.6', verified: 'Q',
    says: 'Treatment and indications are stated; each medicine with at least dose, route and periodicity.',
    check: ({ content }) => [
      ...when(isBlank(content.plan) && content.medicines.length === 0, 'N004-6.2.6', 'plan', 'note-needs-plan'),
      ...content.medicines.flatMap((medicine, index) => [
        ...when(isBlank(medicine.name), 'N004-6.2.6', `medicines.${String(index)}.name`, 'medicine-needs-name'),
        ...when(isBlank(medicine.dose), 'N004-6.2.6', `medicines.${String(index)}.dose`, 'medicine-needs-dose'),
        ...when(isBlank(medicine.route), 'N004-6.2.6', `medicines.${String(index)}.route`, 'medicine-needs-route'),
        ...when(isBlank(medicine.frequency), 'N004-6.2.6', `medicines.${String(index)}.frequency`, 'medicine-needs-frequency'),
      ]),
    ],
  },
  {
    id: 'GIIS-B015-29', norm: 'GIIS-B015-04-11', numeral: '29-30', verified: 'O',
    says: 'Blood pressure is a pair: both values or none, the systolic not below the diastolic.',
    check: ({ content: { vitals: { systolic, diastolic } } }) => [
      ...when((systolic === null) !== (diastolic === null), 'GIIS-B015-29', 'vitals.systolic', 'pressure-needs-both'),
      ...when(systolic !== null && diastolic !== null && systolic < diastolic, 'GIIS-B015-29', 'vitals.systolic', 'pressure-upside-down'),
    ],
  },
];

/** Asked of the note by what else the record holds. */
export const evolutionContextRules: readonly NormRule<EvolutionSubject>[] = [
  {
    id: 'N004-6.1', norm: NOM004, numeral: '6.1', verified: 'Q',
    says: 'The first evolution note of a new patient is signed after the clinical history, unless a physician states where an earlier one is kept.',
    check: ({ hasHistory }) => when(!hasHistory, 'N004-6.1', 'history', 'note-lacks-history'),
  },
];

export const addendumRules: readonly NormRule<AddendumContent>[] = [
  {
    id: 'N004-5.11a', norm: NOM004, numeral: '5.11', verified: 'Q',
    says: 'A signed note is never amended; a correction is an addendum that says why and what.',
    check: (content) => [
      ...when(isBlank(content.reason), 'N004-5.11a', 'reason', 'addendum-needs-reason'),
      ...when(isBlank(content.text), 'N004-5.11a', 'text', 'addendum-needs-text'),
    ],
  },
];

/** Rules that are kept by construction: the database, the signature and the snapshot, not by a form. */
export const recordRules: readonly NormRule<never>[] = [
  { id: 'N004-5.9', norm: NOM004, numeral: '5.9', verified: 'Q', says: 'Every note carries name, age, sex and record number of the patient as they were when it was signed.', check: () => [] },
  { id: 'N004-5.10', norm: NOM004, numeral: '5.10', verified: 'Q', says: 'Every note carries date, time, full name of the author and signature.', check: () => [] },
  { id: 'N004-5.2.1', norm: NOM004, numeral: '5.2.1', verified: 'Q', says: 'Every printed document carries type, name and address of the establishment.', check: () => [] },
  { id: 'N004-6.2', norm: NOM004, numeral: '6.2', verified: 'Q', says: 'Each outpatient attention leaves an evolution note.', check: () => [] },
  { id: 'EF-7', norm: 'Amate', numeral: 'EF-7', verified: 'D', says: 'The browser signs the canonical payload and the signed attributes of the PDF; both signatures verify off line.', check: () => [] },
];

/** Findings as screens and refusals carry them: with the norm, and the numeral where it may be cited. */
export const toNoteFindings = <Subject>(rules: readonly NormRule<Subject>[], subject: Subject, blocks: boolean): readonly NoteFinding[] => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return evaluate(rules, subject).map((finding) => {
    const rule = byId.get(finding.rule);
    const shown = rule === undefined ? { numeral: null, unconfirmed: null } : shownNumeral(rule);
    return { rule: finding.rule, norm: rule?.norm ?? '', ...shown, code: finding.code, field: finding.field, blocks };
  });
};

/** What an evolution note still misses; each finding refuses the signature. */
export const evolutionFindings = (subject: EvolutionSubject): readonly NoteFinding[] =>
  toNoteFindings([...evolutionRules, ...evolutionContextRules], subject, true);

/** What an addendum still misses. */
export const addendumFindings = (content: AddendumContent): readonly NoteFinding[] => toNoteFindings(addendumRules, content, true);
