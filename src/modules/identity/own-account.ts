import type { z } from 'zod';
import { conflict, DomainError } from '#kernel/errors.ts';
import type { RequestFacts } from '#platform/http/route.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { beginning } from './attempts.ts';
import type { changePasswordBody, Factors, stepUpBody, TotpEnrolment } from './contract.ts';
import { atGate } from './dependencies.ts';
import type { IdentityDeps } from './dependencies.ts';
import { requireGoodPassword } from './password-strength.ts';
import { accountBehindPasskey } from './passkeys.ts';
import { changePassword, myAccount, myPasskeys, removeTotp, sessionFacts, stepUp } from './queries.ts';
import type { AccountRow } from './queries.ts';
import { hashOf, newToken, SESSION_SECONDS, steppedUpUntil } from './sessions.ts';
import { confirmOffer, offerEnrolment, spendCode } from './sign-in.ts';

type Proof = z.output<typeof stepUpBody>;

const proveByPassword = async (deps: IdentityDeps, account: AccountRow, proof: Extract<Proof, { password: string }>, ip: string): Promise<string> => {
  const attempt = await beginning(deps, account.email, ip);
  if (!await deps.passwords.matches(proof.password, account.password_hash)) {
    await attempt.failed(account.account_id, 'step-up-password');
    throw new DomainError('proof-refused', 'forbidden');
  }
  if (account.totp_secret === null) {
    // Whose duty needs a second factor and who has no authenticator signs in by passkey: her presence is proven no cheaper.
    if (account.needs_factor) {
      await attempt.failed(account.account_id, 'step-up-password-alone');
      throw new DomainError('proof-refused', 'forbidden');
    }
    await attempt.forgive(true);
    return 'password';
  }
  if (proof.code === undefined) {
    await attempt.forgive(false);
    throw new DomainError('code-needed', 'forbidden');
  }
  if (!await spendCode(deps, account.account_id, account.totp_secret, proof.code)) {
    await attempt.failed(account.account_id, 'step-up-code');
    throw new DomainError('code-wrong', 'forbidden');
  }
  await attempt.forgive(true);
  return 'totp';
};

const proveByPasskey = async (deps: IdentityDeps, account: AccountRow, proof: Extract<Proof, { passkey: unknown }>, ip: string): Promise<string> => {
  const attempt = await beginning(deps, account.email, ip);
  const behind = await accountBehindPasskey(deps, proof.passkey, (accountId) => `step-up:${accountId}`);
  if (behind !== account.account_id) {
    await attempt.failed(account.account_id, 'step-up-passkey');
    throw new DomainError('proof-refused', 'forbidden');
  }
  await attempt.forgive(true);
  return 'passkey';
};

/**
 * Proves presence anew and opens the window for sensitive acts; the session goes on under a new token.
 * Refuses `proof-refused`, `code-needed`, `code-wrong`, `too-many-attempts`.
 */
export const proveAgain = async (deps: IdentityDeps, actor: StaffActor, proof: Proof, facts: RequestFacts): Promise<string> => {
  const account = await atGate(deps, (tx) => myAccount(tx, hashOf(actor)));
  const how = 'passkey' in proof ? await proveByPasskey(deps, account, proof, facts.ip) : await proveByPassword(deps, account, proof, facts.ip);
  const { token, hash } = newToken(deps.random);
  const at = await atGate(deps, (tx) => stepUp(tx, hashOf(actor), hash, how));
  deps.sessions.forget(actor.sessionHash);
  facts.setSession(token, SESSION_SECONDS);
  return steppedUpUntil(at, at) ?? at.toISOString();
};

/** Sets a new password; every other session of the account ends. Refuses `proof-refused`, `password-weak`. */
export const setNewPassword = async (deps: IdentityDeps, actor: StaffActor, body: z.output<typeof changePasswordBody>, facts: RequestFacts): Promise<void> => {
  const { account, named } = await atGate(deps, async (tx) => ({ account: await myAccount(tx, hashOf(actor)), named: await sessionFacts(tx, hashOf(actor)) }));
  const attempt = await beginning(deps, account.email, facts.ip);
  if (!await deps.passwords.matches(body.current, account.password_hash)) {
    await attempt.failed(account.account_id, 'change-password');
    throw new DomainError('proof-refused', 'forbidden');
  }
  await attempt.forgive(true);
  await requireGoodPassword(body.wanted, [account.email, named.full_name, named.clinic_name]);
  const passwordHash = await deps.passwords.hash(body.wanted);
  const { token, hash } = newToken(deps.random);
  await atGate(deps, (tx) => changePassword(tx, hashOf(actor), hash, passwordHash));
  deps.sessions.forgetAll();
  facts.setSession(token, SESSION_SECONDS);
};

export const factorsOf = async (deps: IdentityDeps, actor: StaffActor): Promise<Factors> => atGate(deps, async (tx) => {
  const account = await myAccount(tx, hashOf(actor));
  const passkeys = await myPasskeys(tx, hashOf(actor));
  return {
    totp: account.totp_secret !== null, totpSince: account.totp_since?.toISOString() ?? null, mayRemoveLast: !account.needs_factor,
    passkeys: passkeys.map((row) => ({
      id: row.passkey_id, label: row.label, createdAt: row.created_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null, backedUp: row.backed_up,
    })),
  };
});

export const beginTotp = async (deps: IdentityDeps, actor: StaffActor): Promise<TotpEnrolment> => {
  const account = await atGate(deps, (tx) => myAccount(tx, hashOf(actor)));
  return offerEnrolment(deps, account.account_id, account.email);
};

/** Refuses `enrolment-absent` when nothing was begun and `code-wrong`. */
export const finishTotp = async (deps: IdentityDeps, actor: StaffActor, code: string, facts: RequestFacts): Promise<void> => {
  const account = await atGate(deps, (tx) => myAccount(tx, hashOf(actor)));
  if (account.totp_pending === null) throw conflict('enrolment-absent');
  const attempt = await beginning(deps, account.email, facts.ip);
  if (!await confirmOffer(deps, account.account_id, account.totp_pending, code)) {
    await attempt.failed(account.account_id, 'enrol-code');
    throw new DomainError('code-wrong', 'forbidden');
  }
  await attempt.forgive(true);
};

/** Refuses `last-factor` when the duty needs a second factor and this is the only one. */
export const dropTotp = async (deps: IdentityDeps, actor: StaffActor): Promise<void> => {
  if (!await atGate(deps, (tx) => removeTotp(tx, hashOf(actor)))) throw conflict('last-factor');
};
