import type { Tx } from '#platform/postgres/transaction.ts';
import { beginning } from './chain.ts';
import { headDigest, noteHash, readCheckpoint } from './checkpoint.ts';
import type { Checkpoint, HeldCheckpoint } from './checkpoint.ts';
import { fault } from './model.ts';
import type { Fault, Head } from './model.ts';
import { notesAfter } from './queries.ts';
import type { NoteRow } from './queries.ts';
import { openNote, textOfNote } from './signed-note.ts';
import type { NoteKey } from './signed-note.ts';

export type CheckpointOptions = {
  readonly keys: readonly NoteKey[];
  /** Checkpoints kept outside, of whatever age. */
  readonly held: readonly HeldCheckpoint[];
  /** One clinic, or null for the whole installation: then every digest of a checkpoint must be explained. */
  readonly clinic: string | null;
};

type Progress = {
  number: number;
  previous: Uint8Array;
  time: string;
  /** The digest that each clinic's newest opened head has, and its size. */
  readonly known: Map<string, { readonly digest: string; readonly size: number }>;
};

type Held = { readonly number: number; readonly note: string; readonly heads: readonly Head[] };

const readHeldCheckpoints = (options: CheckpointOptions): { readonly held: readonly Held[]; readonly faults: readonly Fault[] } => {
  const held: Held[] = [];
  const faults: Fault[] = [];
  for (const each of options.held) {
    const claimed = readCheckpoint(textOfNote(each.note) ?? '');
    if (claimed === null) {
      faults.push(fault('held-checkpoint-malformed'));
    } else if (openNote(each.note, options.keys) === null) {
      faults.push(fault('held-checkpoint-signature', { checkpoint: claimed.number }));
    } else if (!each.heads.every((head) => claimed.heads.includes(headDigest(head)))) {
      faults.push(fault('held-checkpoint-malformed', { checkpoint: claimed.number }));
    } else {
      held.push({ number: claimed.number, note: each.note, heads: each.heads });
    }
  }
  return { held, faults };
};

const headsFault = (row: NoteRow, checkpoint: Checkpoint, progress: Progress, clinic: string | null): Fault | null => {
  for (const head of row.heads) {
    if (clinic !== null && head.clinic !== clinic) continue;
    if (head.size <= (progress.known.get(head.clinic)?.size ?? 0)) return fault('checkpoint-heads-differ', { checkpoint: row.number, clinic: head.clinic });
    progress.known.set(head.clinic, { digest: headDigest(head), size: head.size });
  }
  const named = new Set(checkpoint.heads);
  for (const [known, { digest }] of progress.known) {
    if (!named.has(digest)) return fault('checkpoint-heads-differ', { checkpoint: row.number, clinic: known });
  }
  const isExplained = clinic !== null || named.size === progress.known.size;
  return isExplained ? null : fault('checkpoint-heads-differ', { checkpoint: row.number });
};

const noteFault = (row: NoteRow, progress: Progress, options: CheckpointOptions): Fault | null => {
  if (row.number !== progress.number + 1) return fault('checkpoint-missing', { checkpoint: progress.number + 1 });
  const place = { checkpoint: row.number };
  const claimed = readCheckpoint(textOfNote(row.note) ?? '');
  if (claimed?.number !== row.number) return fault('checkpoint-malformed', place);
  if (openNote(row.note, options.keys) === null) return fault('checkpoint-signature', place);
  if (!Buffer.from(claimed.previous).equals(progress.previous)) return fault('checkpoint-link-broken', place);
  if (claimed.time < progress.time) return fault('checkpoint-time-backwards', place);
  const wrong = headsFault(row, claimed, progress, options.clinic);
  progress.number = row.number;
  progress.previous = noteHash(row.note);
  progress.time = claimed.time;
  return wrong;
};

const heldFault = (row: NoteRow, held: readonly Held[]): Fault | null =>
  held.some((each) => each.number === row.number && each.note !== row.note) ? fault('held-checkpoint-differs', { checkpoint: row.number }) : null;

export type CheckpointFindings = {
  readonly faults: readonly Fault[];
  readonly compared: number;
  /** Heads of the held checkpoints whose signature is good; the chains are compared with them too. */
  readonly heldHeads: readonly Head[];
};

/**
 * Walks all checkpoints through number `through`: unbroken numbers, signatures, links, times, heads; and that each
 * checkpoint kept outside is still there, byte for byte. Stops at the first that does not hold.
 */
export const verifyCheckpoints = async (tx: Tx, through: number, options: CheckpointOptions): Promise<CheckpointFindings> => {
  const { held, faults } = readHeldCheckpoints(options);
  const progress: Progress = { number: 0, previous: beginning, time: '', known: new Map() };
  const found = [...faults];
  const heldHeads = held.flatMap((each) => each.heads);
  const batch = 1000;
  for (let rows: readonly NoteRow[] = []; found.length === faults.length && progress.number < through;) {
    rows = await notesAfter(tx, progress.number, through, batch);
    for (const row of rows) {
      const wrong = noteFault(row, progress, options) ?? heldFault(row, held);
      if (wrong !== null) {
        found.push(wrong);
        break;
      }
    }
    if (found.length === faults.length && rows.length < batch && progress.number < through) found.push(fault('checkpoint-missing', { checkpoint: progress.number + 1 }));
  }
  found.push(...held.filter((each) => each.number > through).map((each) => fault('held-checkpoint-missing', { checkpoint: each.number })));
  return { faults: found, compared: progress.number, heldHeads };
};
