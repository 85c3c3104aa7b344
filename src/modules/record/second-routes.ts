import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { cosignNote, returnNote } from './cosign-note.ts';
import { cosignatureCountSchema, cosignaturesSchema, finishBody, noteParams, preparedSchema, returnBody, returnedReply, secondPrepareBody, signBody, signedReply } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { finishNote } from './first-signature.ts';
import { listCosignatures } from './list-cosignatures.ts';
import { prepareSecond } from './prepare-second.ts';
import { countWaiting } from './second-queries.ts';

/** Documents that two people sign. */
export const secondRoutes = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/notes/:noteId/finishing', operation: 'finish-note', summary: 'Finishes a document under supervision without an e.firma; the supervisor’s completes it.',
    may: 'sign-note', stepUp: true, params: noteParams, body: finishBody, status: 200, reply: signedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: async ({ actor, params, body, saw }) => {
      const { reply, pseudonym } = await deps.database.withActor(actor, (tx) => finishNote(deps, tx, params.noteId, body));
      saw({ patients: pseudonym === null ? [] : [pseudonym], entity: 'clin.note', entityId: params.noteId });
      return reply;
    },
  }),
  route({
    method: 'POST', path: '/api/notes/:noteId/second-preparation', operation: 'prepare-second-signature', summary: 'Freezes what a second signer signs: the payload with the first signature, and the PDF.',
    may: 'sign-note', params: noteParams, body: secondPrepareBody, status: 201, reply: preparedSchema, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: async ({ actor, params, body, saw }) => {
      const { prepared, pseudonym } = await prepareSecond(deps, actor, params.noteId, body);
      saw({ patients: [pseudonym], entity: 'clin.note', entityId: params.noteId });
      return prepared;
    },
  }),
  route({
    method: 'POST', path: '/api/notes/:noteId/second-signature', operation: 'cosign-note', summary: 'Stores the second signature and completes the document.',
    may: 'sign-note', params: noteParams, body: signBody, status: 200, reply: signedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => cosignNote(deps, tx, params.noteId, body)),
  }),
  route({
    method: 'POST', path: '/api/notes/:noteId/return', operation: 'return-note', summary: 'Returns what waits for a second signature to its author, with the reason.',
    may: 'sign-note', params: noteParams, body: returnBody, status: 200, reply: returnedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: async ({ actor, params, body }) => {
      await deps.database.withActor(actor, (tx) => returnNote(deps, tx, params.noteId, body));
      return { returned: true as const };
    },
  }),
  route({
    method: 'GET', path: '/api/cosignatures', operation: 'list-cosignatures', summary: 'What waits for a second signature, and what came back to its author.',
    may: 'sign-note', status: 200, reply: cosignaturesSchema, refuses: [],
    handle: async ({ actor, saw }) => {
      const { list, pseudonyms } = await deps.database.reading(actor, (tx) => listCosignatures(deps, tx));
      saw({ patients: pseudonyms, entity: 'clin.note', detail: { waiting: list.waiting.length, returned: list.returned.length } });
      return list;
    },
  }),
  route({
    method: 'GET', path: '/api/cosignatures/count', operation: 'count-cosignatures', summary: 'How many documents wait for a second signature.',
    may: 'sign-note', status: 200, reply: cosignatureCountSchema, refuses: [],
    handle: ({ actor }) => deps.database.reading(actor, (tx) => countWaiting(tx, actor.personId)),
  }),
];
