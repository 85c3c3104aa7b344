import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import {
  changePasswordBody, doneReply, factorsSchema, passkeyOptionsSchema, passkeyParams, passkeyRegisterBody, passkeyRenameBody, totpConfirmBody, totpEnrolmentSchema,
} from './contract.ts';
import type { IdentityDeps } from './dependencies.ts';
import { beginTotp, dropTotp, factorsOf, finishTotp, setNewPassword } from './own-account.ts';
import { registerPasskey, registrationOptions, remove, rename } from './passkeys.ts';

const done = { done: true } as const;
const mine = { may: 'signed-in', status: 200 } as const;
/** Factors change only right after a proof of presence, so that an open screen cannot be made one's own. */
const sensitive = { ...mine, stepUp: true } as const;

/** One's own password, authenticator and passkeys. */
export const factorRoutes = (deps: IdentityDeps): readonly Route[] => [
  route({
    ...mine, method: 'POST', path: '/api/session/password', operation: 'change-password', summary: 'Sets a new password; the account\'s other sessions end.',
    body: changePasswordBody, reply: doneReply, refuses: [], handle: async ({ actor, body, facts }) => { await setNewPassword(deps, actor, body, facts); return done; },
  }),
  route({
    ...mine, method: 'GET', path: '/api/session/factors', operation: 'list-factors', summary: 'The account\'s authenticator and passkeys.',
    reply: factorsSchema, refuses: [], handle: ({ actor }) => factorsOf(deps, actor),
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/session/totp', operation: 'begin-totp', summary: 'Offers an authenticator secret; it counts once a code confirms it.',
    reply: totpEnrolmentSchema, refuses: [], handle: ({ actor }) => beginTotp(deps, actor),
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/session/totp/confirm', operation: 'confirm-totp', summary: 'Enrols the authenticator.',
    body: totpConfirmBody, reply: doneReply, refuses: ['conflict'], handle: async ({ actor, body, facts }) => { await finishTotp(deps, actor, body.code, facts); return done; },
  }),
  route({
    ...sensitive, method: 'DELETE', path: '/api/session/totp', operation: 'remove-totp', summary: 'Takes the authenticator away.',
    reply: doneReply, refuses: ['conflict'], handle: async ({ actor }) => { await dropTotp(deps, actor); return done; },
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/session/passkeys/options', operation: 'ask-registration-options', summary: 'Options for making a passkey.',
    reply: passkeyOptionsSchema, refuses: [], handle: async ({ actor }) => ({ options: await registrationOptions(deps, actor) }),
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/session/passkeys', operation: 'register-passkey', summary: 'Keeps a new passkey.',
    body: passkeyRegisterBody, reply: doneReply, refuses: ['conflict'], handle: async ({ actor, body }) => { await registerPasskey(deps, actor, body); return done; },
  }),
  route({
    ...mine, method: 'PATCH', path: '/api/session/passkeys/:passkeyId', operation: 'rename-passkey', summary: 'Renames a passkey.',
    params: passkeyParams, body: passkeyRenameBody, reply: doneReply, refuses: ['not-found'],
    handle: async ({ actor, params, body }) => { await rename(deps, actor, params.passkeyId, body.label); return done; },
  }),
  route({
    ...sensitive, method: 'DELETE', path: '/api/session/passkeys/:passkeyId', operation: 'remove-passkey', summary: 'Takes a passkey away.',
    params: passkeyParams, reply: doneReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params }) => { await remove(deps, actor, params.passkeyId); return done; },
  }),
];
