import { publicRoute, route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import {
  demoLoginsSchema, deviceParams, devicesSchema, doneReply, endedReply, languageBody, newDeviceParams, newDevicesSchema, passkeyOptionsSchema, passkeySignInBody, sessionSchema,
  setupCheckBody, setupCheckReply, setupPasswordBody, signInBody, signInReply, stepUpBody, steppedUpReply, switchDutyBody,
} from './contract.ts';
import type { IdentityDeps } from './dependencies.ts';
import { factorRoutes } from './factor-routes.ts';
import { disown, newDevicesOf, vouch } from './new-devices.ts';
import { proveAgain } from './own-account.ts';
import { signInOptions, signInWithPasskey, stepUpOptions } from './passkeys.ts';
import { chooseLanguage, describeSession, devicesOf, endSessions, enterDuty, hashOf, leave } from './sessions.ts';
import { joinByLink, lookAtLink, spendPersonLink } from './setup-links.ts';
import { signIn } from './sign-in.ts';

const done = { done: true } as const;

const signInRoutes = (deps: IdentityDeps): readonly Route[] => [
  publicRoute({
    method: 'POST', path: '/api/session', operation: 'sign-in', summary: 'Signs in with e-mail and password; says what else is needed.',
    body: signInBody, status: 200, reply: signInReply, refuses: [], handle: ({ body, facts }) => signIn(deps, body, facts),
  }),
  publicRoute({
    method: 'POST', path: '/api/session/passkey/options', operation: 'ask-passkey-options', summary: 'Options for signing in with a passkey, naming nobody.',
    status: 200, reply: passkeyOptionsSchema, refuses: [], handle: async () => ({ options: await signInOptions(deps) }),
  }),
  publicRoute({
    method: 'POST', path: '/api/session/passkey', operation: 'sign-in-with-passkey', summary: 'Signs in with a passkey alone.',
    body: passkeySignInBody, status: 200, reply: sessionSchema, refuses: [], handle: ({ body, facts }) => signInWithPasskey(deps, body, facts),
  }),
  publicRoute({
    method: 'GET', path: '/api/session/demo', operation: 'list-demo-logins', summary: 'The logins of the demo clinic; empty outside the demo.',
    status: 200, reply: demoLoginsSchema, refuses: [], handle: async () => ({ logins: [...deps.demoLogins] }),
  }),
  publicRoute({
    method: 'POST', path: '/api/setup/check', operation: 'look-at-link', summary: 'What a one-time link is for.',
    body: setupCheckBody, status: 200, reply: setupCheckReply, refuses: ['not-found'], handle: ({ body, facts }) => lookAtLink(deps, body.token, facts),
  }),
  publicRoute({
    method: 'POST', path: '/api/setup/password', operation: 'set-password-by-link', summary: 'Sets the password of an invitation or a reset; the link is spent.',
    body: setupPasswordBody, status: 200, reply: doneReply, refuses: ['not-found'],
    handle: async ({ body, facts }) => { await spendPersonLink(deps, body, facts); return done; },
  }),
];

const sessionRoutes = (deps: IdentityDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/setup/join', operation: 'join-by-link', summary: 'The signed-in person joins the clinic whose invitation she holds.', may: 'signed-in',
    body: setupCheckBody, status: 200, reply: doneReply, refuses: ['not-found'],
    handle: async ({ actor, body, facts }) => { await joinByLink(deps, actor, body.token, facts); return done; },
  }),
  route({
    method: 'GET', path: '/api/session', operation: 'describe-session', summary: 'Who is signed in, where, as what and until when.', may: 'signed-in',
    status: 200, reply: sessionSchema, refuses: [], handle: ({ actor }) => describeSession(deps, hashOf(actor)),
  }),
  route({
    method: 'DELETE', path: '/api/session', operation: 'sign-out', summary: 'Ends the session.', may: 'signed-in',
    status: 200, reply: doneReply, refuses: [], handle: async ({ actor, facts }) => { await leave(deps, actor, facts); return done; },
  }),
  route({
    method: 'POST', path: '/api/session/duty', operation: 'switch-duty', summary: 'Acts in another duty or at another clinic from now on.', may: 'signed-in',
    body: switchDutyBody, status: 200, reply: sessionSchema, refuses: [], handle: ({ actor, body, facts }) => enterDuty(deps, actor, body, facts),
  }),
  route({
    method: 'PUT', path: '/api/session/language', operation: 'choose-language', summary: 'The account\'s language.', may: 'signed-in',
    body: languageBody, status: 200, reply: doneReply, refuses: [],
    handle: async ({ actor, body }) => { await chooseLanguage(deps, actor, body.language); return done; },
  }),
  route({
    method: 'POST', path: '/api/session/step-up/options', operation: 'ask-step-up-options', summary: 'Options for proving presence with a passkey.', may: 'signed-in',
    status: 200, reply: passkeyOptionsSchema, refuses: [], handle: async ({ actor }) => ({ options: await stepUpOptions(deps, actor) }),
  }),
  route({
    method: 'POST', path: '/api/session/step-up', operation: 'step-up', summary: 'Proves presence anew; sensitive acts are open for five minutes.', may: 'signed-in',
    body: stepUpBody, status: 200, reply: steppedUpReply, refuses: [],
    handle: async ({ actor, body, facts }) => ({ steppedUpUntil: await proveAgain(deps, actor, body, facts) }),
  }),
  route({
    method: 'GET', path: '/api/session/devices', operation: 'list-devices', summary: 'The account\'s live sessions.', may: 'signed-in',
    status: 200, reply: devicesSchema, refuses: [], handle: async ({ actor }) => ({ devices: [...await devicesOf(deps, actor)] }),
  }),
  route({
    method: 'DELETE', path: '/api/session/devices', operation: 'end-other-sessions', summary: 'Ends every session of the account but this one.', may: 'signed-in',
    status: 200, reply: endedReply, refuses: [], handle: async ({ actor }) => ({ ended: await endSessions(deps, actor, null) }),
  }),
  route({
    method: 'DELETE', path: '/api/session/devices/:sessionId', operation: 'end-one-session', summary: 'Ends one session of the account.', may: 'signed-in',
    params: deviceParams, status: 200, reply: endedReply, refuses: ['not-found'],
    handle: async ({ actor, params }) => ({ ended: await endSessions(deps, actor, params.sessionId) }),
  }),
];

const newDeviceRoutes = (deps: IdentityDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/session/new-devices', operation: 'list-new-devices', summary: 'Devices that used the account for the first time and that the person has not called hers.', may: 'signed-in',
    status: 200, reply: newDevicesSchema, refuses: [], handle: async ({ actor }) => ({ devices: [...await newDevicesOf(deps, actor)] }),
  }),
  route({
    method: 'POST', path: '/api/session/new-devices/:deviceId/vouch', operation: 'vouch-for-device', summary: 'The person says that a new device is hers; from an older one only.', may: 'signed-in',
    params: newDeviceParams, status: 200, reply: doneReply, refuses: ['not-found'],
    handle: async ({ actor, params }) => { await vouch(deps, actor, params.deviceId); return done; },
  }),
  route({
    method: 'DELETE', path: '/api/session/new-devices/:deviceId', operation: 'disown-device', summary: 'The person says that a new device is not hers: its sessions end and it is forgotten.', may: 'signed-in',
    params: newDeviceParams, status: 200, reply: endedReply, refuses: ['not-found'], handle: async ({ actor, params }) => ({ ended: await disown(deps, actor, params.deviceId) }),
  }),
];

/** Signing in, sessions, factors, one-time links. */
export const identityRoutes = (deps: IdentityDeps): readonly Route[] => [...signInRoutes(deps), ...sessionRoutes(deps), ...newDeviceRoutes(deps), ...factorRoutes(deps)];
