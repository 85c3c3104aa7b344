import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#kernel/clock.ts';
import type { Clock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import type { SystemActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { HeldCheckpoint } from './checkpoint.ts';
import { openCheckpointMemory } from './checkpoint-memory.ts';
import type { CheckpointMemory } from './checkpoint-memory.ts';
import { exportLines } from './export-log.ts';
import type { Verdict } from './model.ts';
import { openSigningKey } from './open-signing-key.ts';
import { sealPending } from './seal-pending.ts';
import type { SigningKey } from './signing-key.ts';
import { verifyAll, verifyClinic } from './verify-audit.ts';

const worker = { kind: 'gate', login: 'amate_worker' } as const;

/** A sealer's key and memory in a folder of their own, and the acts that tests arrange with. */
export type TestAudit = {
  readonly folder: string;
  readonly key: SigningKey;
  readonly memory: CheckpointMemory;
  /** Records `count` acts at a clinic, committed and unsealed. */
  readonly happen: (clinic: ClinicId, count: number) => Promise<void>;
  /** Seals everything that waits; a checkpoint for each `batch` entries. */
  readonly seal: (batch?: number, clock?: Clock) => Promise<number>;
  readonly verify: (held?: readonly HeldCheckpoint[], clinic?: string) => Promise<Verdict>;
  readonly exported: (clinic?: string | null) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

export const openTestAudit = async (database: Database): Promise<TestAudit> => {
  const folder = await mkdtemp(join(tmpdir(), 'amate-audit-'));
  const key = await openSigningKey(database, folder);
  const memory = openCheckpointMemory(folder);
  const actorOf = (clinicId: ClinicId): SystemActor => ({ kind: 'system', login: 'amate_worker', clinicId, cause: 'test', purpose: 'maintenance' });
  return {
    folder,
    key,
    memory,
    happen: (clinic, count) => database.withActor(actorOf(clinic), async (tx) => {
      for (let at = 0; at < count; at += 1) {
        await tx.query('select audit.record($1, $2, null, null, $3, $4)', ['test.act', 'test.thing', 'ok', JSON.stringify({ at, words: 'ñandú "€" 𝄞' })]);
      }
    }),
    seal: async (batch = 10, clock = systemClock) => {
      for (let total = 0; ;) {
        const count = await sealPending({ database, key, memory, clock, batch });
        total += count;
        if (count === 0) return total;
      }
    },
    verify: (held = [], clinic) => database.withActor(worker, (tx) => {
      const options = { keys: [key.noteKey], held };
      return clinic === undefined ? verifyAll(tx, options) : verifyClinic(tx, clinic, options);
    }),
    exported: (clinic = null) => database.withActor(worker, async (tx) => {
      const lines: string[] = [];
      for await (const line of exportLines(tx, clinic)) lines.push(line);
      return lines;
    }),
    close: () => rm(folder, { recursive: true }),
  };
};
