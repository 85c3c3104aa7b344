import type { startEncounterBody, startedSchema } from '#modules/record/contract.ts';
import type { appointmentParams, bookBody, bookedReply, dayQuery, daySchema, stateBody, stateReply } from '#modules/scheduling/contract.ts';
import type { staffNamesSchema } from '#modules/workforce/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const openDay = endpoint<{ query: typeof dayQuery; reply: typeof daySchema }>('GET', '/api/agenda/day');
export const bookAppointment = endpoint<{ body: typeof bookBody; reply: typeof bookedReply }>('POST', '/api/appointments');
export const changeState = endpoint<{ params: typeof appointmentParams; body: typeof stateBody; reply: typeof stateReply }>('PUT', '/api/appointments/:appointmentId/state');
export const startEncounter = endpoint<{ body: typeof startEncounterBody; reply: typeof startedSchema }>('POST', '/api/encounters');
export const listStaffNames = endpoint<{ reply: typeof staffNamesSchema }>('GET', '/api/staff/names');
