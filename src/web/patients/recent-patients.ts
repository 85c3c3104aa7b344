import type { PatientRow } from '#modules/patients/contract.ts';

const MOST = 8;
let recent: readonly PatientRow[] = [];

/** Patients opened since the page was loaded: in its memory alone, gone with the sign-out. */
export const recentPatients = (): readonly PatientRow[] => recent;

export const rememberPatient = (patient: PatientRow): void => {
  recent = [patient, ...recent.filter(({ id }) => id !== patient.id)].slice(0, MOST);
};
