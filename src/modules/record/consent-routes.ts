import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { chooseConsentOf, listConsents, revokeConsent } from './consents.ts';
import { consentBody, consentsQuery, consentsSchema, noteParams, revokeBody, revokedReply, savedSchema } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { lockOwnDraft, savedAgain } from './save-draft.ts';

/** The consent a document rests on. */
export const consentRoutes = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/notes/:noteId/consents', operation: 'list-consents', summary: 'The patient’s signed consents, for one of the reader’s documents.',
    may: 'write-note', params: noteParams, query: consentsQuery, status: 200, reply: consentsSchema, refuses: ['not-found'],
    handle: async ({ actor, params, query, saw }) => {
      const { list, pseudonyms } = await deps.database.reading(actor, (tx) => listConsents(deps, tx, params.noteId, query.act));
      saw({ patients: pseudonyms, entity: 'clin.signed_note', detail: { consents: list.consents.length } });
      return list;
    },
  }),
  route({
    method: 'PUT', path: '/api/notes/:noteId/consent', operation: 'choose-consent', summary: 'Names the consent a draft rests on.',
    may: 'write-note', params: noteParams, body: consentBody, status: 200, reply: savedSchema, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, async (tx) => {
      await chooseConsentOf(deps, tx, await lockOwnDraft(tx, params.noteId), body);
      return savedAgain(deps, tx, params.noteId);
    }),
  }),
  route({
    method: 'POST', path: '/api/notes/:noteId/revocation', operation: 'revoke-consent', summary: 'Records that a signed consent was revoked.',
    may: 'sign-note', params: noteParams, body: revokeBody, status: 200, reply: revokedReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body }) => {
      await deps.database.withActor(actor, (tx) => revokeConsent(deps, tx, params.noteId, body));
      return { revoked: true as const };
    },
  }),
];
