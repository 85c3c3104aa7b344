import type { SafetyResult } from './contract.ts';
import type { SafetyRequest } from './safety-request.ts';

export type SafetyData = { readonly name: string; readonly version: string; readonly sha256: string };
export const safetyData = (): SafetyData => ({ name: 'Amate safety', version: '0', sha256: '0'.repeat(64) });
export const groupsOfAllergy = (_text: string): readonly string[] => [];

/** What the tables say of these medicines and this patient. */
export const checkMedicines = (data: SafetyData, { medicines }: SafetyRequest): SafetyResult => ({
  dataSet: data, alerts: [], notChecked: [], rulesEvaluated: 0,
  unmatched: medicines.filter(({ ingredients }) => ingredients === null).map(({ ref, text }) => ({ ref, text })),
});
