import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { bookAppointment } from './book-appointment.ts';
import { changeState } from './change-state.ts';
import { appointmentParams, bookBody, bookedReply, dayChangedSchema, dayQuery, daySchema, stateBody, stateReply } from './contract.ts';
import type { AgendaDeps } from './dependencies.ts';
import { followAgenda } from './follow-agenda.ts';
import { openDay } from './open-day.ts';

/** The agenda's ways in. */
export const schedulingRoutes = (deps: AgendaDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/agenda/day', operation: 'open-day', summary: 'The appointments of one day, nothing clinical.',
    may: 'read-agenda', query: dayQuery, status: 200, reply: daySchema, refuses: [],
    handle: async ({ actor, query, saw }) => {
      const { day, pseudonyms } = await deps.database.withActor(actor, (tx) => openDay(deps, tx, query));
      saw({ patients: pseudonyms, entity: 'agenda', detail: { date: day.date } });
      return day;
    },
  }),
  route({
    method: 'GET', path: '/api/agenda/changes', operation: 'follow-agenda', summary: 'Tells which days of the agenda change, as they change.',
    may: 'read-agenda', status: 200, reply: 'stream', events: { 'day-changed': dayChangedSchema }, refuses: [],
    handle: async ({ actor }) => followAgenda(deps, actor),
  }),
  route({
    method: 'POST', path: '/api/appointments', operation: 'book-appointment', summary: 'Books a visit; an overlap is refused.',
    may: 'manage-agenda', body: bookBody, status: 201, reply: bookedReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, body }) => deps.database.withActor(actor, (tx) => bookAppointment(deps, tx, body)),
  }),
  route({
    method: 'PUT', path: '/api/appointments/:appointmentId/state', operation: 'change-appointment-state', summary: 'Marks a visit as arrived, attended, missed…',
    may: 'manage-agenda', params: appointmentParams, body: stateBody, status: 200, reply: stateReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => changeState(deps, tx, params.appointmentId, body.status)),
  }),
];
