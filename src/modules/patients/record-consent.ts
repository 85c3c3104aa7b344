import { civilDateIn } from '#kernel/civil-date.ts';
import { DomainError } from '#kernel/errors.ts';
import type { ConsentId, PatientId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { privacyOfPatient, requireGround, takeConsent } from '#modules/privacy/public.ts';
import type { ConsentGiven, PatientPrivacy } from '#modules/privacy/public.ts';
import type { PatientDeps } from './dependencies.ts';
import { isMinor } from './model.ts';
import { requireOpenPatient, requirePatient } from './open-record.ts';
import type { Seen } from './seen.ts';

type Consent = Omit<ConsentGiven, 'basis'> & { readonly ip: string | null };

/**
 * Records a consent given later, or to a newer notice; it ends an exception that stood. Refuses
 * `privacy-notice-changed`, `consent-giver-mismatch`, `minor-cannot-consent`, `patient-merged`.
 */
export const recordConsent = (deps: PatientDeps, actor: StaffActor, patientId: PatientId, consent: Consent): Promise<{ readonly consentId: ConsentId }> => {
  const { ip, ...given } = consent;
  const ground = requireGround<ConsentGiven>({ basis: 'consent', ...given });
  return deps.database.withActor(actor, async (tx) => {
    await requireOpenPatient(tx, patientId);
    const { birth_date } = await requirePatient(tx, patientId);
    const today = civilDateIn(deps.timeZoneOf(actor.clinicId), deps.clock.now());
    if (given.givenBy === 'patient' && isMinor(birth_date, today)) throw new DomainError('minor-cannot-consent', 'norm-violated', { field: 'givenBy' });
    return { consentId: await takeConsent(tx, deps, await deps.vault.patientKey(tx, patientId), { ...ground, ip }) };
  });
};

/** On what grounds a patient's data are held. Refuses `patient-not-found`. */
export const readPrivacy = (deps: PatientDeps, actor: StaffActor, patientId: PatientId): Promise<Seen<PatientPrivacy>> =>
  deps.database.withActor(actor, async (tx) => {
    await requirePatient(tx, patientId);
    const key = await deps.vault.patientKey(tx, patientId);
    return { reply: await privacyOfPatient(tx, key), seen: [key.pseudonym] };
  });
