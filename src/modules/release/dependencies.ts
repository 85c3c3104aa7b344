import type { Clock } from '#kernel/clock.ts';
import type { ClinicId, NewId } from '#kernel/ids.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { Database } from '#platform/postgres/database.ts';

/** What the release of records needs of the world. */
export type ReleaseDeps = {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly timeZoneOf: (clinicId: ClinicId) => string;
  /** `<data>/keys`, with the key that signs the audit's checkpoints: it signs what is handed over too. */
  readonly keysFolder: string;
};
