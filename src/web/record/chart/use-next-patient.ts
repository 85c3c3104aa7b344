import { useQuery } from '@tanstack/react-query';
import type { Appointment } from '#modules/scheduling/contract.ts';
import { call } from '../../api/call.ts';
import { openDay } from '../../scheduling/api.ts';
import { nextOf } from './next-patient.ts';
import { usePermission, useSession } from '../../session/session-context.ts';

/** The next patient of the signed-in physician today, besides the present one. */
export const useNextPatient = (besides: string, isWanted: boolean): Appointment | null => {
  const { session } = useSession();
  const may = usePermission();
  const { data } = useQuery({
    queryKey: ['next-patient', session.personId], enabled: isWanted && may('read-agenda'),
    queryFn: ({ signal }) => call(openDay, { query: {} }, { signal }),
  });
  return data === undefined ? null : nextOf(data.appointments, session.personId, besides);
};
