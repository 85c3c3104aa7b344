import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { z } from 'zod';
import { conflict, DomainError, notFound } from '#kernel/errors.ts';
import type { AccountId, PasskeyId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import type { RequestFacts } from '#platform/http/route.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { beginning } from './attempts.ts';
import type { passkeyRegisterBody, passkeySignInBody, Session } from './contract.ts';
import { atGate } from './dependencies.ts';
import type { IdentityDeps } from './dependencies.ts';
import { addPasskey, myAccount, myPasskeys, passkeyOf, removePasskey, renamePasskey, usePasskey } from './queries.ts';
import { hashOf } from './sessions.ts';
import { admit } from './sign-in.ts';

type Options = Readonly<Record<string, unknown>>;

// Loaded when somebody first uses a passkey: it costs an idle process 20 MB.
const webauthn = () => import('@simplewebauthn/server');

const TIMEOUT_MS = 120_000;
/** ES256, EdDSA, RS256: what authenticators offer (COSE registry). */
const ALGORITHMS = [-8, -7, -257];

/** The passkeys' domain and the origins they may be used from. An address cannot be a domain: then it is localhost. */
const relyingParty = (publicUrl: string): { readonly id: string; readonly origins: string[] } => {
  const url = new URL(publicUrl);
  const isAddress = /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('[');
  if (!isAddress) return { id: url.hostname, origins: [url.origin] };
  return { id: 'localhost', origins: [`${url.protocol}//localhost${url.port === '' ? '' : `:${url.port}`}`] };
};

const refused = (): DomainError => new DomainError('passkey-refused', 'unauthenticated');
const plain = (options: object): Options => JSON.parse(JSON.stringify(options)) as Options;

export const registrationOptions = async (deps: IdentityDeps, actor: StaffActor): Promise<Options> => {
  const hash = hashOf(actor);
  const { generateRegistrationOptions } = await webauthn();
  const { account, passkeys } = await atGate(deps, async (tx) => ({ account: await myAccount(tx, hash), passkeys: await myPasskeys(tx, hash) }));
  return plain(await generateRegistrationOptions({
    rpName: 'Amate', rpID: relyingParty(deps.publicUrl).id, userName: account.email, userDisplayName: account.email,
    userID: new Uint8Array(account.webauthn_user), challenge: deps.challenges.challenge(`register:${account.account_id}`), timeout: TIMEOUT_MS, attestationType: 'none',
    excludeCredentials: passkeys.map((row) => ({ id: row.credential_id, transports: [...row.transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, supportedAlgorithmIDs: ALGORITHMS,
  }));
};

/** Keeps the passkey that the authenticator made. Refuses `passkey-refused`. Answers its id. */
export const registerPasskey = async (deps: IdentityDeps, actor: StaffActor, body: z.output<typeof passkeyRegisterBody>): Promise<string> => {
  const hash = hashOf(actor);
  const account = await atGate(deps, (tx) => myAccount(tx, hash));
  const party = relyingParty(deps.publicUrl);
  const { verifyRegistrationResponse } = await webauthn();
  const verified = await verifyRegistrationResponse({
    response: body.answer as unknown as RegistrationResponseJSON,
    expectedChallenge: (challenge) => deps.challenges.recognise(`register:${account.account_id}`, challenge) !== null,
    expectedOrigin: party.origins, expectedRPID: party.id, requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => ({ verified: false as const }));
  if (!verified.verified) throw refused();
  const { credential, credentialBackedUp } = verified.registrationInfo;
  const id = newId<'passkey'>(deps.clock.now().getTime(), deps.random);
  await atGate(deps, (tx) => addPasskey(tx, hash, {
    id, credentialId: credential.id, publicKey: Buffer.from(credential.publicKey), counter: credential.counter,
    transports: credential.transports ?? [], label: body.label, backedUp: credentialBackedUp,
  })).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === '23505') throw conflict('passkey-known');
    throw error;
  });
  return id;
};

/** Options for signing in without naming anybody: the authenticator knows whose key it is. */
export const signInOptions = async (deps: IdentityDeps): Promise<Options> => {
  const { generateAuthenticationOptions } = await webauthn();
  return plain(await generateAuthenticationOptions({
    rpID: relyingParty(deps.publicUrl).id, challenge: deps.challenges.challenge('sign-in'), timeout: TIMEOUT_MS, userVerification: 'required',
  }));
};

export const stepUpOptions = async (deps: IdentityDeps, actor: StaffActor): Promise<Options> => {
  const hash = hashOf(actor);
  const { generateAuthenticationOptions } = await webauthn();
  const { account, passkeys } = await atGate(deps, async (tx) => ({ account: await myAccount(tx, hash), passkeys: await myPasskeys(tx, hash) }));
  return plain(await generateAuthenticationOptions({
    rpID: relyingParty(deps.publicUrl).id, challenge: deps.challenges.challenge(`step-up:${account.account_id}`), timeout: TIMEOUT_MS, userVerification: 'required',
    allowCredentials: passkeys.map((row) => ({ id: row.credential_id, transports: [...row.transports] })),
  }));
};

/**
 * Whose passkey answered, once: user verified, our origin, our genuine challenge of that purpose, a counter that moves on.
 * Null for anything else. `purposeOf` names the challenge's purpose for the account that the key belongs to.
 */
export const accountBehindPasskey = async (deps: IdentityDeps, answer: { readonly id: string }, purposeOf: (accountId: AccountId) => string): Promise<AccountId | null> => {
  const row = await atGate(deps, (tx) => passkeyOf(tx, answer.id));
  if (row === undefined) return null;
  const party = relyingParty(deps.publicUrl);
  const { verifyAuthenticationResponse } = await webauthn();
  let challenge: ReturnType<IdentityDeps['challenges']['recognise']> = null;
  const verified = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: (given) => { challenge = deps.challenges.recognise(purposeOf(row.account_id), given); return challenge !== null; },
    expectedOrigin: party.origins, expectedRPID: party.id, requireUserVerification: true,
    // The stored counter is compared, atomically, where it is moved on.
    credential: { id: answer.id, publicKey: new Uint8Array(row.public_key), counter: 0 },
  }).catch(() => null);
  const recognised = challenge as ReturnType<IdentityDeps['challenges']['recognise']>;
  if (verified?.verified !== true || recognised === null) return null;
  const { newCounter, credentialBackedUp } = verified.authenticationInfo;
  const used = await atGate(deps, (tx) => usePasskey(tx, {
    passkeyId: row.passkey_id, counter: newCounter, backedUp: credentialBackedUp, challengeHash: recognised.hash, expires: recognised.expires,
  }));
  return used ? row.account_id : null;
};

/** Signs in with a passkey alone: it is both factors. Refuses `passkey-refused`, `too-many-attempts`, `duty-not-held`. */
export const signInWithPasskey = async (deps: IdentityDeps, body: z.output<typeof passkeySignInBody>, facts: RequestFacts): Promise<Session> => {
  const attempt = await beginning(deps, null, facts.ip);
  const accountId = await accountBehindPasskey(deps, body.answer, () => 'sign-in');
  if (accountId === null) {
    await attempt.failed(null, 'passkey');
    throw refused();
  }
  await attempt.forgive(true);
  return admit(deps, { accountId, factor: 'passkey' }, body, facts);
};

export const rename = async (deps: IdentityDeps, actor: StaffActor, passkeyId: PasskeyId, label: string): Promise<void> => {
  if (!await atGate(deps, (tx) => renamePasskey(tx, hashOf(actor), passkeyId, label))) throw notFound('passkey-absent');
};

export const remove = async (deps: IdentityDeps, actor: StaffActor, passkeyId: PasskeyId): Promise<void> => {
  const outcome = await atGate(deps, (tx) => removePasskey(tx, hashOf(actor), passkeyId));
  if (outcome === 'absent') throw notFound('passkey-absent');
  if (outcome === 'last') throw conflict('last-factor');
};
