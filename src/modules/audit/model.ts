import { canonicalize } from '#kernel/canonical-json.ts';
import type { JsonValue } from '#kernel/canonical-json.ts';
import type { AuditEntryId, PersonId, Pseudonym, SessionId } from '#kernel/ids.ts';
import type { FaultKind } from './contract.ts';

/** The clinic of events that belong to none: failed sign-ins, starts after a restore. */
export const installationClinic = '00000000-0000-0000-0000-000000000000';

export type Outcome = 'ok' | 'refused' | 'failed';

/** One line of the log, with exactly these members. `patients` are pseudonyms, sorted and without repeats. */
export type AuditEntry = {
  readonly id: AuditEntryId;
  readonly clinic: string;
  /** UTC with microseconds: `2026-01-31T18:04:05.123456Z`. */
  readonly at: string;
  readonly person: PersonId | null;
  readonly session: SessionId | null;
  readonly role: string | null;
  readonly login: string;
  readonly purpose: string;
  readonly cause: string | null;
  readonly action: string;
  readonly outcome: Outcome;
  readonly entity: string | null;
  readonly entityId: string | null;
  readonly patients: readonly Pseudonym[];
  readonly detail: Readonly<Record<string, JsonValue>>;
};

/** An entry as it waits for the sealer; `detail` is still the database's text of it. */
export type PendingEntry = Omit<AuditEntry, 'detail'> & { readonly detail: string };

/**
 * The canonical text (RFC 8785) that is hashed and stored. A detail that JSON cannot carry faithfully
 * (numbers beyond a double, nesting without end) is kept as the text it is: one strange row must never
 * stop the sealing of all others.
 */
export const entryText = (pending: PendingEntry): string => {
  const { detail, ...known } = pending;
  try {
    return canonicalize({ ...known, detail: JSON.parse(detail) as JsonValue });
  } catch {
    return canonicalize({ ...known, detail: { unreadable: detail } });
  }
};

const isSorted = (value: JsonValue): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  const members = value as { readonly [name: string]: JsonValue };
  let before = '';
  for (const name of Object.keys(members)) {
    if (name < before || !isSorted(members[name] ?? null)) return false;
    before = name;
  }
  return true;
};

const isCanonical = (text: string, value: JsonValue): boolean => {
  try {
    // What the engine writes back unchanged, names in order and nothing escaped by number, is canonical already;
    // only the rest needs the slow way. Verification reads millions of entries.
    if (!text.includes('\\u') && JSON.stringify(value) === text && isSorted(value)) return true;
    return canonicalize(value) === text;
  } catch {
    return false;
  }
};

/** Reads a stored text back; null unless it is the canonical text of an entry. */
export const readEntry = (text: string): AuditEntry | null => {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isCanonical(text, value) ? value as unknown as AuditEntry : null;
  } catch {
    return null;
  }
};

/** What the database keeps beside an entry to find it by, joined as `audit.links` joins it. */
export const columnsOf = (entry: AuditEntry): string =>
  `${entry.at}|${entry.person ?? ''}|{${entry.patients.join(',')}}|${entry.action}|${entry.outcome}`;

/** The end of one clinic's chain and tree. */
export type Head = {
  readonly clinic: string;
  /** Number of entries. */
  readonly size: number;
  /** Hash of the last entry: 32 bytes. */
  readonly chain: Uint8Array;
  /** Root of the Merkle tree over the hashes of all entries: 32 bytes. */
  readonly root: Uint8Array;
};

/**
 * One thing that does not hold, and where. `seq` is the first bad entry; where only a checkpoint can tell,
 * the bad entry lies from `seq` to `through`.
 */
export type Fault = {
  readonly kind: FaultKind;
  readonly clinic: string | null;
  readonly seq: number | null;
  readonly through: number | null;
  readonly checkpoint: number | null;
  readonly note?: string;
};

export const fault = (kind: FaultKind, place: Partial<Omit<Fault, 'kind'>> = {}): Fault =>
  ({ kind, clinic: null, seq: null, through: null, checkpoint: null, ...place });

/** What a verification found. `faults` holds at most the first of each clinic and of the checkpoints. */
export type Verdict = {
  readonly sound: boolean;
  readonly entries: number;
  readonly clinics: number;
  readonly checkpoints: number;
  /** Number of the newest checkpoint that was compared; 0 when there is none yet. */
  readonly through: number;
  readonly faults: readonly Fault[];
};
