import type { Clock } from '#kernel/clock.ts';
import type { ClinicId, PatientId } from '#kernel/ids.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor, GateActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import { createClinicFeed } from './clinic-feed.ts';
import type { ClinicFeed } from './clinic-feed.ts';
import { openNoticeQueue } from './changed-notices.ts';
import { clinicsWithPatients, patientsChangedAt, patientsChangedWithin } from './queries.ts';

export type PatientIndex = {
  /** Resolves when every clinic is loaded; searches before then may miss patients. */
  readonly ready: Promise<void>;
  readonly isComplete: (clinicId: ClinicId) => boolean;
  /** Ids of the actor's own clinic, best first; a merged patient is among them under its own id. */
  readonly search: (actor: ClinicActor, typed: string, limit: number) => readonly PatientId[];
  /** Reads again whatever changed of late; done by itself every half minute, for notices lost on the way. */
  readonly catchUp: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type PatientIndexDeps = {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Told of a reading that failed; it is tried again. */
  readonly failed?: (error: unknown) => void;
};

const gate: GateActor = { kind: 'gate', login: 'amate_index' };
const channel = 'patient_changed';
const sweepMilliseconds = 30_000;
/** Longer than any transaction may stay open, so that one that commits late is not passed over. */
const overlapSeconds = 60;

/**
 * Opens the search index of all clinics: the words and numbers that each patient is found by, decrypted
 * into this process's memory through the index's own login role, and kept current with the changes of
 * every process by the database's notices. Loading goes on in the background; `ready` says when it is done.
 */
export const openPatientIndex = async ({ database, vault, clock, failed = () => undefined }: PatientIndexDeps): Promise<PatientIndex> => {
  const feeds = new Map<ClinicId, ClinicFeed>();
  let sweptAt = clock.now().getTime();
  let started = false;
  let closed = false;

  const refresh = (clinicId: ClinicId, id: PatientId): void => {
    const known = feeds.get(clinicId);
    if (known !== undefined) {
      known.refresh([id]);
      return;
    }
    const feed = createClinicFeed({ database, vault, failed }, clinicId);
    feeds.set(clinicId, feed);
    void feed.load();
  };
  const notices = openNoticeQueue(async (instants) => {
    if (closed) return;
    for (const row of await database.withActor(gate, (tx) => patientsChangedAt(tx, instants))) refresh(row.clinic_id, row.id);
  }, (error) => { if (!closed) failed(error); });
  const catchUp = async (): Promise<void> => {
    const begun = clock.now().getTime();
    const seconds = Math.ceil(Math.max(0, begun - sweptAt) / 1000) + overlapSeconds;
    for (const row of await database.withActor(gate, (tx) => patientsChangedWithin(tx, seconds))) refresh(row.clinic_id, row.id);
    sweptAt = begun;
    await notices.settled();
    await Promise.all([...feeds.values()].map((feed) => feed.settled()));
  };
  // Heard from before the loading begins: what changes meanwhile is read again after its batch.
  const deafen = await database.listen('amate_index', channel, notices.hear);
  const sweep = setInterval(() => { catchUp().catch(failed); }, sweepMilliseconds);
  sweep.unref();

  const loadAll = async (): Promise<void> => {
    const clinicIds = await database.withActor(gate, clinicsWithPatients);
    for (const clinicId of clinicIds) {
      if (feeds.has(clinicId) || closed) continue;
      const feed = createClinicFeed({ database, vault, failed }, clinicId);
      feeds.set(clinicId, feed);
      await feed.load();
    }
    started = true;
  };
  const ready = loadAll();
  ready.catch(failed);
  return {
    ready,
    isComplete: (clinicId) => feeds.get(clinicId)?.isComplete() ?? started,
    search: (actor, typed, limit) => feeds.get(actor.clinicId)?.index.search(typed, limit) ?? [],
    catchUp,
    close: async () => {
      closed = true;
      clearInterval(sweep);
      for (const feed of feeds.values()) feed.stop();
      await deafen();
      await notices.settled();
      await Promise.all([...feeds.values()].map((feed) => feed.settled()));
    },
  };
};
