import { fold } from '#kernel/fold.ts';
import type { Finding, NormRule } from '#kernel/norms.ts';
import type { AgeRange } from './diagnosis-row.ts';

/** What the norms ask of a coded diagnosis, as data. */

export type CodedDiagnosis = { readonly code: string; readonly catalogue: string; readonly term: string };
/** A coded diagnosis beside what the catalogue that this program ships says of its code. */
export type CataloguedDiagnosis = {
  readonly coded: CodedDiagnosis;
  /** Name and version, as a note writes them. */
  readonly held: string;
  /** Folded: preferred terms and synonyms of the code; null when the catalogue does not hold it. */
  readonly terms: readonly string[] | null;
};
/** A term's own limits and the patient they are held against. */
export type DiagnosisForPatient = {
  readonly limits: { readonly sex: 'H' | 'M' | null; readonly ages: AgeRange | null };
  /** Biological sex; null when unknown or intersex: then only the age counts. */
  readonly sex: 'H' | 'M' | null;
  /** Completed years on the day of the visit; null when unknown. */
  readonly years: number | null;
};

const shape = /^[A-Z]\d{2}[0-9X]$/;
const when = (wrong: boolean, rule: string, field: string, code: string): readonly Finding[] => (wrong ? [{ rule, field, code }] : []);

export const terminologyRules: readonly NormRule<CodedDiagnosis>[] = [
  {
    id: 'N024-6.4.2', norm: 'NOM-024-SSA3-2012', numeral: '6.4.2', verified: 'Q',
    says: 'A code is stored with the catalogue and version it was chosen from.',
    check: ({ catalogue }) => when(catalogue.trim() === '', 'N024-6.4.2', 'catalogue', 'code-without-catalogue'),
  },
  {
    id: 'GIIS-B015-43', norm: 'GIIS-B015-04-11', numeral: '43', verified: 'O',
    says: 'A CIE-10 code has exactly four characters, padded with X.',
    check: ({ code }) => when(!shape.test(code), 'GIIS-B015-43', 'code', 'code-malformed'),
  },
];

/** A code is compared only with the catalogue version it names; one that this program does not ship cannot be. */
export const catalogueRules: readonly NormRule<CataloguedDiagnosis>[] = [
  {
    id: 'N024-6.4.2-version', norm: 'NOM-024-SSA3-2012', numeral: '6.4.2', verified: 'D',
    says: 'The catalogue version that a diagnosis names is one that can be compared.',
    check: ({ coded: { catalogue }, held }) => when(catalogue.trim() !== '' && catalogue !== held, 'N024-6.4.2-version', 'catalogue', 'catalogue-not-held'),
  },
  {
    id: 'N024-6.4.2-code', norm: 'NOM-024-SSA3-2012', numeral: '6.4.2', verified: 'D',
    says: 'The code is in the catalogue version it names.',
    check: ({ coded: { catalogue, code }, held, terms }) => when(catalogue === held && shape.test(code) && terms === null, 'N024-6.4.2-code', 'code', 'code-not-in-catalogue'),
  },
  {
    id: 'N024-6.4.2-term', norm: 'NOM-024-SSA3-2012', numeral: '6.4.2', verified: 'D',
    says: 'The term is the preferred one of its code or a synonym, letter case and accents apart.',
    check: ({ coded: { catalogue, term }, held, terms }) =>
      when(catalogue === held && terms !== null && !terms.includes(fold(term)), 'N024-6.4.2-term', 'term', 'term-of-other-code'),
  },
];

/** The guide's own limits stand in the official catalogue, which we may not ship: these are our reading, hence advice. */
export const limitRules: readonly NormRule<DiagnosisForPatient>[] = [
  {
    id: 'GIIS-B015-LSEX', norm: 'GIIS-B015-04-11', numeral: '43', verified: 'D',
    says: 'A diagnosis fits the biological sex of the patient; of an intersex patient only the age is looked at.',
    check: ({ limits, sex }) => when(limits.sex !== null && sex !== null && limits.sex !== sex, 'GIIS-B015-LSEX', 'code', 'diagnosis-of-other-sex'),
  },
  {
    id: 'GIIS-B015-LAGE', norm: 'GIIS-B015-04-11', numeral: '43', verified: 'D',
    says: 'A diagnosis fits the age of the patient.',
    check: ({ limits: { ages }, years }) =>
      when(ages !== null && years !== null && (years < ages.from || years > ages.to), 'GIIS-B015-LAGE', 'code', 'diagnosis-of-other-age'),
  },
];
