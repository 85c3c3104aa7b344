import type { Clock } from '#kernel/clock.ts';
import type { NewId } from '#kernel/ids.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { Database } from '#platform/postgres/database.ts';

/** What charting's use cases need of the world. */
export type ChartingDeps = { readonly database: Database; readonly vault: Vault; readonly clock: Clock; readonly newId: NewId };
