import { civilDateIn } from '#kernel/civil-date.ts';
import { notFound } from '#kernel/errors.ts';
import type { PersonId } from '#kernel/ids.ts';
import { evaluate } from '#kernel/norms.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { factsOf, namesById } from './licences.ts';
import { professionOf } from './model.ts';
import type { LicenceFacts, Practitioner } from './model.ts';
import { clinicRow, licenceRows, staffRow, supervisionRows } from './queries.ts';
import type { Grade } from './contract.ts';
import type { ClinicRow, LicenceRow, StaffRow, SupervisionRow } from './queries.ts';
import { practiceRules, specialtyRules } from './rules.ts';
import { openForStaff } from './sealed-identity.ts';

export type Specialty = { readonly name: string; readonly cedula: string; readonly institution: string; readonly council: string; readonly certificate: string };

/** A person as she signs and is printed on a given day. */
export type Signer = {
  readonly personId: PersonId;
  readonly fullName: string;
  readonly curp: string | null;
  readonly rfc: string | null;
  readonly cedula: string | null;
  readonly title: string | null;
  readonly institution: string | null;
  /** Null when there is none that may be printed: then the document prints a general physician (LIC-2). */
  readonly specialty: Specialty | null;
  /** May sign as a physician on that day (LGS-83, LIC-1). */
  readonly mayPractise: boolean;
  /** Why not: `cedula-missing`, `cedula-unverified`, `staff-inactive`, `duty-not-physician`. */
  readonly reasons: readonly string[];
  /** What to tell her though she may sign: `specialty-expired`, `specialty-unverified`, `cedula-self-attested`. */
  readonly warnings: readonly string[];
  /** Under whose supervision she writes and as what (LIC-4); null when she signs alone. */
  readonly supervision: { readonly grade: Exclude<Grade, 'none'>; readonly supervisorId: PersonId; readonly supervisorName: string } | null;
};

const named = (row: StaffRow): string => [row.given_names, row.first_surname, row.second_surname].filter((part) => part !== null).join(' ');

const specialtyOf = (licence: LicenceFacts): Specialty | null =>
  licence.council === null || licence.certificate === null ? null
    : { name: licence.title, cedula: licence.cedula, institution: licence.institution, council: licence.council, certificate: licence.certificate };

export const practitionerOf = (row: Pick<StaffRow, 'active' | 'duties'>, licences: readonly LicenceRow[], on: Practitioner['on']): Practitioner =>
  ({ isActive: row.active, isPhysician: row.duties.includes('physician'), licences: licences.map(factsOf), on });

export const practiceReasons = (person: Practitioner): readonly string[] => [...new Set(evaluate(practiceRules, person).map((finding) => finding.code))];

const printedSpecialty = (person: Practitioner): { readonly specialty: Specialty | null; readonly warnings: readonly string[] } => {
  const specialties = person.licences.filter((licence) => licence.kind === 'specialty');
  const good = specialties.find((licence) => evaluate(specialtyRules, { licence, on: person.on }).length === 0);
  if (good !== undefined) return { specialty: specialtyOf(good), warnings: [] };
  return { specialty: null, warnings: [...new Set(specialties.flatMap((licence) => evaluate(specialtyRules, { licence, on: person.on }).map((finding) => finding.code)))] };
};

const supervisionOf = async (tx: Tx<ClinicActor>, newest: SupervisionRow | undefined): Promise<Signer['supervision']> =>
  (newest === undefined || newest.grade === 'none' || newest.supervisor_id === null ? null
    : { grade: newest.grade, supervisorId: newest.supervisor_id, supervisorName: (await namesById(tx)).get(newest.supervisor_id) ?? '' });

/**
 * Who signs, as of an instant: names, CURP and RFC opened, cédula, and the specialty only if it may be printed that day
 * at the clinic. For a clinician, the administrator or the worker. Refuses `staff-absent`, `clinic-absent`.
 */
export const signerOf = async (tx: Tx<ClinicActor>, vault: Vault, personId: PersonId, at: Date): Promise<Signer> => {
  const [clinic, row, licences, [newest]] = await Promise.all([clinicRow(tx), staffRow(tx, personId), licenceRows(tx, personId), supervisionRows(tx, personId)]);
  if (clinic === undefined) throw notFound('clinic-absent');
  if (row === undefined) throw notFound('staff-absent');
  const person = practitionerOf(row, licences, civilDateIn(clinic.time_zone, at));
  const profession = professionOf(person);
  const { specialty, warnings } = printedSpecialty(person);
  const reasons = practiceReasons(person);
  const isSelfAttested = licences.some((licence) => licence.kind === 'profession' && licence.self_attested);
  return {
    personId, fullName: named(row),
    curp: await openForStaff(tx, vault, { column: 'curp_sealed', personId }, row.curp_sealed),
    rfc: await openForStaff(tx, vault, { column: 'rfc_sealed', personId }, row.rfc_sealed),
    cedula: profession?.cedula ?? null, title: profession?.title ?? null, institution: profession?.institution ?? null,
    specialty, mayPractise: reasons.length === 0, reasons, warnings: isSelfAttested ? [...warnings, 'cedula-self-attested'] : warnings,
    supervision: await supervisionOf(tx, newest),
  };
};

/** What heads every document (N004-5.2.1, N004-5.2.2), and how the clinic reads clocks. */
export type ClinicHeader = {
  readonly name: string;
  readonly legalName: string;
  readonly kind: ClinicRow['kind'];
  readonly address: string;
  readonly phone: string;
  readonly clues: string | null;
  readonly demo: boolean;
  /** IANA name, e.g. `America/Mexico_City`. */
  readonly timeZone: string;
  readonly language: ClinicRow['language'];
};

/** The clinic of the transaction, for any member of its staff. Refuses `clinic-absent`. */
export const clinicHeader = async (tx: Tx<ClinicActor>): Promise<ClinicHeader> => {
  const row = await clinicRow(tx);
  if (row === undefined) throw notFound('clinic-absent');
  return {
    name: row.name, legalName: row.legal_name, kind: row.kind, address: row.address, phone: row.phone, clues: row.clues,
    demo: row.demo, timeZone: row.time_zone, language: row.language,
  };
};

/** Full names of all staff, present and past, by person id; for any member of staff. */
export const staffNames = (tx: Tx<ClinicActor>): Promise<ReadonlyMap<PersonId, string>> => namesById(tx);
