import type { StaffActor } from '#platform/postgres/actor.ts';
import { duties, STEP_UP_MINUTES } from '#modules/identity/public.ts';
import type { Duty } from '#modules/identity/public.ts';
import type { Permission } from './contract.ts';

/**
 * What each duty allows; what is not listed is refused. PostgreSQL refuses the same again by login role.
 * The clinic's phrases are changed by physicians, whose notes they end in; the administrator never sees a note to judge one by.
 * Physicians prescribe, and confirm the medicine data that prescribing rests on.
 * A nurse signs nursing sheets: which kinds of document a duty signs is said by their types and repeated by PostgreSQL.
 * Reception sees identity and agenda and nothing clinical. The auditor sees the audit and identities, to know whose
 * access she reads, but no clinical content (what a row was before a change she reads as codes and dates, words stay
 * sealed): an inspection of records goes through their release. The administrator runs the practice and reads neither
 * record nor agenda, which names patients; a physician who administers holds both duties and acts in one at a time.
 */
const held = {
  physician: [
    'register-patient', 'keep-sticky-notes', 'read-patient-identity', 'edit-patient-identity', 'read-record', 'write-note', 'sign-note', 'edit-summary', 'add-attachment', 'record-vitals', 'release-record', 'inspect-records',
    'prescribe', 'confirm-medicines', 'use-phrases', 'edit-clinic-phrases', 'read-agenda', 'manage-agenda',
  ],
  nurse: ['register-patient', 'keep-sticky-notes', 'read-patient-identity', 'edit-patient-identity', 'read-record', 'write-note', 'sign-note', 'edit-summary', 'add-attachment', 'record-vitals', 'use-phrases', 'read-agenda', 'manage-agenda'],
  receptionist: ['register-patient', 'keep-sticky-notes', 'read-patient-identity', 'edit-patient-identity', 'merge-patients', 'read-agenda', 'manage-agenda'],
  laboratory: ['read-patient-identity', 'read-agenda'],
  auditor: ['read-audit', 'export-audit', 'read-earlier-states', 'read-patient-identity'],
  administrator: ['manage-staff', 'manage-clinic', 'verify-licence'],
} as const satisfies Record<Duty, readonly Permission[]>;

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(duties.map((duty) => [duty, new Set<string>(held[duty])]));

/** The permissions of a duty, for the interface; the edge asks `may`. */
export const permissionsOf = (duty: Duty): readonly Permission[] => held[duty];

/** Whether the duty in force allows it. An unknown duty or permission is refused. */
export const may = (actor: Pick<StaffActor, 'role'>, permission: string): boolean => sets.get(actor.role)?.has(permission) ?? false;

/** Whether the last proof of presence is at most five minutes old. A proof from the future (clock set back) does not count. */
export const isSteppedUp = (actor: Pick<StaffActor, 'steppedUpAt'>, now: Date): boolean => {
  if (actor.steppedUpAt === null) return false;
  const age = now.getTime() - actor.steppedUpAt.getTime();
  return age >= -60_000 && age <= STEP_UP_MINUTES * 60_000;
};
