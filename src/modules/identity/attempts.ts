import { DomainError } from '#kernel/errors.ts';
import type { AccountId } from '#kernel/ids.ts';
import { blindIndex } from '#platform/crypto/sealing.ts';
import { atGate } from './dependencies.ts';
import type { IdentityDeps } from './dependencies.ts';
import { beginAttempt, forgiveAttempt, noteFailedSignIn } from './queries.ts';

/** How e-mails are compared. */
export const foldEmail = (email: string): string => email.trim().normalize('NFKC').toLowerCase();

/** An IPv6 customer owns a /64, so the first four groups stand for the address. */
const networkOf = (ip: string): string => {
  if (!ip.includes(':') || /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(ip)) return ip.replace(/^::ffff:/i, '');
  const [head = '', tail = ''] = ip.split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = tail.split(':').filter((group) => group !== '');
  const filled = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
  return filled.slice(0, 4).join(':');
};

export type Attempt = {
  /** The attempt succeeded: `wholly` forgets earlier failures, otherwise this one alone is taken back. */
  readonly forgive: (wholly: boolean) => Promise<void>;
  /** Notes the failure in the audit. The attempt stays counted. */
  readonly failed: (accountId: AccountId | null, reason: string) => Promise<void>;
};

/**
 * Counts an attempt on an e-mail (null: none is named yet) from an address, before it is judged. Refuses
 * `too-many-attempts` with `retryAfterSeconds`: five failures are free, then 1, 2, 4 … seconds up to 15 minutes
 * by e-mail, up to one minute by address after a hundred. The same for e-mails that nobody has.
 */
export const beginning = async (deps: IdentityDeps, email: string | null, ip: string): Promise<Attempt> => {
  const accountKey = email === null ? null : blindIndex(deps.attemptKey, 'email', foldEmail(email));
  const addressKey = blindIndex(deps.attemptKey, 'address', networkOf(ip));
  const wait = await atGate(deps, (tx) => beginAttempt(tx, accountKey, addressKey));
  if (wait > 0) throw new DomainError('too-many-attempts', 'too-many', { retryAfterSeconds: wait });
  return {
    forgive: async (wholly) => { await atGate(deps, (tx) => forgiveAttempt(tx, accountKey, addressKey, wholly)); },
    failed: async (accountId, reason) => { await atGate(deps, (tx) => noteFailedSignIn(tx, accountId, reason)); },
  };
};
