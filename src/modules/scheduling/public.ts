/**
 * The agenda.
 *
 * - appointment: a visit agreed for a time with a practitioner; overlap is refused by the database
 * - state: booked, confirmed, arrived, in-consult, attended, no-show, cancelled; `nextStates` says what may follow
 * - walk-in: a visit without an agreed time; it takes its place beside the agenda and overlaps freely
 * - day: a calendar day on the clinic's wall clock
 */
export { bookAppointment } from './book-appointment.ts';
export { changeState } from './change-state.ts';
export { visitBegun, visitEnded } from './follow-visit.ts';
export { schedulingMessages } from './messages.ts';
export { openDay } from './open-day.ts';
export { schedulingRoutes } from './routes.ts';
export { AGENDA_CHANGED } from './dependencies.ts';
export type { AgendaDeps, SchedulingDeps } from './dependencies.ts';
