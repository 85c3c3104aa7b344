import type { ClinicId, PersonId, SessionId } from '#kernel/ids.ts';
/**
 * Who acts. Every statement runs as exactly one of these, and PostgreSQL itself tells them apart:
 * each kind has its own login role, and a staff actor is proven by a live session row, not by a setting.
 */

/** Login roles of the processes. A role without an entry here has no way into the database. */
export const loginRoles = [
  'amate_gate',
  'amate_clinician',
  'amate_frontdesk',
  'amate_auditor',
  'amate_admin',
  'amate_recorder',
  'amate_index',
  'amate_worker',
  'amate_pharmacy',
] as const;
export type LoginRole = (typeof loginRoles)[number];

/** Login roles that a signed-in member of staff may act through. */
export type StaffLogin = 'amate_clinician' | 'amate_frontdesk' | 'amate_auditor' | 'amate_admin';

/** Why data are touched; stored with each audit entry. */
const purposes = ['care', 'administration', 'audit', 'maintenance', 'identification'] as const;
export type Purpose = (typeof purposes)[number];

export type StaffActor = {
  readonly kind: 'staff';
  readonly login: StaffLogin;
  readonly clinicId: ClinicId;
  readonly personId: PersonId;
  readonly sessionId: SessionId;
  /** SHA-256 of the session token, 64 lower-case hex digits; the database looks the session up by it. */
  readonly sessionHash: string;
  /** The duty in force, as `access` names it. */
  readonly role: string;
  readonly purpose: Purpose;
  readonly language: 'es-MX' | 'en-US';
  /** When the person last proved presence for a sensitive act, or null. */
  readonly steppedUpAt: Date | null;
};

/**
 * A process acting by itself for one clinic: jobs, the search index, the sealer. As amate_gate only the first run:
 * that login's rows open in the transaction that spends the first-run link for the clinic, and in no other.
 */
export type SystemActor = {
  readonly kind: 'system';
  readonly login: 'amate_worker' | 'amate_index' | 'amate_gate';
  readonly clinicId: ClinicId;
  /** The job or duty that caused the act; goes to the audit row. */
  readonly cause: string;
  readonly purpose: Purpose;
};

/** Before anybody is known: signing in, first set-up, whoever holds a printed code. Reaches only its functions. */
export type GateActor = {
  readonly kind: 'gate';
  readonly login: 'amate_gate' | 'amate_recorder' | 'amate_worker' | 'amate_index' | 'amate_pharmacy';
};

/**
 * Who holds the machine and the owner's connection, at the command line: above the clinics, through functions granted
 * to nobody. No process of the house acts so.
 */
export type OperatorActor = { readonly kind: 'operator' };

export type Actor = StaffActor | SystemActor | GateActor;
/** An actor bound to one clinic. */
export type ClinicActor = StaffActor | SystemActor;
