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

/** Other desks mark arrivals too: told of as they happen, and asked for all the same, more often while nobody tells. */
const ASK_WHEN_TOLD_MS = 60_000;
const ASK_UNTOLD_MS = 10_000;

const dayKey = (date: string, practitionerId: PractitionerId | null): readonly unknown[] => ['agenda-day', date, practitionerId];

export const useDay = (date: string, practitionerId: PractitionerId | null, isTold: boolean) => useQuery({
  queryKey: dayKey(date, practitionerId),
  queryFn: ({ signal }) => call(openDay, { query: { date, ...(practitionerId === null ? {} : { practitionerId }) } }, { signal }),
  refetchInterval: isTold ? ASK_WHEN_TOLD_MS : ASK_UNTOLD_MS, staleTime: 3_000,
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

/** Starts the visit's note, or finds the one begun, and goes there; the server marks the visit as in consult with it. */
export const useOpenConsult = () => {
  const [, go] = useLocation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (appointment: Appointment) => call(startEncounter, { body: { patientId: appointment.patientId, kind: 'outpatient', appointmentId: appointment.id } }),
    onSuccess: ({ noteId }) => {
      void queries.invalidateQueries({ queryKey: ['agenda-day'] });
      go(`/consulta/${noteId}`);
    },
    onError: toast.refused,
  });
};
