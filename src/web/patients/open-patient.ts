import { useLocation } from 'wouter';
import type { PatientId } from '#kernel/ids.ts';
import type { PatientRow } from '#modules/patients/contract.ts';
import { usePermission } from '../session/session-context.ts';
import { rememberPatient } from './recent-patients.ts';

/** Where a patient opens: the chart for whoever may read it, the identity for everyone else. */
export const useAddressOfPatient = (): ((id: PatientId) => string) => {
  const may = usePermission();
  return (id) => (may('read-record') ? `/pacientes/${id}` : `/pacientes/${id}/datos`);
};

export const useOpenPatient = (): ((patient: PatientRow) => void) => {
  const [, go] = useLocation();
  const addressOf = useAddressOfPatient();
  return (patient) => {
    rememberPatient(patient);
    go(addressOf(patient.id));
  };
};
