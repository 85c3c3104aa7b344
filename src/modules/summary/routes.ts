import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { addItem, changeItem } from './change-summary.ts';
import { addItemBody, changeItemBody, itemHistoryReply, itemParams, storedReply, summaryParams, summaryReply } from './contract.ts';
import type { SummaryDeps } from './dependencies.ts';
import { itemHistory, openSummary } from './open-summary.ts';

/** The summary's ways in. */
export const summaryRoutes = (deps: SummaryDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/patients/:patientId/summary', operation: 'open-summary', summary: 'Problems, allergies, medicines and what else is known of a patient.',
    may: 'read-record', params: summaryParams, status: 200, reply: summaryReply, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { summary, pseudonyms } = await deps.database.reading(actor, (tx) => openSummary(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'summary', detail: { items: summary.items.length } });
      return summary;
    },
  }),
  route({
    method: 'POST', path: '/api/patients/:patientId/summary', operation: 'add-summary-item', summary: 'Records a problem, an allergy, a medicine…',
    may: 'edit-summary', params: summaryParams, body: addItemBody, status: 201, reply: storedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => addItem(deps, tx, params.patientId, body.content)),
  }),
  route({
    method: 'PUT', path: '/api/patients/:patientId/summary/:itemId', operation: 'change-summary-item', summary: 'Records the next version of an item; the earlier ones stay.',
    may: 'edit-summary', params: itemParams, body: changeItemBody, status: 200, reply: storedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => changeItem(deps, tx, params, body)),
  }),
  route({
    method: 'GET', path: '/api/patients/:patientId/summary/:itemId/versions', operation: 'open-item-history', summary: 'Every version of an item, who recorded it and when.',
    may: 'read-record', params: itemParams, status: 200, reply: itemHistoryReply, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { versions, pseudonym } = await deps.database.reading(actor, (tx) => itemHistory(deps, tx, params.patientId, params.itemId));
      saw({ patients: [pseudonym], entity: 'clin.summary_version', entityId: params.itemId });
      return { versions: [...versions] };
    },
  }),
];
