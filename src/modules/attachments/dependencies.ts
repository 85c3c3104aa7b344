import type { Clock } from '#kernel/clock.ts';
import type { ClinicId, NewId } from '#kernel/ids.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { Database } from '#platform/postgres/database.ts';

/** What the attachments' use cases need of the world. */
export type AttachmentDeps = {
  readonly database: Database; readonly vault: Vault; readonly clock: Clock; readonly newId: NewId;
  readonly timeZoneOf: (clinicId: ClinicId) => string;
};
