import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { parseId } from '#kernel/ids.ts';
import type { ClinicId, PatientId } from '#kernel/ids.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor, SystemActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { createClinicIndex } from './clinic-index.ts';
import type { ClinicIndex, IndexEntry } from './clinic-index.ts';
import { fullNameOf } from './model.ts';
import { phoneDigits } from './phone-number.ts';
import { changesOf, indexedRows, patientsAfter } from './queries.ts';
import type { IndexedRow } from './queries.ts';
import { openWords } from './sealed-identity.ts';

/** One clinic's index and what keeps it current. */
export type ClinicFeed = {
  readonly index: ClinicIndex;
  readonly isComplete: () => boolean;
  /** Loads all patients, in batches; resolves when all are in. */
  readonly load: () => Promise<void>;
  /** Reads these patients again, soon; several calls become one reading. */
  readonly refresh: (ids: readonly PatientId[]) => void;
  /** Resolves when what was asked for until now has been done or given up. */
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
};

export type FeedDeps = { readonly database: Database; readonly vault: Vault; readonly failed: (error: unknown) => void };

const firstId = parseId<'patient'>('00000000-0000-0000-0000-000000000000');
const batch = 250;
const mostAtOnce = 500;
/** Rows opened before whoever searches gets a turn: some two milliseconds' worth. */
const mostInATurn = 20;
const retryMilliseconds = 1_000;

const loader = (clinicId: ClinicId): SystemActor =>
  ({ kind: 'system', login: 'amate_index', clinicId, cause: 'patient-index', purpose: 'maintenance' });

const entryOf = (clinicId: ClinicId, row: IndexedRow, key: Parameters<typeof openWords>[1]): IndexEntry => {
  const words = openWords(clinicId, key, row.identity);
  return {
    texts: words.label === '' ? [fullNameOf(words)] : [fullNameOf(words), words.label],
    changed: row.changed, recordNumber: row.record_number, birthDate: row.birth_date, curp: words.curp, phones: words.phones.map(({ number }) => phoneDigits(number)),
  };
};

/** Enters the rows; a patient whose key was destroyed is left out. */
const enter = async (tx: Tx<ClinicActor>, vault: Vault, index: ClinicIndex, rows: readonly IndexedRow[]): Promise<void> => {
  const keys = await vault.passingPatientKeys(tx, rows.map(({ id }) => id));
  for (const [at, row] of rows.entries()) {
    if (at % mostInATurn === mostInATurn - 1) await othersHadTheirTurn();
    const key = keys.get(row.id);
    if (key === undefined) index.remove(row.id);
    else index.put(row.id, entryOf(tx.actor.clinicId, row, key));
  }
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); });

/** Takes the first out of a set without copying the rest: after an import there are as many as patients. */
const takeFirst = <Item>(items: Set<Item>, most: number): readonly Item[] => {
  const taken: Item[] = [];
  for (const item of items) {
    if (taken.length >= most) break;
    taken.push(item);
    items.delete(item);
  }
  return taken;
};

/** Reads what changed of these patients, drops who is gone. Catching up asks for all that changed of late: mostly for what is here already. */
const renew = async (tx: Tx<ClinicActor>, vault: Vault, index: ClinicIndex, ids: readonly PatientId[]): Promise<void> => {
  const changes = new Map((await changesOf(tx, ids)).map(({ id, changed }) => [id, changed]));
  for (const id of ids) if (!changes.has(id)) index.remove(id);
  const stale = [...changes].flatMap(([id, changed]) => (index.changeOf(id) === changed ? [] : [id]));
  if (stale.length > 0) await enter(tx, vault, index, await indexedRows(tx, stale));
};

/** An empty feed of one clinic. */
export const createClinicFeed = ({ database, vault, failed }: FeedDeps, clinicId: ClinicId): ClinicFeed => {
  const index = createClinicIndex();
  const pending = new Set<PatientId>();
  let complete = false;
  let stopped = false;
  let work: Promise<unknown> = Promise.resolve();

  // One piece of work at a time: a row read earlier can then never overwrite one read later.
  const inTurn = <Result>(piece: (tx: Tx<SystemActor>) => Promise<Result>): Promise<Result> => {
    const done = work.then(() => database.withActor(loader(clinicId), piece));
    work = done.catch(() => undefined);
    return done;
  };
  const loadAfter = async (after: PatientId): Promise<PatientId | null> =>
    inTurn(async (tx) => {
      const rows = await patientsAfter(tx, after, batch);
      await enter(tx, vault, index, rows);
      return rows.length < batch ? null : rows.at(-1)?.id ?? null;
    });
  const load = async (): Promise<void> => {
    let after: PatientId | null = firstId;
    while (after !== null && !stopped) {
      try {
        after = await loadAfter(after);
      } catch (error) {
        if (!stopped) failed(error);
        await pause(retryMilliseconds);
      }
    }
    complete = !stopped;
  };
  const flush = async (): Promise<void> => {
    const ids = takeFirst(pending, mostAtOnce);
    try {
      await inTurn((tx) => renew(tx, vault, index, ids));
    } catch (error) {
      // The next catching up asks for them again.
      if (!stopped) failed(error);
    }
    if (pending.size > 0 && !stopped) await flush();
  };
  let flushing: Promise<void> | null = null;
  return {
    index,
    isComplete: () => complete,
    load,
    refresh: (ids) => {
      for (const id of ids) pending.add(id);
      if (pending.size > 0) flushing ??= flush().finally(() => { flushing = null; });
    },
    settled: async () => {
      await flushing;
      await work;
    },
    stop: () => { stopped = true; },
  };
};
