import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { carriableSchema, changesSchema, chartParams, problemViewSchema, redundancySchema, searchChartBody, searchChartReply } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { openCarriable } from './open-carriable.ts';
import { openChanges } from './open-changes.ts';
import { openProblems } from './open-problems.ts';
import { readRedundancy } from './read-redundancy.ts';
import { searchChart } from './search-chart.ts';

/** The ways to look back over a record. */
export const historyRoutes = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/patients/:patientId/carriable', operation: 'open-carriable', summary: 'What earlier signed notes offer the next one, by problem.',
    may: 'write-note', params: chartParams, status: 200, reply: carriableSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { carriable, pseudonyms } = await deps.database.reading(actor, (tx) => openCarriable(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'clin.signed_note', detail: { notes: carriable.notes.length } });
      return carriable;
    },
  }),
  route({
    method: 'GET', path: '/api/patients/:patientId/changes', operation: 'open-changes', summary: 'What changed since the reader’s last visit.',
    may: 'read-record', params: chartParams, status: 200, reply: changesSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { changes, pseudonyms } = await deps.database.reading(actor, (tx) => openChanges(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'chart', detail: { documents: changes.documents.length } });
      return changes;
    },
  }),
  route({
    method: 'GET', path: '/api/patients/:patientId/problems', operation: 'open-problems', summary: 'The record by problem: status over time, notes and medicines.',
    may: 'read-record', params: chartParams, status: 200, reply: problemViewSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { view, pseudonyms } = await deps.database.reading(actor, (tx) => openProblems(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'chart', detail: { problems: view.problems.length } });
      return view;
    },
  }),
  route({
    method: 'POST', path: '/api/patients/:patientId/search', operation: 'search-chart', summary: 'Words in one patient’s signed documents and summary.',
    may: 'read-record', params: chartParams, body: searchChartBody, status: 200, reply: searchChartReply, refuses: ['not-found'],
    handle: async ({ actor, params, body, saw }) => {
      const { found, pseudonyms } = await deps.database.reading(actor, (tx) => searchChart(deps, tx, params.patientId, body));
      saw({ patients: pseudonyms, entity: 'chart', detail: { found: found.hits.length } });
      return found;
    },
  }),
  route({
    method: 'GET', path: '/api/own-redundancy', operation: 'read-own-redundancy', summary: 'How much of one’s own signed notes was carried; one’s own alone.',
    may: 'sign-note', status: 200, reply: redundancySchema, refuses: [],
    handle: ({ actor }) => deps.database.reading(actor, (tx) => readRedundancy(deps, tx)),
  }),
];
