import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { searchDiagnosesQuery, searchDiagnosesReply } from './contract.ts';
import { searchDiagnoses } from './search-diagnoses.ts';

/** The catalogue's way in. What is asked is a term, never a patient. */
export const terminologyRoutes = (): readonly Route[] => [
  route({
    method: 'GET', path: '/api/terminology/diagnoses', operation: 'search-diagnoses', summary: 'Diagnosis terms with their CIE-10 codes, as you type.',
    may: 'read-record', query: searchDiagnosesQuery, status: 200, reply: searchDiagnosesReply, refuses: [], perMinute: 1200,
    handle: async ({ query }) => searchDiagnoses(query),
  }),
];
