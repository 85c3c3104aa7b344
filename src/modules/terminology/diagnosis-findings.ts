import type { Finding } from '#kernel/norms.ts';
import { evaluate } from '#kernel/norms.ts';
import { diagnosisCatalogue } from './catalogue.ts';
import { limitRules, terminologyRules } from './rules.ts';
import type { CodedDiagnosis, DiagnosisForPatient } from './rules.ts';

const noLimits: DiagnosisForPatient['limits'] = { sex: null, ages: null };

/**
 * What is wrong or unusual about a coded diagnosis for this patient: shape, catalogue, biological sex, age in
 * completed years. Shape and catalogue are the norm's; sex and age are our reading, to be shown as advice. A code
 * that our list does not hold has no limits here. Empty when all is well.
 */
export const diagnosisFindings = (coded: CodedDiagnosis, patient: Omit<DiagnosisForPatient, 'limits'>): readonly Finding[] => [
  ...evaluate(terminologyRules, coded),
  ...evaluate(limitRules, { ...patient, limits: diagnosisCatalogue().byCode.get(coded.code) ?? noLimits }),
];
