import type { Clock } from '#kernel/clock.ts';
import type { NewId } from '#kernel/ids.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Vault } from '#platform/crypto/vault.ts';

/** What the record's use cases need of the world. */
export type RecordDeps = {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  /** A fresh time-ordered id. */
  readonly newId: NewId;
  /** `n` unpredictable bytes. */
  readonly random: (n: number) => Uint8Array;
  /** DER of the certificates whose signatures are trusted to issue e.firma; configuration, never data. */
  readonly trustedIssuers: () => readonly Uint8Array[];
};
