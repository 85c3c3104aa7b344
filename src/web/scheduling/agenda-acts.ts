import type { Appointment } from '#modules/scheduling/contract.ts';

export type AppointmentState = Appointment['status'];

/** What may be done to a visit from the agenda, the likeliest first. The server refuses anything else in any case. */
export const actsOf = {
  booked: ['arrived', 'confirmed', 'no-show', 'cancelled'],
  confirmed: ['arrived', 'no-show', 'cancelled'],
  arrived: ['no-show', 'cancelled'],
  'in-consult': ['attended'],
  attended: [],
  'no-show': ['arrived'],
  cancelled: [],
} as const satisfies Record<AppointmentState, readonly AppointmentState[]>;

export type AgendaAct = (typeof actsOf)[AppointmentState][number];

export const mayBecome = (from: AppointmentState, to: AgendaAct): boolean => (actsOf[from] as readonly AgendaAct[]).includes(to);

/** Whether a visit in this state can still be taken into the consult. */
export const canConsult = (state: AppointmentState): boolean => state !== 'attended' && state !== 'cancelled';

/** Minutes in the waiting room, from arrival to `now` (milliseconds); null when the person is not there. */
export const waitedMinutes = ({ status, arrivedAt }: Pick<Appointment, 'status' | 'arrivedAt'>, now: number): number | null =>
  status !== 'arrived' || arrivedAt === null ? null : Math.max(0, Math.floor((now - Date.parse(arrivedAt)) / 60_000));

export type DaySummary = { readonly unconfirmed: number; readonly waiting: number; readonly longestWait: number; readonly attended: number; readonly expected: number };

export const summaryOf = (appointments: readonly Appointment[], now: number): DaySummary => {
  const count = (...states: readonly AppointmentState[]): number => appointments.filter(({ status }) => states.includes(status)).length;
  return {
    unconfirmed: count('booked'), waiting: count('arrived'), attended: count('attended'),
    longestWait: Math.max(0, ...appointments.map((each) => waitedMinutes(each, now) ?? 0)),
    expected: appointments.length - count('cancelled'),
  };
};
