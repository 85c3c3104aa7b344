import type { NoteDiagnosis, VitalCode } from '#modules/documents/contract.ts';
import { vitalUnits } from '#modules/documents/public.ts';
import { icd11Of } from '#modules/terminology/public.ts';
import { bloodPressure, vitalsTable } from './fhir-codes-table.ts';
import { coding, concept, derivedId, referenceTo, said, some, systems } from './fhir-elements.ts';
import type { FhirElement, FhirResource } from './fhir-elements.ts';

/** What signed documents state in codes and numbers. */

/** Where a finding stands: its document, and whom, when and by whom it was said of. `at` is an instant. */
export type FoundIn = { readonly noteId: string; readonly patientId: string; readonly encounterId: string; readonly authorId: string; readonly at: string };

/** WHO's way of writing a code: a point after the category, and no filler where a category has no subdivision. */
export const whoCode = (code: string): string => (code.endsWith('X') ? code.slice(0, 3) : `${code.slice(0, 3)}.${code.slice(3)}`);

/** A CIE-10 code as WHO writes it, as it was filed here, and what WHO's table in force gives for it in ICD-11. */
export const diagnosisConcept = ({ code, term, catalogue }: Pick<NoteDiagnosis, 'code' | 'term'> & { readonly catalogue?: string }): FhirElement => {
  const newer = icd11Of(code);
  return {
    coding: some([
      coding(systems.icd10, whoCode(code)), coding(systems.cie10, code, { display: term, version: catalogue ?? '' }),
      newer === null ? undefined : coding(systems.icd11, newer.code, { display: newer.title, version: newer.release }),
    ]),
    text: said(term),
  };
};

export const fhirDiagnosis = (found: FoundIn, field: string, diagnosis: NoteDiagnosis): FhirResource => ({
  resourceType: 'Condition', id: derivedId(found.noteId, `condition ${field} ${diagnosis.code}`),
  verificationStatus: concept(systems.conditionCertainty, diagnosis.certainty === 'confirmed' ? 'confirmed' : 'provisional'),
  category: [concept(systems.conditionCategory, 'encounter-diagnosis')], code: diagnosisConcept(diagnosis),
  subject: referenceTo(found.patientId), encounter: referenceTo(found.encounterId), recordedDate: found.at, asserter: referenceTo(found.authorId),
});

type Measured = { readonly code: VitalCode; readonly value: number };

const signConcept = (code: VitalCode): FhirElement => ({ coding: [coding(systems.loinc, vitalsTable[code].loinc)], text: vitalsTable[code].name });
const quantity = ({ code, value }: Measured): FhirElement => ({ value, unit: vitalUnits[code], system: systems.ucum, code: vitalsTable[code].unit });

const observed = (found: FoundIn, what: string, category: string): Record<string, FhirElement> & { readonly resourceType: string; readonly id: string } => ({
  resourceType: 'Observation', id: derivedId(found.noteId, `observation ${what}`), status: 'final', category: [concept(systems.observationCategory, category)],
  subject: referenceTo(found.patientId), encounter: referenceTo(found.encounterId), effectiveDateTime: found.at, performer: [referenceTo(found.authorId)],
});

/** Of a pressure of which one number was not written down, the panel says so. */
const componentOf = (code: 'systolic' | 'diastolic', measured: readonly Measured[]): FhirElement => {
  const sign = measured.find((each) => each.code === code);
  return { code: signConcept(code), ...(sign === undefined ? { dataAbsentReason: concept(systems.absentReason, 'unknown') } : { valueQuantity: quantity(sign) }) };
};

const isPressure = ({ code }: Measured): boolean => code === 'systolic' || code === 'diastolic';

export const fhirVitals = (found: FoundIn, measured: readonly Measured[]): readonly FhirResource[] => [
  ...(measured.some(isPressure) ? [{
    ...observed(found, 'blood-pressure', 'vital-signs'), code: { coding: [coding(systems.loinc, bloodPressure.loinc)], text: bloodPressure.name },
    component: [componentOf('systolic', measured), componentOf('diastolic', measured)],
  }] : []),
  ...measured.filter((sign) => !isPressure(sign)).map((sign) => (
    { ...observed(found, sign.code, sign.code === 'glucose' ? 'laboratory' : 'vital-signs'), code: signConcept(sign.code), valueQuantity: quantity(sign) })),
];
