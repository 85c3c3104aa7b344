import { conflict, DomainError } from '#kernel/errors.ts';
import type { ClinicId, ConsentId, PrivacyExceptionId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { evaluate } from '#kernel/norms.ts';
import { seal } from '#platform/crypto/sealing.ts';
import type { Place } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ConsentGiven, Ground } from './contract.ts';
import type { PrivacyDeps } from './dependencies.ts';
import { endExceptions, insertConsent, insertException } from './queries.ts';
import { groundRules } from './rules.ts';
import { publishedNotice } from './standing-notice.ts';

type GroundDeps = Pick<PrivacyDeps, 'clock' | 'random' | 'responsible'>;

export const giverPlace = (clinicId: ClinicId, consentId: ConsentId): Place =>
  ({ clinicId, table: 'front.privacy_consent', column: 'giver', rowId: consentId });

/**
 * The ground, if it is one that LFPDPPP 7, 8 and 9 accept. Refuses with the code of the first finding:
 * `privacy-ground-needed` (norm-violated), `consent-giver-mismatch`.
 */
export const requireGround = <Given extends Ground>(ground: Given | undefined): Given => {
  const [finding] = evaluate(groundRules, { ground });
  const rule = groundRules.find(({ id }) => id === finding?.rule);
  if (finding !== undefined && rule !== undefined) throw new DomainError(finding.code, 'norm-violated', { field: finding.field }, [`${rule.norm} ${rule.numeral}`]);
  if (ground === undefined) throw new DomainError('privacy-ground-needed', 'norm-violated');
  return ground;
};

/** Stores a consent bound to the exact notice shown; it ends exceptions that stood. `ip` and refusals as for `takeGround`. */
export const takeConsent = async (tx: Tx<ClinicActor>, deps: GroundDeps, key: PatientKey, given: ConsentGiven & { readonly ip: string | null }): Promise<ConsentId> => {
  const notice = await publishedNotice(tx, deps);
  if (notice.version !== given.noticeVersion || notice.sha256 !== given.noticeSha256) throw conflict('privacy-notice-changed');
  const at = deps.clock.now();
  const id = newId<'consent'>(at.getTime(), deps.random);
  const giver = given.giverName === null ? null : seal(key, giverPlace(tx.actor.clinicId, id), given.giverName);
  await insertConsent(tx, key.patientId, {
    id, notice_version: notice.version, sha256: notice.sha256, mechanism: given.mechanism, given_by: given.givenBy, giver,
    secondary_purposes: given.secondaryPurposes, at,
  }, given.mechanism === 'autograph-on-paper' ? null : given.ip);
  await endExceptions(tx, key.patientId, id, at);
  return id;
};

/**
 * Stores on what ground a patient's data are taken, in the caller's transaction and after the patient's
 * row: a consent bound to the exact notice shown (it ends exceptions that stood), or the beginning of an
 * exception. `ip` is that of the device on which consent was given, or null for paper. Returns the id of
 * the row made. Refuses `privacy-notice-changed`.
 */
export const takeGround = async (tx: Tx<ClinicActor>, deps: GroundDeps, key: PatientKey, taken: { readonly ground: Ground; readonly ip: string | null }): Promise<ConsentId | PrivacyExceptionId> => {
  const { ground, ip } = taken;
  if (ground.basis === 'consent') return takeConsent(tx, deps, key, { ...ground, ip });
  const began_at = deps.clock.now();
  const id = newId<'privacy-exception'>(began_at.getTime(), deps.random);
  await insertException(tx, key.patientId, { id, cause: ground.cause, began_at });
  return id;
};
