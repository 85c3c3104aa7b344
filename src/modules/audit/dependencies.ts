import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/postgres/database.ts';

/** What the routes of the audit need. */
export type AuditDeps = {
  readonly database: Database;
  readonly clock: Clock;
  /** The folder of the signing key, `<data>/keys`; only its public half and the last checkpoint are read here. */
  readonly keysFolder: string;
};
