import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { encounterParams, observationBody, observationReply, observedListSchema } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { listObserved, takeObservationStep } from './observation.ts';

/** Patients under observation and whose note is overdue. */
export const observationRoutes = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/observation', operation: 'list-observed', summary: 'Open emergency encounters, and whose progress note is overdue.',
    may: 'read-record', status: 200, reply: observedListSchema, refuses: [],
    handle: async ({ actor, saw }) => {
      const { observed, pseudonyms } = await deps.database.reading(actor, (tx) => listObserved(deps, tx));
      saw({ patients: pseudonyms, entity: 'clin.encounter', detail: { observed: observed.length } });
      return { observed: [...observed] };
    },
  }),
  route({
    method: 'POST', path: '/api/encounters/:encounterId/observation', operation: 'take-observation-step', summary: 'A patient stays under observation, or leaves it.',
    may: 'write-note', params: encounterParams, body: observationBody, status: 200, reply: observationReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body }) => {
      await deps.database.withActor(actor, (tx) => takeObservationStep(deps, tx, params.encounterId, body.step));
      return { done: true as const };
    },
  }),
];
