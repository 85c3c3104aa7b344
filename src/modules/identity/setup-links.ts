import type { z } from 'zod';
import { DomainError, notFound } from '#kernel/errors.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { RequestFacts } from '#platform/http/route.ts';
import type { StaffActor, SystemActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { beginning } from './attempts.ts';
import type { SetupCheck, setupPasswordBody } from './contract.ts';
import { atGate } from './dependencies.ts';
import type { IdentityDeps } from './dependencies.ts';
import { requireGoodPassword } from './password-strength.ts';
import { acceptInvitation, issueFirstRunLink, issuePersonLink, setPasswordByLink, setupLinkFacts, spendFirstRunLink } from './queries.ts';
import { hashOf, hashOfToken, newToken } from './sessions.ts';

const HOUR_MS = 60 * 60_000;
const PERSON_LINK_HOURS = 72;
const FIRST_RUN_HOURS = 24;

export type IssuedLink = { readonly token: string; readonly expiresAt: string };

const absent = (): DomainError => notFound('link-absent');

/** What a one-time link is for. Refuses `link-absent` for one that is unknown, used or expired; throttled by address. */
export const lookAtLink = async (deps: IdentityDeps, token: string, facts: RequestFacts): Promise<SetupCheck> => {
  const attempt = await beginning(deps, null, facts.ip);
  const link = await atGate(deps, (tx) => setupLinkFacts(tx, hashOfToken(token)));
  if (link === undefined) throw absent();
  await attempt.forgive(true);
  return { kind: link.kind, email: link.email, hasPassword: link.has_password, expiresAt: link.expires_at.toISOString() };
};

/** Sets the password of an invitation or a reset and spends the link. Refuses `link-absent`, `password-weak`. */
export const spendPersonLink = async (deps: IdentityDeps, body: z.output<typeof setupPasswordBody>, facts: RequestFacts): Promise<void> => {
  const { email } = await lookAtLink(deps, body.token, facts);
  await requireGoodPassword(body.password, email === null ? [] : [email]);
  const passwordHash = await deps.passwords.hash(body.password);
  if (!await atGate(deps, (tx) => setPasswordByLink(tx, hashOfToken(body.token), passwordHash))) throw absent();
  deps.sessions.forgetAll();
};

/**
 * Joins the clinic that invited the signed-in person's account, which held a password before. Whoever has only the link,
 * or only the account, joins nothing. Refuses `link-absent`, also for an invitation of somebody else; throttled by address.
 */
export const joinByLink = async (deps: IdentityDeps, actor: StaffActor, token: string, facts: RequestFacts): Promise<void> => {
  await lookAtLink(deps, token, facts);
  if (!await atGate(deps, (tx) => acceptInvitation(tx, hashOf(actor), hashOfToken(token)))) throw absent();
};

/**
 * Issues the one-time link of an empty installation; earlier unused ones close. Null when there is a clinic already.
 * The link is `<public address>/preparar#<token>`, valid for 24 hours.
 */
export const issueFirstRun = async (deps: Pick<IdentityDeps, 'database' | 'clock' | 'random'>): Promise<IssuedLink | null> => {
  const { token, hash } = newToken(deps.random);
  const expires = new Date(deps.clock.now().getTime() + FIRST_RUN_HOURS * HOUR_MS);
  const issued = await atGate(deps, (tx) => issueFirstRunLink(tx, hash, expires));
  return issued ? { token, expiresAt: expires.toISOString() } : null;
};

/**
 * Spends the first-run link in the transaction that founds the clinic of its actor, and so opens that clinic's rows to it.
 * Of two at once one is refused `link-absent`.
 */
export const spendFirstRun = async (tx: Tx<SystemActor>, token: string): Promise<void> => {
  if (!await spendFirstRunLink(tx, hashOfToken(token), tx.actor.clinicId)) throw absent();
};

/** A one-time link for a person of the transaction's clinic; null when she is unknown or (reset) also works elsewhere. */
export const linkForPerson = async (tx: Tx, deps: Pick<IdentityDeps, 'clock' | 'random'>, personId: PersonId, kind: 'invitation' | 'reset'): Promise<IssuedLink | null> => {
  const { token, hash } = newToken(deps.random);
  const expires = new Date(deps.clock.now().getTime() + PERSON_LINK_HOURS * HOUR_MS);
  return await issuePersonLink(tx, { personId, kind, hash, expires }) ? { token, expiresAt: expires.toISOString() } : null;
};
