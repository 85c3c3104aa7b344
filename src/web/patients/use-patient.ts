import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PatientId, PersonId } from '#kernel/ids.ts';
import type { Patient, PatientRow } from '#modules/patients/contract.ts';
import type { staffNamesSchema } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { endpoint } from '../api/endpoint.ts';
import { openPatient, readHistory } from './api.ts';

const listStaffNames = endpoint<{ reply: typeof staffNamesSchema }>('GET', '/api/staff/names');

const patientKey = (patientId: PatientId): readonly unknown[] => ['patient-identity', patientId];

export const usePatient = (patientId: PatientId) =>
  useQuery({ queryKey: patientKey(patientId), queryFn: ({ signal }) => call(openPatient, { params: { patientId } }, { signal }) });

export const useHistory = (patientId: PatientId, isOn: boolean) =>
  useQuery({ queryKey: [...patientKey(patientId), 'history'], queryFn: ({ signal }) => call(readHistory, { params: { patientId } }, { signal }), enabled: isOn });

/** What was shown of a patient is asked for again. */
export const useRefreshPatient = (): (() => Promise<void>) => {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: ['patient-identity'] }), queries.invalidateQueries({ queryKey: ['patient-search'] })]);
  };
};

/** Names of staff by id, for bylines. */
export const useStaffName = (): ((personId: PersonId | null) => string | null) => {
  const names = useQuery({ queryKey: ['staff-names'], queryFn: ({ signal }) => call(listStaffNames, {}, { signal }), staleTime: 5 * 60_000 });
  return (personId) => names.data?.names.find(({ id }) => id === personId)?.fullName ?? null;
};

/** A patient as the lists show one. */
export const rowOf = ({ id, recordNumber, fullName, age, unknown, identity }: Patient): PatientRow => ({
  id, recordNumber, fullName, age, unknown, birthDate: identity.birthDate, sex: identity.sex,
  curpTail: identity.curp.value?.slice(-4) ?? null, phoneTail: identity.phones[0]?.number.replace(/\D/g, '').slice(-4) ?? null,
});
