import type { consentBody, consentsQuery, consentsSchema, noteParams, revokeBody, revokedReply, savedSchema } from '#modules/record/contract.ts';
import { endpoint } from '../../api/endpoint.ts';

type OfNote = { readonly params: typeof noteParams };

export const listConsents = endpoint<OfNote & { query: typeof consentsQuery; reply: typeof consentsSchema }>('GET', '/api/notes/:noteId/consents');
export const chooseConsent = endpoint<OfNote & { body: typeof consentBody; reply: typeof savedSchema }>('PUT', '/api/notes/:noteId/consent');
export const revokeConsent = endpoint<OfNote & { body: typeof revokeBody; reply: typeof revokedReply }>('POST', '/api/notes/:noteId/revocation');
