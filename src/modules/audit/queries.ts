import type { PatientId, PersonId, Pseudonym } from '#kernel/ids.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';
import { readHeads } from './checkpoint.ts';
import type { Head, PendingEntry } from './model.ts';

/** Takes at most `batch` committed entries out of the inbox, by clinic and time; holds the sealing lock until the commit. */
export const takePending = (tx: Tx, batch: number): Promise<readonly PendingEntry[]> =>
  tx.query('select id, clinic, at, person, session, role, login, purpose, cause, action, outcome, entity, "entityId", patients, detail from audit.take($1)', [batch]);

export type StoredHead = { readonly clinic: string; readonly size: number; readonly last: Buffer; readonly frontier: Buffer };

/** Where every chain ends, as the sealer left it. */
export const headsNow = (tx: Tx): Promise<readonly StoredHead[]> =>
  tx.query('select clinic, size, last, frontier from audit.heads()');

export type NoteRow = { readonly number: number; readonly note: string; readonly heads: readonly Head[] };
type RawNoteRow = Omit<NoteRow, 'heads'> & { readonly heads: Parameters<typeof readHeads>[0] };

/** Checkpoints after one number and through another, with the heads each moved that the reader may see. */
export const notesAfter = async (tx: Tx, after: number, through: number, batch: number): Promise<readonly NoteRow[]> => {
  const rows = await tx.query<RawNoteRow>('select number, note, heads from audit.notes($1, $2, $3)', [after, through, batch]);
  return rows.map((row) => ({ ...row, heads: readHeads(row.heads) }));
};

export type Links = {
  readonly clinics: readonly string[];
  readonly seqs: readonly number[];
  readonly entries: readonly string[];
  readonly previous: readonly Uint8Array[];
  readonly hashes: readonly Uint8Array[];
};
export type GrownHead = Head & { readonly frontier: Uint8Array };

/** Stores links, heads and checkpoint; the database refuses what does not follow the log. */
export const storeSeal = async (tx: Tx, links: Links, heads: readonly GrownHead[], checkpoint: { readonly number: number; readonly note: string }): Promise<void> => {
  await tx.query('select audit.seal($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
    links.clinics, links.seqs, links.entries, links.previous, links.hashes,
    heads.map((head) => head.clinic), heads.map((head) => head.size), heads.map((head) => head.chain),
    heads.map((head) => head.frontier), heads.map((head) => head.root),
    checkpoint.number, checkpoint.note,
  ]);
};

export type Sealing = { readonly waiting: number; readonly lagSeconds: number; readonly checkpoint: number | null; readonly checkpointAt: Date | null };

/** Entries that wait, the age of the oldest, and the newest checkpoint. */
export const sealingNow = async (tx: Tx): Promise<Sealing> =>
  onlyRow(await tx.query<Sealing>('select waiting, "lagSeconds", checkpoint, "checkpointAt" from audit.sealing()'));

/** Stores a batch of accesses; gives the positions, from 1, whose session is unknown. */
export const storeAccesses = async (tx: Tx, batch: string): Promise<readonly number[]> =>
  onlyRow(await tx.query<{ unknown: readonly number[] }>('select audit.record_accesses($1) as unknown', [batch])).unknown;

/** An act worth a line of its own, in the transaction that does it; the patient is given by id and stored as pseudonym. */
export type Act = {
  readonly action: string; readonly entity: string; readonly entityId: string | null; readonly patientId: PatientId | null;
  /** Codes, counts and digests only. */
  readonly detail: Readonly<Record<string, string | number | boolean>>;
};

export const recordAct = async (tx: Tx, act: Act): Promise<void> => {
  await tx.query('select audit.record($1, $2, $3, $4, \'ok\', $5)', [act.action, act.entity, act.entityId, act.patientId, JSON.stringify(act.detail)]);
};

/** Records an event of no clinic. `detail` holds codes and counts only. */
export const recordForInstallation = async (tx: Tx, action: string, outcome: string, detail: object): Promise<void> => {
  await tx.query('select audit.record_for_installation($1, $2, $3)', [action, outcome, JSON.stringify(detail)]);
};

export type EntryFilter = {
  readonly personId: PersonId | null;
  readonly patientId: PatientId | null;
  readonly action: string | null;
  readonly outcome: string | null;
  readonly from: string | null;
  readonly until: string | null;
  /** Only entries before this position. */
  readonly before: number | null;
};

/** Entries of the clinic of the session, newest first. */
export const entriesOfClinic = (tx: Tx, filter: EntryFilter, page: number): Promise<readonly { readonly seq: number; readonly entry: string }[]> =>
  tx.query('select seq, entry from audit.entries($1, $2, $3, $4, $5, $6, $7, $8)', [
    filter.personId, filter.patientId, filter.action, filter.outcome, filter.from, filter.until, filter.before, page,
  ]);

/** The pseudonym of a patient of the clinic of the session, or null. */
export const pseudonymHere = async (tx: Tx, patientId: PatientId): Promise<Pseudonym | null> =>
  firstRow(await tx.query<{ pseudonym: Pseudonym | null }>('select audit.pseudonym_here($1) as pseudonym', [patientId]))?.pseudonym ?? null;

export type End = {
  readonly clinic: string;
  /** Position of the first row of the log, null when it has none. */
  readonly first: number | null;
  /** Position of the last row of the log. */
  readonly entries: number;
  readonly size: number | null;
  readonly last: Buffer | null;
  readonly frontier: Buffer | null;
  /** Size of the newest head that a checkpoint opened. */
  readonly openedSize: number;
  /** Number of the newest checkpoint of the installation. */
  readonly checkpoint: number;
};

/** Where log, heads and checkpoints end at one instant; of one clinic, or of every one the reader may see. */
export const endsOf = (tx: Tx, clinic: string | null): Promise<readonly End[]> =>
  tx.query('select clinic_id as clinic, first, entries, size, last, frontier, "openedSize", checkpoint from audit.ends($1)', [clinic]);

export type LinkRow = { readonly seq: number; readonly entry: string; readonly prev: Buffer; readonly hash: Buffer; readonly columns: string };

export const linksOf = (tx: Tx, clinic: string, range: { readonly after: number; readonly through: number }, batch: number): Promise<readonly LinkRow[]> =>
  tx.query('select seq, entry, prev, hash, columns from audit.links($1, $2, $3, $4)', [clinic, range.after, range.through, batch]);

export type OpeningRow = { readonly number: number; readonly size: number; readonly chain: Buffer; readonly root: Buffer };

export const openingsOf = (tx: Tx, clinic: string, range: { readonly after: number; readonly through: number }, batch: number): Promise<readonly OpeningRow[]> =>
  tx.query('select number, size, chain, root from audit.openings($1, $2, $3, $4)', [clinic, range.after, range.through, batch]);

/** Names of the triggers and constraints that ought to guard the log and do not. */
export const guardsMissing = async (tx: Tx): Promise<readonly string[]> =>
  (await tx.query<{ guard: string }>('select guard from audit.guards_missing()')).map((row) => row.guard);

/** Where the clinic's chain ended for a checkpoint; undefined when it had no entry yet. */
export const headAt = async (tx: Tx, clinic: string, checkpoint: number): Promise<Head | undefined> => {
  const row = firstRow(await tx.query<Omit<Head, 'clinic'>>('select size, chain, root from audit.head_at($1, $2)', [clinic, checkpoint]));
  return row === undefined ? undefined : { clinic, ...row };
};

/** The hashes of the entries after one position and through another, joined; 32 bytes each. */
export const leavesOf = async (tx: Tx, clinic: string, range: { readonly after: number; readonly through: number }): Promise<Buffer> =>
  onlyRow(await tx.query<{ hashes: Buffer }>('select hashes from audit.leaves($1, $2, $3)', [clinic, range.after, range.through])).hashes;

export type KeptState = { readonly entry: string; readonly state: string | null };

/** An entry of the clinic of the session, and the text of what its row was before; undefined when there is no such position. */
export const stateBeforeEntry = async (tx: Tx, seq: number): Promise<KeptState | undefined> =>
  firstRow(await tx.query<KeptState>('select entry, state from audit.state_before($1)', [seq]));
