import type { Clock } from '#kernel/clock.ts';
import { conflict } from '#kernel/errors.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { beginning, linkHash } from './chain.ts';
import { checkpointText, headDigest, noteHash, readCheckpoint } from './checkpoint.ts';
import type { Checkpoint, HeldCheckpoint } from './checkpoint.ts';
import type { CheckpointMemory } from './checkpoint-memory.ts';
import { addLeaf, packFrontier, rootOf, unpackFrontier } from './merkle.ts';
import { entryText } from './model.ts';
import type { Head, PendingEntry } from './model.ts';
import { headsNow, notesAfter, storeSeal, takePending } from './queries.ts';
import type { GrownHead, Links, NoteRow, StoredHead } from './queries.ts';
import { openNote } from './signed-note.ts';
import type { SigningKey } from './signing-key.ts';

export type SealDeps = {
  readonly database: Database;
  readonly key: SigningKey;
  readonly memory: CheckpointMemory;
  readonly clock: Clock;
  /** Entries sealed in one transaction, at most. */
  readonly batch?: number;
};

type Last = { readonly note: string; readonly checkpoint: Checkpoint };

const worker = { kind: 'gate', login: 'amate_worker' } as const;

const stop = (reason: string) => conflict('audit-altered', { reason });

const opened = (row: NoteRow, key: SigningKey): Last => {
  const text = openNote(row.note, [key.noteKey]);
  if (text === null) throw stop('checkpoint-signature');
  const checkpoint = readCheckpoint(text);
  if (checkpoint?.number !== row.number) throw stop('checkpoint-malformed');
  return { note: row.note, checkpoint };
};

const page = 1000;

const refuseUnlessFollowing = (next: Last, last: Last | null): void => {
  if (last !== null && !Buffer.from(next.checkpoint.previous).equals(noteHash(last.note))) throw stop('checkpoint-link-broken');
};

/** Follows the checkpoints after `from` to the newest: each must be ours and name the one before. */
const follow = async (tx: Tx, key: SigningKey, from: Last | null): Promise<Last | null> => {
  let last = from;
  for (;;) {
    const rows: readonly NoteRow[] = await notesAfter(tx, last?.checkpoint.number ?? 0, Number.MAX_SAFE_INTEGER, page);
    for (const row of rows) {
      const next = opened(row, key);
      refuseUnlessFollowing(next, last);
      last = next;
    }
    if (rows.length < page) return last;
  }
};

/** The newest checkpoint, reached from the remembered one, which must still stand as it was. */
const newestCheckpoint = async (tx: Tx, key: SigningKey, remembered: HeldCheckpoint | null): Promise<Last | null> => {
  if (remembered === null) return follow(tx, key, null);
  const known = readCheckpoint(openNote(remembered.note, [key.noteKey]) ?? '');
  if (known === null) throw stop('remembered-checkpoint-unreadable');
  const [standing] = await notesAfter(tx, known.number - 1, known.number, 1);
  if (standing === undefined) throw stop('rolled-back');
  if (standing.note !== remembered.note) throw stop('checkpoint-replaced');
  return follow(tx, key, { note: remembered.note, checkpoint: known });
};

const headOf = (stored: StoredHead): GrownHead =>
  ({ clinic: stored.clinic, size: stored.size, chain: stored.last, root: rootOf(unpackFrontier(stored.frontier)), frontier: stored.frontier });

/** The heads on which the next links are built must be the very ones that were signed. */
const refuseAlteredHeads = (heads: readonly Head[], last: Last | null): void => {
  const digests = heads.map(headDigest).sort().join();
  if (digests !== (last?.checkpoint.heads ?? []).join()) throw stop('heads-altered');
};

const grow = (head: GrownHead | undefined, clinic: string, pending: readonly PendingEntry[], links: MutableLinks): GrownHead => {
  let size = head?.size ?? 0;
  let chain = head?.chain ?? beginning;
  const frontier = head === undefined ? [] : unpackFrontier(head.frontier);
  for (const each of pending) {
    const entry = entryText(each);
    const hash = linkHash(size + 1, chain, entry);
    links.clinics.push(clinic);
    links.seqs.push(size + 1);
    links.entries.push(entry);
    links.previous.push(chain);
    links.hashes.push(hash);
    addLeaf(frontier, size, hash);
    size += 1;
    chain = hash;
  }
  return { clinic, size, chain, root: rootOf(frontier), frontier: packFrontier(frontier) };
};

type MutableLinks = { [Part in keyof Links]: Links[Part] extends readonly (infer Item)[] ? Item[] : never };

const byClinic = (pending: readonly PendingEntry[]): ReadonlyMap<string, readonly PendingEntry[]> => Map.groupBy(pending, (each) => each.clinic);

const nextTime = (now: Date, last: Last | null): string => {
  const time = now.toISOString();
  // The time of checkpoints never runs backwards, whatever is done to the machine's clock.
  return last !== null && last.checkpoint.time > time ? last.checkpoint.time : time;
};

/**
 * Seals one batch in one transaction: takes what is committed, chains it by clinic, stores links, heads and a
 * signed checkpoint. Returns how many entries it sealed. Refuses `audit-altered` with a reason, and seals nothing
 * more, when what the database holds is not what this sealer signed last.
 */
export const sealPending = async (deps: SealDeps): Promise<number> => {
  const remembered = await deps.memory.recall();
  const sealed = await deps.database.withActor(worker, async (tx) => {
    const pending = await takePending(tx, deps.batch ?? 2000);
    if (pending.length === 0) return null;
    const [stored, last] = await Promise.all([headsNow(tx), newestCheckpoint(tx, deps.key, remembered)]);
    const heads = new Map(stored.map((each) => [each.clinic, headOf(each)]));
    refuseAlteredHeads([...heads.values()], last);
    const links: MutableLinks = { clinics: [], seqs: [], entries: [], previous: [], hashes: [] };
    const grown = [...byClinic(pending)].map(([clinic, entries]) => grow(heads.get(clinic), clinic, entries, links));
    for (const head of grown) heads.set(head.clinic, head);
    const number = (last?.checkpoint.number ?? 0) + 1;
    const note = deps.key.signNote(checkpointText({
      number,
      time: nextTime(deps.clock.now(), last),
      previous: last === null ? beginning : noteHash(last.note),
      heads: [...heads.values()].map(headDigest),
    }));
    await storeSeal(tx, links, grown, { number, note });
    return { count: pending.length, held: { note, heads: [...heads.values()] } };
  });
  if (sealed === null) return 0;
  await deps.memory.keep(sealed.held);
  return sealed.count;
};
