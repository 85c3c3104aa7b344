import { setImmediate as turnEnds } from 'node:timers/promises';
import { DomainError } from '#kernel/errors.ts';
import type { JsonValue } from '#kernel/canonical-json.ts';
import { isUuid } from '#kernel/ids.ts';
import type { Access } from '#platform/http/edge.ts';
import type { Database } from '#platform/postgres/database.ts';
import { storeAccesses } from './queries.ts';

export type Recorder = {
  /**
   * Resolves when the access is durable in the audit inbox. Rejects when it is not: the caller must then not
   * answer. Refuses `audit-session-unknown` when no session has the hash, `audit-overloaded` when too many wait.
   */
  readonly record: (access: Access) => Promise<void>;
  /** Stores what waits, then refuses everything further. */
  readonly close: () => Promise<void>;
};

export type RecorderOptions = {
  readonly database: Database;
  /** Accesses that may wait for a commit; 10,000 when absent. */
  readonly waitingLimit?: number;
};

type Item = { readonly line: JsonValue; readonly resolve: () => void; readonly reject: (reason: unknown) => void };

const batchLimit = 256;
const recorderLogin = { kind: 'gate', login: 'amate_recorder' } as const;

const lineOf = (access: Access): JsonValue => {
  const { actor, operation, outcome, code, sightings } = access;
  const [first] = sightings;
  const patients = [...new Set(sightings.flatMap((sighting) => sighting.patients ?? []))];
  const seen = sightings.map(({ entity, entityId, detail }) => ({ ...detail, ...(entity === undefined ? {} : { entity }), ...(entityId === undefined ? {} : { entityId }) }));
  const detail = { ...(code === undefined ? {} : { code }), ...(seen.length === 0 ? {} : { seen }) };
  const entityId = first?.entityId ?? null;
  // Found here, by the one who sent it, and not by the database for the whole batch.
  if (![...patients, ...(entityId === null ? [] : [entityId])].every(isUuid)) throw new TypeError('a sighting carries something that is no id');
  return { session: actor.sessionHash, purpose: actor.purpose, operation, outcome, entity: first?.entity ?? null, entityId, patients, detail };
};

const isBadData = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && /^2[23]/.test(String(error.code));

/**
 * Opens the recorder of a process. Accesses that arrive while a commit is under way share the next one, up to
 * 256 together, so many readers pay for few commits. Who acted is found by the database from the session's hash.
 */
export const openRecorder = ({ database, waitingLimit = 10_000 }: RecorderOptions): Recorder => {
  const waiting: Item[] = [];
  let isClosed = false;
  let flushing: Promise<void> | null = null;

  const store = async (batch: readonly Item[]): Promise<void> => {
    const lines = JSON.stringify(batch.map((item) => item.line));
    const unknown = new Set(await database.inOneStatement(recorderLogin, (tx) => storeAccesses(tx, lines)));
    for (const [at, item] of batch.entries()) {
      if (unknown.has(at + 1)) item.reject(new DomainError('audit-session-unknown', 'unauthenticated'));
      else item.resolve();
    }
  };
  const storeOrReject = async (batch: readonly Item[]): Promise<void> => {
    try {
      await store(batch);
    } catch (error) {
      // One access that the database cannot take must not cost the others their reply.
      if (batch.length > 1 && isBadData(error)) for (const item of batch) await storeOrReject([item]);
      else for (const item of batch) item.reject(error);
    }
  };
  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Whatever else this turn of the event loop brings shares the commit: one for each would cost all of them more.
      await turnEnds();
      await storeOrReject(waiting.splice(0, batchLimit));
    }
    flushing = null;
  };
  return {
    record: (access) => new Promise((resolve, reject) => {
      if (isClosed || waiting.length >= waitingLimit) {
        reject(new DomainError('audit-overloaded', 'too-many'));
        return;
      }
      waiting.push({ line: lineOf(access), resolve, reject });
      flushing ??= flush();
    }),
    close: async () => {
      isClosed = true;
      await flushing;
    },
  };
};
