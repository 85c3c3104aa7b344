import { birthTermBody, birthTermReply, growthSchema } from '#modules/growth/contract.ts';
import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { chartParams } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { openGrowth } from './open-growth.ts';
import { stateBirthTerm } from './state-birth-term.ts';

/** How a child grows. */
export const growthRoutes = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/patients/:patientId/growth', operation: 'open-growth', summary: 'A child’s measures against WHO’s growth tables.',
    may: 'read-record', params: chartParams, status: 200, reply: growthSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { growth, pseudonyms } = await deps.database.reading(actor, (tx) => openGrowth(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'clin.note_vital', detail: { charts: growth.charts.length } });
      return growth;
    },
  }),
  route({
    method: 'POST', path: '/api/patients/:patientId/birth-term', operation: 'state-birth-term', summary: 'States how many weeks the pregnancy lasted that a patient was born of.',
    may: 'edit-summary', params: chartParams, body: birthTermBody, status: 201, reply: birthTermReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body, saw }) => {
      const { pseudonym } = await deps.database.withActor(actor, (tx) => stateBirthTerm(deps, tx, params.patientId, body));
      saw({ patients: [pseudonym], entity: 'clin.birth_term' });
      return { stated: true as const };
    },
  }),
];
