import { useQuery } from '@tanstack/react-query';
import type { PatientId } from '#kernel/ids.ts';
import type { carriableSchema, chartParams } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';

const openCarriable = endpoint<{ params: typeof chartParams; reply: typeof carriableSchema }>('GET', '/api/patients/:patientId/carriable');

/** What earlier notes of a patient offer; asked anew each time it is opened, because a colleague may have signed meanwhile. */
export const useCarriable = (patientId: PatientId) =>
  useQuery({ queryKey: ['carriable', patientId], gcTime: 0, queryFn: ({ signal }) => call(openCarriable, { params: { patientId } }, { signal }) });
