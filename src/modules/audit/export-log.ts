import type { Tx } from '#platform/postgres/transaction.ts';
import type { Head } from './model.ts';
import { endsOf, linksOf, notesAfter, sealingNow } from './queries.ts';
import type { End, LinkRow, NoteRow } from './queries.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const headLine = (head: Head) => ({ clinic: head.clinic, size: head.size, chain: hex(head.chain), root: hex(head.root) });

const checkpointLine = (row: NoteRow, clinic: string | null): string =>
  JSON.stringify({ kind: 'checkpoint', number: row.number, note: row.note, heads: row.heads.filter((head) => clinic === null || head.clinic === clinic).map(headLine) });

const entryLine = (clinic: string, row: LinkRow): string =>
  JSON.stringify({ kind: 'entry', clinic, seq: row.seq, prev: hex(row.prev), hash: hex(row.hash), entry: row.entry });

async function* checkpointLines(tx: Tx, clinic: string | null, through: number): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const rows = await notesAfter(tx, after, through, 1000);
    for (const row of rows) yield checkpointLine(row, clinic);
    if (rows.length < 1000) return;
    after = rows.at(-1)?.number ?? through;
  }
}

async function* entryLines(tx: Tx, end: End): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const rows = await linksOf(tx, end.clinic, { after, through: end.entries }, 2000);
    for (const row of rows) yield entryLine(end.clinic, row);
    if (rows.length < 2000) return;
    after = rows.at(-1)?.seq ?? end.entries;
  }
}

/**
 * The log of one clinic, or of all with null, as lines of JSON for the stand-alone verifier: a first line, all
 * checkpoints, all entries by clinic and position, a last line with the counts. docs/audit-format.md describes them.
 */
export async function* exportLines(tx: Tx, clinic: string | null): AsyncGenerator<string> {
  const sealing = await sealingNow(tx);
  const ends = await endsOf(tx, clinic);
  const through = ends[0]?.checkpoint ?? sealing.checkpoint ?? 0;
  yield JSON.stringify({ kind: 'amate-audit-export', version: 1, clinic });
  let checkpoints = 0;
  for await (const line of checkpointLines(tx, clinic, through)) {
    checkpoints += 1;
    yield line;
  }
  let entries = 0;
  for (const end of ends) {
    for await (const line of entryLines(tx, end)) {
      entries += 1;
      yield line;
    }
  }
  yield JSON.stringify({ kind: 'end', checkpoints, entries });
}

/** How many lines an export of the clinic would have, about. */
export const exportSize = async (tx: Tx, clinic: string): Promise<number> => {
  const [end] = await endsOf(tx, clinic);
  return (end?.entries ?? 0) + (end?.checkpoint ?? 0);
};
