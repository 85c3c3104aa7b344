import type { Clock } from '#kernel/clock.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Responsible } from './model.ts';

export type PrivacyDeps = {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Unpredictable bytes. */
  readonly random: (length: number) => Uint8Array;
  /** The clinic that answers for the data; known to the module that keeps the clinic's particulars. */
  readonly responsible: (tx: Tx<ClinicActor>) => Promise<Responsible>;
};
