import { conflict } from '#kernel/errors.ts';
import type { Database } from '#platform/postgres/database.ts';
import { noteHash, readCheckpoint } from './checkpoint.ts';
import type { CheckpointMemory } from './checkpoint-memory.ts';
import type { Verdict } from './model.ts';
import { notesAfter, recordForInstallation } from './queries.ts';
import type { SigningKey } from './signing-key.ts';
import { textOfNote } from './signed-note.ts';
import { verifyAll } from './verify-audit.ts';

/**
 * After a restore of an older backup the log ends before the checkpoint that the sealer remembers, and it rightly
 * refuses to go on. This lets a person accept it: the restored log must be sound in itself, and what was remembered
 * is written into it, so that the gap stays visible for ever. Gives the verdict; refuses `audit-altered`.
 */
export const acceptRestoredLog = async (deps: { readonly database: Database; readonly key: SigningKey; readonly memory: CheckpointMemory }): Promise<Verdict> => {
  const remembered = await deps.memory.recall();
  const accepted = await deps.database.withActor({ kind: 'gate', login: 'amate_worker' }, async (tx) => {
    const verdict = await verifyAll(tx, { keys: [deps.key.noteKey] });
    const [newest] = await notesAfter(tx, verdict.through - 1, verdict.through, 1);
    if (!verdict.sound || newest === undefined) throw conflict('audit-altered', { reason: verdict.faults[0]?.kind ?? 'empty' });
    await recordForInstallation(tx, 'audit.accept-restored', 'ok', {
      through: verdict.through,
      remembered: readCheckpoint(textOfNote(remembered?.note ?? '') ?? '')?.number ?? 0,
      remembered_sha256: remembered === null ? '' : Buffer.from(noteHash(remembered.note)).toString('hex'),
    });
    return { verdict, note: newest.note };
  });
  await deps.memory.keep({ note: accepted.note, heads: [] });
  return accepted.verdict;
};
