import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import type { Database } from '#platform/postgres/database.ts';
import { confirmBody, confirmedReply, reviewQuery, reviewReply } from './contract.ts';
import { confirmMedicines, reviewMedicines } from './review-rows.ts';
import type { ReviewDeps } from './review-rows.ts';

/** The ways to the review of the catalogue: whoever reads records sees it, physicians confirm. */
export const reviewRoutes = (deps: ReviewDeps & { readonly database: Database }): readonly Route[] => [
  route({
    method: 'GET', path: '/api/medicines/review', operation: 'review-medicines', summary: 'The rows of the medicine data with what this clinic confirmed of them.',
    may: 'read-record', query: reviewQuery, status: 200, reply: reviewReply, refuses: [],
    handle: ({ actor, query }) => deps.database.reading(actor, (tx) => reviewMedicines(deps, tx, query)),
  }),
  route({
    method: 'POST', path: '/api/medicines/confirmations', operation: 'confirm-medicines', summary: 'Confirms or rejects rows of the medicine data, each as it was seen.',
    may: 'confirm-medicines', body: confirmBody, status: 201, reply: confirmedReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, body }) => deps.database.withActor(actor, (tx) => confirmMedicines(deps, tx, body)),
  }),
];
