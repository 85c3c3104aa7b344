import { useQuery } from '@tanstack/react-query';
import type { PatientId } from '#kernel/ids.ts';
import type { changesSchema, chartParams } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';

const openChanges = endpoint<{ params: typeof chartParams; reply: typeof changesSchema }>('GET', '/api/patients/:patientId/changes');

/** All that is read by looking back over a record: to be asked again when something is signed or recorded. */
export const lookBackKey = (patientId: PatientId) => ['look-back', patientId] as const;

/** What changed in a record since the reader's last visit. */
export const useChanges = (patientId: PatientId) =>
  useQuery({ queryKey: [...lookBackKey(patientId), 'changes'], queryFn: ({ signal }) => call(openChanges, { params: { patientId } }, { signal }) });
