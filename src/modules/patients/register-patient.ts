import { civilDateIn } from '#kernel/civil-date.ts';
import { newId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { requireGround, takeGround } from '#modules/privacy/public.ts';
import type { Ground } from '#modules/privacy/public.ts';
import { requireAcceptable } from './accept-identity.ts';
import type { IdentityInput, PatientRef } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { folio, identityFrom } from './model.ts';
import { storeNewPatient } from './store-identity.ts';

/** A registration as it arrives: `ip` is the device's, kept with an electronic consent. */
export type Registration = { readonly identity: IdentityInput; readonly ground?: Ground | undefined; readonly ip: string | null };

/**
 * Registers a patient with identity, consent or exception, history and audit in one transaction; all or
 * nothing. Refuses `privacy-ground-needed`, `privacy-notice-changed`, `person-name-invalid`, `curp-…`,
 * `patient-identity-nonconforming`, `patient-duplicate-curp` (with the id of the holder when known).
 */
export const registerPatient = async (deps: PatientDeps, actor: StaffActor, registration: Registration): Promise<PatientRef> => {
  const ground = requireGround(registration.ground);
  const at = deps.clock.now();
  const identity = identityFrom(registration.identity, { by: actor.personId, at });
  const today = civilDateIn(deps.timeZoneOf(actor.clinicId), at);
  const consentsAlone = ground.basis === 'consent' && ground.givenBy === 'patient';
  requireAcceptable({ identity, today, consentsAlone, exempt: ground.basis === 'exception' }, actor, deps.may);
  return deps.database.withActor(actor, async (tx) => {
    const id = newId<'patient'>(at.getTime(), deps.random);
    const key = await deps.vault.newPatientKey(tx, id);
    const recordNumber = await storeNewPatient(tx, deps, key, { identity, at, event: 'registered', reason: '' });
    await takeGround(tx, deps, key, { ground, ip: registration.ip });
    return { id, recordNumber: folio(recordNumber), version: 1 };
  });
};
