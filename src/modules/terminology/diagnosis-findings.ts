import { fold } from '#kernel/fold.ts';
import { evaluate } from '#kernel/norms.ts';
import type { Finding, NormRule } from '#kernel/norms.ts';
import { catalogueText, diagnosisCatalogue } from './catalogue.ts';
import type { Diagnosis } from './catalogue.ts';
import { catalogueRules, limitRules, terminologyRules } from './rules.ts';
import type { CodedDiagnosis, DiagnosisForPatient } from './rules.ts';

const noLimits: DiagnosisForPatient['limits'] = { sex: null, ages: null };

const termsOf = ({ display, synonyms }: Diagnosis): readonly string[] => [display.es, display.en, ...synonyms].map(fold);

/** A finding with the norm behind it: `blocks` ones are about the code itself, the others advice about the patient. */
export type DiagnosisFinding = Finding & { readonly from: Pick<NormRule<never>, 'norm' | 'numeral' | 'verified'>; readonly blocks: boolean };

const allRules = new Map([...terminologyRules, ...catalogueRules, ...limitRules].map((rule) => [rule.id, rule] as const));

const withNorm = (finding: Finding, blocks: boolean): DiagnosisFinding => {
  const from = allRules.get(finding.rule);
  if (from === undefined) throw new Error(`no rule ${finding.rule}`);
  return { ...finding, from, blocks };
};

/**
 * What is wrong or unusual about a coded diagnosis for this patient: shape, catalogue, code and term in it,
 * biological sex, age in completed years. What stands against the catalogue blocks; sex and age are our own reading of
 * it, so they advise. A code that our list does not hold has no limits here. Empty when all is well.
 */
export const diagnosisFindings = (coded: CodedDiagnosis, patient: Omit<DiagnosisForPatient, 'limits'>): readonly DiagnosisFinding[] => {
  const held = diagnosisCatalogue().byCode.get(coded.code);
  const row = held?.retired === true ? undefined : held;
  const catalogued = { coded, held: catalogueText(), terms: row === undefined ? null : termsOf(row) };
  return [
    ...[...evaluate(terminologyRules, coded), ...evaluate(catalogueRules, catalogued)].map((finding) => withNorm(finding, true)),
    ...evaluate(limitRules, { ...patient, limits: row ?? noLimits }).map((finding) => withNorm(finding, false)),
  ];
};
