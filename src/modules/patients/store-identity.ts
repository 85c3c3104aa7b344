import { conflict } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { Vault, PatientKey } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PatientDeps } from './dependencies.ts';
import { lookupsOf } from './model.ts';
import type { Identity } from './model.ts';
import { deleteLookups, insertLookup, insertPatient, insertVersion, patientWithCurp, recordAct, updateIdentity } from './queries.ts';
import type { IdentityColumns, VersionRow } from './queries.ts';
import { sealIdentity, sealSnapshot } from './sealed-identity.ts';

type CTx = Tx<ClinicActor>;
type StoreDeps = Pick<PatientDeps, 'vault' | 'random'>;

/** What is stored: the identity, when, by which event and for what reason. */
export type Change = { readonly identity: Identity; readonly at: Date; readonly event: VersionRow['event']; readonly reason: string };

const UNIQUE_VIOLATION = '23505';
const violates = (error: unknown, constraint: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === UNIQUE_VIOLATION && 'constraint' in error && error.constraint === constraint;

/**
 * Runs what may meet another open record with the same CURP, at the same instant included, and says so
 * as `patient-duplicate-curp`. The transaction is lost then.
 */
export const refusingSameCurp = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (violates(error, 'patient_curp')) throw conflict('patient-duplicate-curp');
    throw error;
  }
};

const curpBlindOf = async (tx: CTx, vault: Vault, curp: string | null): Promise<Buffer | null> =>
  curp === null ? null : vault.blind(tx, 'curp', curp);

const columnsOf = async (tx: CTx, deps: StoreDeps, key: PatientKey, change: Change): Promise<IdentityColumns> => {
  const curpBlind = await curpBlindOf(tx, deps.vault, change.identity.curp.value);
  if (curpBlind !== null) {
    const holder = await patientWithCurp(tx, curpBlind);
    if (holder !== undefined && holder !== key.patientId) throw conflict('patient-duplicate-curp', { patientId: holder });
  }
  return { identity: change.identity, sealed: sealIdentity(tx.actor.clinicId, key, change.identity), curpBlind, at: change.at };
};

const writeTrail = async (tx: CTx, deps: StoreDeps, key: PatientKey, change: Change & { readonly version: number }): Promise<void> => {
  const { clinicId } = tx.actor;
  const id = newId<'patient-identity-version'>(change.at.getTime(), deps.random);
  const snapshot = sealSnapshot(clinicId, key, id, { identity: change.identity, reason: change.reason });
  const lookups = await Promise.all(lookupsOf(change.identity).map(async ([kind, value]) => [kind, await deps.vault.blind(tx, kind, value)] as const));
  await Promise.all([
    ...lookups.map(([kind, blind]) => insertLookup(tx, key.patientId, kind, blind)),
    insertVersion(tx, key.patientId, { id, version: change.version, event: change.event, snapshot, at: change.at }),
    ...(change.identity.curp.attestedAt === change.at.toISOString() ? [recordAct(tx, 'attest-curp', key.patientId, { seenOn: 'renapo-constancia' })] : []),
  ]);
};

/** Makes the patient's row, its first version and its look-ups; returns the record number. */
export const storeNewPatient = (tx: CTx, deps: StoreDeps, key: PatientKey, change: Change): Promise<number> =>
  refusingSameCurp(async () => {
    const recordNumber = await insertPatient(tx, key.patientId, await columnsOf(tx, deps, key, change));
    await writeTrail(tx, deps, key, { ...change, version: 1 });
    return recordNumber;
  });

/** Writes the next version over a row that the caller has locked at `from`; returns the new version. */
export const storeNextVersion = (tx: CTx, deps: StoreDeps, key: PatientKey, change: Change & { readonly from: number }): Promise<number> =>
  refusingSameCurp(async () => {
    const version = change.from + 1;
    await updateIdentity(tx, key.patientId, await columnsOf(tx, deps, key, change));
    await deleteLookups(tx, key.patientId);
    await writeTrail(tx, deps, key, { ...change, version });
    return version;
  });
