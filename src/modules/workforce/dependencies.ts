import type { Clock } from '#kernel/clock.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { IdentityDeps } from '#modules/identity/public.ts';

export type WorkforceDeps = {
  /** With ways in as the staff logins, and as amate_gate for the first run. */
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
  readonly identity: IdentityDeps;
};

/** What the parts below routes need: no pools, only the open transaction they are given. */
export type StaffingDeps = Pick<WorkforceDeps, 'vault' | 'clock' | 'random'>;
