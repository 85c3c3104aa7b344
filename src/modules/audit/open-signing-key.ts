import { conflict } from '#kernel/errors.ts';
import type { Database } from '#platform/postgres/database.ts';
import { sealingNow } from './queries.ts';
import { makeSigningKey, readSigningKey } from './signing-key.ts';
import type { SigningKey } from './signing-key.ts';

/**
 * The key that signs checkpoints, from `folder` (`<data>/keys`); made on the very first start. Refuses
 * `audit-signing-key-lost` when there are checkpoints and no key: a new one in silence would hide a theft.
 */
export const openSigningKey = async (database: Database, folder: string): Promise<SigningKey> => {
  const key = await readSigningKey(folder);
  if (key !== null) return key;
  const { checkpoint } = await database.withActor({ kind: 'gate', login: 'amate_worker' }, sealingNow);
  if (checkpoint !== null) throw conflict('audit-signing-key-lost');
  return makeSigningKey(folder);
};
