import { createHash } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import type { AccountId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import type { RequestFacts } from '#platform/http/route.ts';
import { beginning, foldEmail } from './attempts.ts';
import type { Attempt } from './attempts.ts';
import type { Session, SignIn, SignInReply } from './contract.ts';
import { atGate } from './dependencies.ts';
import type { IdentityDeps } from './dependencies.ts';
import { deviceLabel } from './device-label.ts';
import { confirmTotp, offerTotp, openSession, signInFacts, signOut, useTotp } from './queries.ts';
import type { NewSession, SignInFacts } from './queries.ts';
import { describeSession, hashOfToken, newToken, SESSION_SECONDS } from './sessions.ts';
import { newTotp, stepOfCode } from './totp.ts';

type Place = Pick<SignIn, 'sharedDesk' | 'deviceId' | 'duty'>;
type Known = Pick<SignInFacts, 'account_id' | 'email' | 'password_hash' | 'totp_secret' | 'totp_pending' | 'passkeys' | 'needs_factor'>;

const refused = (): DomainError => new DomainError('sign-in-failed', 'unauthenticated');

type Proven = {
  readonly accountId: AccountId;
  readonly factor: NewSession['factor'];
  /** By password: what was compared, and whose. */
  readonly password?: { readonly email: string; readonly hash: string | null };
};

/**
 * Opens the session, unless the password was changed while it was being compared: that change ended the sessions it
 * found, and this one must not slip in behind it. Opening holds the account's row, so nothing changes after the look.
 */
const openProven = (deps: IdentityDeps, { password }: Proven, wanted: NewSession) => atGate(deps, async (tx) => {
  const opened = await openSession(tx, wanted);
  if (opened !== undefined && password !== undefined && (await signInFacts(tx, foldEmail(password.email)))?.password_hash !== password.hash) throw refused();
  return opened;
});

/** Opens the session, sets the cookie and ends the session the browser held before. */
export const admit = async (deps: IdentityDeps, who: Proven, place: Place, facts: RequestFacts): Promise<Session> => {
  const { token, hash } = newToken(deps.random);
  const now = deps.clock.now().getTime();
  const wanted: NewSession = {
    accountId: who.accountId, clinicId: place.duty?.clinicId ?? null, duty: place.duty?.duty ?? null,
    sessionId: newId<'session'>(now, deps.random), hash, factor: who.factor, sharedDesk: place.sharedDesk ?? false,
    deviceId: newId<'device'>(now, deps.random),
    deviceKey: createHash('sha256').update(place.deviceId ?? `agent|${facts.userAgent}`, 'utf8').digest(),
    deviceLabel: deviceLabel(facts.userAgent),
  };
  const opened = await openProven(deps, who, wanted);
  if (opened === undefined) throw new DomainError('duty-not-held', 'forbidden');
  if (facts.sessionToken !== null) {
    const before = hashOfToken(facts.sessionToken);
    deps.sessions.forget(before.toString('hex'));
    await atGate(deps, (tx) => signOut(tx, before)).catch(() => undefined);
  }
  facts.setSession(token, SESSION_SECONDS);
  return describeSession(deps, hash);
};

/** Spends a code of the enrolled authenticator; false when it is wrong or was used before. */
export const spendCode = async (deps: IdentityDeps, accountId: AccountId, secret: Buffer, code: string): Promise<boolean> => {
  const step = await stepOfCode(deps.factorKey, accountId, secret, { code, now: deps.clock.now() });
  return step !== null && atGate(deps, (tx) => useTotp(tx, accountId, step));
};

/** Proves that the offered secret arrived, and enrols it; false when the code is wrong. */
export const confirmOffer = async (deps: IdentityDeps, accountId: AccountId, pending: Buffer, code: string): Promise<boolean> => {
  const step = await stepOfCode(deps.factorKey, accountId, pending, { code, now: deps.clock.now() });
  return step !== null && atGate(deps, (tx) => confirmTotp(tx, accountId, pending, step));
};

export const offerEnrolment = async (deps: IdentityDeps, accountId: AccountId, email: string): Promise<ReturnType<typeof newTotp>['enrolment']> => {
  const { enrolment, sealed } = newTotp(deps.factorKey, accountId, email);
  await atGate(deps, (tx) => offerTotp(tx, accountId, sealed));
  return enrolment;
};

type Verdict = { readonly factor: NewSession['factor'] } | { readonly reply: SignInReply } | { readonly wrongCode: true };

/** What the second factor says, once the password was right. */
const secondFactor = async (deps: IdentityDeps, known: Known, code: string | undefined): Promise<Verdict> => {
  if (known.totp_secret !== null) {
    if (code === undefined) return { reply: { next: 'totp', others: known.passkeys > 0 ? ['passkey'] : [] } };
    return await spendCode(deps, known.account_id, known.totp_secret, code) ? { factor: 'totp' } : { wrongCode: true };
  }
  if (known.passkeys > 0) return { reply: { next: 'passkey', others: [] } };
  if (!known.needs_factor) return { factor: 'password' };
  if (code !== undefined && known.totp_pending !== null) {
    return await confirmOffer(deps, known.account_id, known.totp_pending, code) ? { factor: 'totp' } : { wrongCode: true };
  }
  return { reply: { next: 'enrol', enrolment: await offerEnrolment(deps, known.account_id, known.email) } };
};

const checkPassword = async (deps: IdentityDeps, body: SignIn, attempt: Attempt): Promise<Known> => {
  const known = await atGate(deps, (tx) => signInFacts(tx, foldEmail(body.email)));
  // An unknown e-mail costs the same work and gets the same answer.
  const matches = await deps.passwords.matches(body.password, known?.password_hash ?? null);
  if (known === undefined || !matches) {
    await attempt.failed(known?.account_id ?? null, known === undefined ? 'unknown' : 'password');
    throw refused();
  }
  return known;
};

/**
 * Signs in with e-mail and password, and a code when an authenticator is enrolled or being enrolled.
 * Refuses `sign-in-failed` (one answer for every reason), `code-wrong`, `too-many-attempts`, `sign-in-busy`, `duty-not-held`.
 */
export const signIn = async (deps: IdentityDeps, body: SignIn, facts: RequestFacts): Promise<SignInReply> => {
  const attempt = await beginning(deps, body.email, facts.ip);
  const known = await checkPassword(deps, body, attempt);
  const verdict = await secondFactor(deps, known, body.code);
  if ('wrongCode' in verdict) {
    await attempt.failed(known.account_id, 'code');
    throw new DomainError('code-wrong', 'unauthenticated');
  }
  if ('reply' in verdict) {
    await attempt.forgive(false);
    return verdict.reply;
  }
  await attempt.forgive(true);
  return admit(deps, { accountId: known.account_id, factor: verdict.factor, password: { email: known.email, hash: known.password_hash } }, body, facts);
};
