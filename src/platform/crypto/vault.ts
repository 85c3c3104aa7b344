import { randomBytes, randomUUID } from 'node:crypto';
import { parseId } from '#kernel/ids.ts';
import type { ClinicId, PatientId, Pseudonym } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { blindKeyRow, clinicKeyRows, insertBlindKey, insertClinicKey, insertPatientKey, patientKeyRows, patientKeysUnder, retireClinicKeys, rewrapPatientKey } from './queries.ts';
import type { PatientKeyRow } from './queries.ts';
import { blindIndex, open, seal } from './sealing.ts';
import type { Place, VersionedKey } from './sealing.ts';

/** A patient's opened key with the pseudonym that stands for the patient in the audit. */
export type PatientKey = VersionedKey & { readonly patientId: PatientId; readonly pseudonym: Pseudonym };

/**
 * Opens and makes the keys of the clinic of a transaction. Root key -> clinic keys -> patient keys;
 * the database only ever holds wrapped ones. Opened keys stay in this process's memory, bounded.
 */
export type Vault = {
  /** Makes the first keys of a new clinic. */
  readonly foundClinic: (tx: Tx<ClinicActor>) => Promise<void>;
  /** The key of one patient; throws when there is none (never registered, or destroyed). */
  readonly patientKey: (tx: Tx<ClinicActor>, patientId: PatientId) => Promise<PatientKey>;
  /** The keys of many patients in one round trip; a patient without a key is left out. */
  readonly patientKeys: (tx: Tx<ClinicActor>, patientIds: readonly PatientId[]) => Promise<ReadonlyMap<PatientId, PatientKey>>;
  /** The same for keys that are used once and forgotten: they push no other out of memory. */
  readonly passingPatientKeys: Vault['patientKeys'];
  readonly newPatientKey: (tx: Tx<ClinicActor>, patientId: PatientId) => Promise<PatientKey>;
  /** The clinic's own key, for sealed values that belong to no patient. */
  readonly clinicKey: (tx: Tx<ClinicActor>) => Promise<VersionedKey>;
  readonly clinicKeyOfVersion: (tx: Tx<ClinicActor>, version: number) => Promise<VersionedKey>;
  /** Keyed fingerprint of a normalised value, for exact look-ups. */
  readonly blind: (tx: Tx<ClinicActor>, kind: string, value: string) => Promise<Buffer>;
  /** Makes a new clinic key version and wraps every patient key again; resumable, both versions stay readable. */
  readonly beginRotation: (tx: Tx<ClinicActor>) => Promise<number>;
  /** Wraps the next batch; returns how many were done, 0 when the rotation is complete. */
  readonly continueRotation: (tx: Tx<ClinicActor>, batch: number) => Promise<number>;
  readonly forgetOpenedKeys: () => void;
};

type ClinicKeys = { readonly newest: VersionedKey; readonly byVersion: ReadonlyMap<number, VersionedKey>; readonly blind: Uint8Array };

const CACHE_LIMIT = 20_000;
const CACHE_MILLISECONDS = 5 * 60_000;

const clinicPlace = (clinicId: ClinicId, rowId: string): Place => ({ clinicId, table: 'keys.clinic_key', column: 'wrapped', rowId });
const blindPlace = (clinicId: ClinicId): Place => ({ clinicId, table: 'keys.blind_key', column: 'wrapped', rowId: clinicId });
const patientPlace = (clinicId: ClinicId, patientId: PatientId): Place => ({ clinicId, table: 'keys.patient_key', column: 'wrapped', rowId: patientId });

type Times = { readonly now: () => number };
type ClinicRing = {
  readonly load: (tx: Tx<ClinicActor>) => Promise<ClinicKeys>;
  readonly keys: (tx: Tx<ClinicActor>) => Promise<ClinicKeys>;
  readonly ofVersion: (tx: Tx<ClinicActor>, version: number) => Promise<VersionedKey>;
  readonly make: (tx: Tx<ClinicActor>, version: number) => Promise<void>;
  readonly makeBlind: (tx: Tx<ClinicActor>) => Promise<void>;
  readonly forget: (clinicId?: ClinicId) => void;
};

const openClinicRing = (root: VersionedKey, { now }: Times): ClinicRing => {
  const clinics = new Map<ClinicId, { readonly keys: ClinicKeys; readonly at: number }>();
  const load = async (tx: Tx<ClinicActor>): Promise<ClinicKeys> => {
    const { clinicId } = tx.actor;
    const [rows, blindWrapped] = await Promise.all([clinicKeyRows(tx, clinicId), blindKeyRow(tx, clinicId)]);
    const byVersion = new Map(rows.map((row) => [row.version, { version: row.version, key: open(root, clinicPlace(clinicId, String(row.version)), row.wrapped) }]));
    const newest = byVersion.get(Math.max(...byVersion.keys()));
    if (newest === undefined || blindWrapped === undefined) throw new Error('this clinic has no keys');
    return { newest, byVersion, blind: open(root, blindPlace(clinicId), blindWrapped) };
  };
  const keys = async (tx: Tx<ClinicActor>): Promise<ClinicKeys> => {
    const known = clinics.get(tx.actor.clinicId);
    if (known !== undefined && now() - known.at < CACHE_MILLISECONDS) return known.keys;
    const loaded = await load(tx);
    clinics.set(tx.actor.clinicId, { keys: loaded, at: now() });
    return loaded;
  };
  const ofVersion = async (tx: Tx<ClinicActor>, version: number): Promise<VersionedKey> => {
    const cached = (await keys(tx)).byVersion.get(version);
    if (cached !== undefined) return cached;
    clinics.delete(tx.actor.clinicId);
    const fresh = (await keys(tx)).byVersion.get(version);
    if (fresh === undefined) throw new Error('a clinic key version is missing');
    return fresh;
  };
  return {
    load, keys, ofVersion,
    make: async (tx, version) => {
      await insertClinicKey(tx, tx.actor.clinicId, version, seal(root, clinicPlace(tx.actor.clinicId, String(version)), randomBytes(32)));
    },
    makeBlind: async (tx) => { await insertBlindKey(tx, tx.actor.clinicId, seal(root, blindPlace(tx.actor.clinicId), randomBytes(32))); },
    forget: (clinicId) => { if (clinicId === undefined) clinics.clear(); else clinics.delete(clinicId); },
  };
};

const openedKey = async (ring: ClinicRing, tx: Tx<ClinicActor>, row: PatientKeyRow): Promise<PatientKey> => {
  const clinicKey = await ring.ofVersion(tx, row.clinic_key_version);
  const key = open(clinicKey, patientPlace(tx.actor.clinicId, row.patient_id), row.wrapped);
  return { version: row.version, key, patientId: row.patient_id, pseudonym: row.pseudonym };
};

const openPatientRing = (ring: ClinicRing, { now }: Times) => {
  const patients = new Map<string, { readonly key: PatientKey; readonly at: number }>();
  const remember = (clinicId: ClinicId, key: PatientKey): void => {
    if (patients.size >= CACHE_LIMIT) {
      const oldest = patients.keys().next();
      if (oldest.done !== true) patients.delete(oldest.value);
    }
    patients.set(`${clinicId}|${key.patientId}`, { key, at: now() });
  };
  const keys = async (tx: Tx<ClinicActor>, patientIds: readonly PatientId[]): Promise<ReadonlyMap<PatientId, PatientKey>> => {
    const { clinicId } = tx.actor;
    const found = new Map<PatientId, PatientKey>();
    const missing: PatientId[] = [];
    for (const id of patientIds) {
      const known = patients.get(`${clinicId}|${id}`);
      if (known !== undefined && now() - known.at < CACHE_MILLISECONDS) found.set(id, known.key);
      else missing.push(id);
    }
    if (missing.length === 0) return found;
    for (const row of await patientKeyRows(tx, clinicId, missing)) {
      const key = await openedKey(ring, tx, row);
      remember(clinicId, key);
      found.set(row.patient_id, key);
    }
    return found;
  };
  const passing: typeof keys = async (tx, patientIds) => {
    const rows = patientIds.length === 0 ? [] : await patientKeyRows(tx, tx.actor.clinicId, patientIds);
    const opened = new Map<PatientId, PatientKey>();
    for (const row of rows) opened.set(row.patient_id, await openedKey(ring, tx, row));
    return opened;
  };
  return { keys, passing, forget: (): void => { patients.clear(); } };
};

const makePatientKey = async (ring: ClinicRing, tx: Tx<ClinicActor>, patientId: PatientId): Promise<PatientKey> => {
  const { clinicId } = tx.actor;
  const { newest } = await ring.keys(tx);
  const key: PatientKey = { version: 1, key: randomBytes(32), patientId, pseudonym: parseId<'pseudonym'>(randomUUID()) };
  const wrapped = seal(newest, patientPlace(clinicId, patientId), key.key);
  await insertPatientKey(tx, clinicId, { patient_id: patientId, clinic_key_version: newest.version, wrapped, pseudonym: key.pseudonym });
  return key;
};

const rewrapBatch = async (ring: ClinicRing, tx: Tx<ClinicActor>, batch: number): Promise<number> => {
  ring.forget(tx.actor.clinicId);
  const { newest } = await ring.keys(tx);
  const rows = await patientKeysUnder(tx, tx.actor.clinicId, newest.version, batch);
  for (const row of rows) {
    const { key } = await openedKey(ring, tx, row);
    await rewrapPatientKey(tx, row, { wrapped: seal(newest, patientPlace(tx.actor.clinicId, row.patient_id), key), clinicKeyVersion: newest.version });
  }
  return rows.length;
};

/** A vault over the installation's root key (32 bytes, from outside the database). `now` is in milliseconds. */
export const openVault = (rootKey: Uint8Array, now: () => number): Vault => {
  if (rootKey.length !== 32) throw new Error('the root key must be 32 bytes');
  const ring = openClinicRing({ version: 1, key: rootKey }, { now });
  const patients = openPatientRing(ring, { now });
  return {
    foundClinic: async (tx) => {
      await ring.make(tx, 1);
      await ring.makeBlind(tx);
    },
    patientKeys: patients.keys,
    passingPatientKeys: patients.passing,
    patientKey: async (tx, patientId) => {
      const key = (await patients.keys(tx, [patientId])).get(patientId);
      if (key === undefined) throw new Error('this patient has no key');
      return key;
    },
    newPatientKey: (tx, patientId) => makePatientKey(ring, tx, patientId),
    clinicKey: async (tx) => (await ring.keys(tx)).newest,
    clinicKeyOfVersion: ring.ofVersion,
    blind: async (tx, kind, value) => blindIndex((await ring.keys(tx)).blind, kind, value),
    beginRotation: async (tx) => {
      const version = (await ring.load(tx)).newest.version + 1;
      await ring.make(tx, version);
      await retireClinicKeys(tx, tx.actor.clinicId, version);
      return version;
    },
    continueRotation: (tx, batch) => rewrapBatch(ring, tx, batch),
    forgetOpenedKeys: () => { ring.forget(); patients.forget(); },
  };
};
