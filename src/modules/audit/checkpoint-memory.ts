import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHeld, writeHeld } from './checkpoint.ts';
import type { HeldCheckpoint } from './checkpoint.ts';
import { writeWhole } from './signing-key.ts';

/**
 * The newest checkpoint the sealer signed, kept beside its key and outside the database. Without it, whoever
 * can write every table could cut log, heads and checkpoints alike, and the sealer would sign the rest anew.
 */
export type CheckpointMemory = {
  readonly recall: () => Promise<HeldCheckpoint | null>;
  readonly keep: (held: HeldCheckpoint) => Promise<void>;
};

const fileName = 'audit-checkpoint.json';

export const openCheckpointMemory = (folder: string): CheckpointMemory => ({
  recall: async () => {
    try {
      return readHeld(await readFile(join(folder, fileName), 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  },
  keep: (held) => writeWhole(join(folder, fileName), writeHeld(held), 0o600),
});
