import { hkdfSync } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import type { Clock } from '#kernel/clock.ts';
import type { VersionedKey } from '#platform/crypto/sealing.ts';
import type { GateActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { openChallenges } from './challenges.ts';
import type { ChallengeMaker } from './challenges.ts';
import type { DemoLogins, Duty } from './contract.ts';
import { openPasswords } from './passwords.ts';
import type { Passwords } from './passwords.ts';
import { openSessionCache } from './session-cache.ts';
import type { SessionCache } from './session-cache.ts';

/** What the process that composes the house hands over. */
export type IdentityOptions = {
  /** With a way in as amate_gate. */
  readonly database: Database;
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
  readonly rootKey: Uint8Array;
  /** Where people reach the server; its host is the passkeys' domain (`localhost` when it is an address). */
  readonly publicUrl: string;
  /** What a duty allows; from `access`. */
  readonly permissionsOf: (duty: Duty) => readonly string[];
  /** Cards of the demo's sign-in screen; empty outside the demo. */
  readonly demoLogins: DemoLogins['logins'];
};

export type IdentityDeps = Omit<IdentityOptions, 'rootKey'> & {
  readonly passwords: Passwords;
  readonly factorKey: VersionedKey;
  readonly attemptKey: Uint8Array;
  readonly challenges: ChallengeMaker;
  readonly sessions: SessionCache;
};

const derived = (rootKey: Uint8Array, purpose: string): Uint8Array => new Uint8Array(hkdfSync('sha256', rootKey, 'amate', `identity:${purpose}`, 32));

const gate: GateActor = { kind: 'gate', login: 'amate_gate' };

/** Makes the module's dependencies; keys for factors, challenges and the pepper are derived from the root key. */
export const openIdentity = ({ rootKey, ...options }: IdentityOptions): IdentityDeps => ({
  ...options,
  passwords: openPasswords(derived(rootKey, 'pepper')),
  factorKey: { version: 1, key: derived(rootKey, 'factors') },
  attemptKey: derived(rootKey, 'attempts'),
  challenges: openChallenges(derived(rootKey, 'challenges'), options.clock, options.random),
  sessions: openSessionCache(options.clock),
});

const NO_LIVE_SESSION = 'AM005';

/** One transaction before, or beside, any clinic. A session that died meanwhile is `sign-in-needed`. */
export const atGate = async <Result>(deps: Pick<IdentityDeps, 'database'>, work: (tx: Tx<GateActor>) => Promise<Result>): Promise<Result> => {
  try {
    return await deps.database.withActor(gate, work);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NO_LIVE_SESSION) throw new DomainError('sign-in-needed', 'unauthenticated');
    throw error;
  }
};
