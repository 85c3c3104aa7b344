import { useQuery } from '@tanstack/react-query';
import type { Appointment, dayQuery, daySchema } from '#modules/scheduling/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { usePermission, useSession } from '../../session/session-context.ts';

const openDay = endpoint<{ query: typeof dayQuery; reply: typeof daySchema }>('GET', '/api/agenda/day');

/** Who waits comes before who is expected; then the earlier appointment. */
export const nextOf = (appointments: readonly Appointment[], practitionerId: string, besides: string): Appointment | null => {
  const mine = appointments.filter((each) => each.practitionerId === practitionerId && each.patientId !== besides);
  const byTime = (status: readonly Appointment['status'][]) =>
    mine.filter((each) => status.includes(each.status)).sort((one, other) => one.startsAt.localeCompare(other.startsAt))[0];
  return byTime(['arrived']) ?? byTime(['confirmed', 'booked']) ?? null;
};

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
