import { civilDateIn } from '#kernel/civil-date.ts';
import { conflict, invalid } from '#kernel/errors.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { z } from 'zod';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { requireGround, standsOnException, takeGround } from '#modules/privacy/public.ts';
import type { ConsentGiven, Ground } from '#modules/privacy/public.ts';
import { requireAcceptable } from './accept-identity.ts';
import type { correctBody, identifyBody, PatientRef } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { changedFields, folio, identityFrom } from './model.ts';
import type { Identity } from './model.ts';
import { lockOpenPatient } from './open-record.ts';
import type { PatientRecord } from './queries.ts';
import { identityOf } from './sealed-identity.ts';
import { storeNextVersion } from './store-identity.ts';

type Correction = z.output<typeof correctBody>;
type Identification = z.output<typeof identifyBody>;
type Step = { readonly event: 'corrected' | 'identified'; readonly consentsAlone: boolean; readonly exempt: boolean };

// An attestation that stood before and is unchanged keeps who attested it and when.
const keepingAttestation = (before: Identity, after: Identity): Identity =>
  after.curp.state === 'attested' && before.curp.state === 'attested' && before.curp.value === after.curp.value ? { ...after, curp: before.curp } : after;

const writeIdentity = async (
  tx: Tx<StaffActor>, deps: PatientDeps, row: PatientRecord, change: Correction & Step,
): Promise<PatientRef> => {
  const at = deps.clock.now();
  const key = await deps.vault.patientKey(tx, row.id);
  const before = identityOf(tx.actor.clinicId, key, row);
  const identity = keepingAttestation(before, identityFrom(change.identity, { by: tx.actor.personId, at }));
  if (changedFields(before, identity).length === 0) throw invalid('patient-nothing-changed');
  const today = civilDateIn(deps.timeZoneOf(tx.actor.clinicId), at);
  requireAcceptable({ identity, today, consentsAlone: change.consentsAlone, exempt: change.exempt }, tx.actor, deps.may);
  const version = await storeNextVersion(tx, deps, key, { identity, at, event: change.event, reason: change.reason, from: row.version });
  return { id: row.id, recordNumber: folio(row.record_number), version };
};

/**
 * Writes a corrected identity as the next version; the former one stays in the history with who, when and
 * why. Refuses `patient-version-stale` when somebody was faster, `patient-unknown-person` (identify it
 * instead), `patient-nothing-changed`, and all that registering refuses of an identity.
 */
export const correctIdentity = (deps: PatientDeps, actor: StaffActor, patientId: PatientId, correction: Correction): Promise<PatientRef> =>
  deps.database.withActor(actor, async (tx) => {
    const row = await lockOpenPatient(tx, patientId, correction.version);
    if (row.unknown_person) throw conflict('patient-unknown-person');
    const exempt = await standsOnException(tx, patientId);
    return writeIdentity(tx, deps, row, { ...correction, event: 'corrected', consentsAlone: false, exempt });
  });

// An exception claimed again changes nothing: the one that began with the record still stands.
const consentIn = (ground: Ground | undefined): ConsentGiven | undefined => {
  const taken = ground === undefined ? undefined : requireGround(ground);
  return taken?.basis === 'consent' ? taken : undefined;
};

/**
 * Gives an unknown person an identity. Consent, when it comes along, ends the exception; without it the
 * exception stands on and consent stays owed. Refuses `patient-already-known` and what registering refuses.
 */
export const identifyUnknown = (
  deps: PatientDeps, actor: StaffActor, patientId: PatientId, identification: Identification & { readonly ip: string | null },
): Promise<PatientRef> =>
  deps.database.withActor(actor, async (tx) => {
    const { ground, ip, ...change } = identification;
    const row = await lockOpenPatient(tx, patientId, change.version);
    if (!row.unknown_person) throw conflict('patient-already-known');
    const consent = consentIn(ground);
    const consentsAlone = consent?.givenBy === 'patient';
    const done = await writeIdentity(tx, deps, row, { ...change, event: 'identified', consentsAlone, exempt: consent === undefined });
    if (consent !== undefined) await takeGround(tx, deps, await deps.vault.patientKey(tx, patientId), { ground: consent, ip });
    return done;
  });
