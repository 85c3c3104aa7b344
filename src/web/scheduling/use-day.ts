import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { AppointmentId, PractitionerId } from '#kernel/ids.ts';
import type { Appointment, Day } from '#modules/scheduling/contract.ts';
import { call } from '../api/call.ts';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import type { AgendaAct, AppointmentState } from './agenda-acts.ts';
import { changeState, listStaffNames, openDay, startEncounter } from './api.ts';
import { agendaMessages } from './messages.ts';

/** Other desks mark arrivals too. */
const REFRESH_MS = 10_000;

const dayKey = (date: string, practitionerId: PractitionerId | null): readonly unknown[] => ['agenda-day', date, practitionerId];

export const useDay = (date: string, practitionerId: PractitionerId | null) => useQuery({
  queryKey: dayKey(date, practitionerId),
  queryFn: ({ signal }) => call(openDay, { query: { date, ...(practitionerId === null ? {} : { practitionerId }) } }, { signal }),
  refetchInterval: REFRESH_MS, staleTime: 3_000,
});

/** Who can attend: the physicians in service. */
export const usePractitioners = () => useQuery({
  queryKey: ['staff-names'], queryFn: ({ signal }) => call(listStaffNames, {}, { signal }), staleTime: 5 * 60_000,
  select: ({ names }) => names.filter(({ active, duties }) => active && duties.includes('physician')),
});

const withState = (day: Day | undefined, id: AppointmentId, status: AppointmentState): Day | undefined =>
  day === undefined ? undefined : { ...day, appointments: day.appointments.map((each) => (each.id === id ? { ...each, status } : each)) };

/** Marks a visit; the list shows it at once and takes it back if the server refuses. */
export const useChangeState = () => {
  const t = useText(agendaMessages);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ appointment, to }: { readonly appointment: Appointment; readonly to: AgendaAct }) =>
      call(changeState, { params: { appointmentId: appointment.id }, body: { status: to } }),
    onMutate: async ({ appointment, to }) => {
      await queries.cancelQueries({ queryKey: ['agenda-day'] });
      const before = queries.getQueriesData<Day>({ queryKey: ['agenda-day'] });
      queries.setQueriesData<Day>({ queryKey: ['agenda-day'] }, (day) => withState(day, appointment.id, to));
      return { before };
    },
    onError: (error, _given, context) => {
      for (const [key, day] of context?.before ?? []) queries.setQueryData(key, day);
      toast.refused(error);
    },
    onSuccess: (_reply, { to }) => { toast.done(t(`done.${to}`)); },
    onSettled: () => queries.invalidateQueries({ queryKey: ['agenda-day'] }),
  });
};

const stepsToConsult = (from: AppointmentState): readonly AppointmentState[] => {
  if (from === 'in-consult') return [];
  return from === 'arrived' ? ['in-consult'] : ['arrived', 'in-consult'];
};

// The visit's state is a courtesy to reception: the consult opens whether or not it could be told.
const markInConsult = async ({ id, status }: Appointment): Promise<void> => {
  try {
    for (const next of stepsToConsult(status)) await call(changeState, { params: { appointmentId: id }, body: { status: next } });
  } catch (error) {
    toast.refused(error);
  }
};

/** Starts the visit's note, or finds the one begun, and goes there. */
export const useOpenConsult = () => {
  const [, go] = useLocation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (appointment: Appointment) => call(startEncounter, { body: { patientId: appointment.patientId, kind: 'outpatient', appointmentId: appointment.id } }),
    onSuccess: ({ noteId }, appointment) => {
      void markInConsult(appointment).then(() => queries.invalidateQueries({ queryKey: ['agenda-day'] }));
      go(`/consulta/${noteId}`);
    },
    onError: toast.refused,
  });
};
