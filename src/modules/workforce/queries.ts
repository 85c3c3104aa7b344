import type { AccountId, ClinicId, LicenceId, MembershipId, PersonId, SiteId, SupervisionId } from '#kernel/ids.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';
import type { Clinic, Grade, Site } from './contract.ts';
import type { Duty } from '#modules/identity/public.ts';

export type ClinicRow = {
  readonly clinic_id: ClinicId; readonly kind: Clinic['kind']; readonly name: string; readonly legal_name: string; readonly address: string; readonly phone: string;
  readonly clues: string | null; readonly language: Clinic['language']; readonly time_zone: string; readonly responsible_person_id: PersonId | null;
  readonly second_factor: Clinic['secondFactor']; readonly idle_minutes: number; readonly demo: boolean;
};
export const clinicRow = async (tx: Tx): Promise<ClinicRow | undefined> => firstRow(await tx.query<ClinicRow>(
  `select clinic_id, kind, name, legal_name, address, phone, clues, language, time_zone, responsible_person_id, second_factor, idle_minutes, demo
   from org.clinic`));
export const lockClinic = async (tx: Tx): Promise<ClinicRow | undefined> => firstRow(await tx.query<ClinicRow>(
  `select clinic_id, kind, name, legal_name, address, phone, clues, language, time_zone, responsible_person_id, second_factor, idle_minutes, demo
   from org.clinic
   for update`));
export const insertClinic = (tx: Tx, row: Omit<ClinicRow, 'responsible_person_id' | 'idle_minutes'>): Promise<readonly unknown[]> => tx.query(
  `insert into org.clinic (clinic_id, kind, name, legal_name, address, phone, clues, language, time_zone, second_factor, demo)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  [row.clinic_id, row.kind, row.name, row.legal_name, row.address, row.phone, row.clues, row.language, row.time_zone, row.second_factor, row.demo]);
export const updateClinic = (tx: Tx, row: ClinicRow): Promise<readonly unknown[]> => tx.query(
  `update org.clinic
   set kind = $2, name = $3, legal_name = $4, address = $5, phone = $6, clues = $7, language = $8, time_zone = $9,
     responsible_person_id = $10, second_factor = $11, idle_minutes = $12
   where clinic_id = $1`,
  [row.clinic_id, row.kind, row.name, row.legal_name, row.address, row.phone, row.clues, row.language, row.time_zone, row.responsible_person_id, row.second_factor, row.idle_minutes]);
export const setResponsible = (tx: Tx, clinicId: ClinicId, personId: PersonId): Promise<readonly unknown[]> =>
  tx.query('update org.clinic set responsible_person_id = $2 where clinic_id = $1', [clinicId, personId]);

export const siteRows = (tx: Tx): Promise<readonly Site[]> =>
  tx.query('select id, name, address, phone, clues, active from org.site order by created_at, id');
export const lockSite = async (tx: Tx, siteId: SiteId): Promise<Site | undefined> =>
  firstRow(await tx.query<Site>('select id, name, address, phone, clues, active from org.site where id = $1 for update', [siteId]));
export const insertSite = (tx: Tx, clinicId: ClinicId, site: Omit<Site, 'active'>): Promise<readonly unknown[]> => tx.query(
  'insert into org.site (clinic_id, id, name, address, phone, clues) values ($1, $2, $3, $4, $5, $6)',
  [clinicId, site.id, site.name, site.address, site.phone, site.clues]);
export const updateSite = (tx: Tx, clinicId: ClinicId, site: Site): Promise<readonly unknown[]> => tx.query(
  'update org.site set name = $3, address = $4, phone = $5, clues = $6, active = $7 where clinic_id = $1 and id = $2',
  [clinicId, site.id, site.name, site.address, site.phone, site.clues, site.active]);

export type NameRow = { readonly id: PersonId; readonly full_name: string; readonly active: boolean; readonly duties: readonly Duty[] };
export const nameRows = (tx: Tx): Promise<readonly NameRow[]> => tx.query(
  `select s.id, concat_ws(' ', s.given_names, s.first_surname, s.second_surname) as full_name, s.active,
     array(select m.role from org.membership m where m.clinic_id = s.clinic_id and m.person_id = s.id and m.active order by m.created_at, m.role) as duties
   from org.staff_member s
   order by s.first_surname, s.given_names, s.id`);

export type StaffRow = {
  readonly id: PersonId; readonly given_names: string; readonly first_surname: string; readonly second_surname: string | null;
  readonly email: string; readonly curp_sealed: Buffer | null; readonly rfc_sealed: Buffer | null; readonly active: boolean; readonly duties: readonly Duty[];
};
export const staffRows = (tx: Tx): Promise<readonly StaffRow[]> => tx.query(
  `select s.id, s.given_names, s.first_surname, s.second_surname, s.email, s.curp_sealed, s.rfc_sealed, s.active,
     array(select m.role from org.membership m where m.clinic_id = s.clinic_id and m.person_id = s.id and m.active order by m.created_at, m.role) as duties
   from org.staff_member s
   order by s.active desc, s.first_surname, s.given_names, s.id`);
export const staffRow = async (tx: Tx, personId: PersonId): Promise<StaffRow | undefined> => firstRow(await tx.query<StaffRow>(
  `select s.id, s.given_names, s.first_surname, s.second_surname, s.email, s.curp_sealed, s.rfc_sealed, s.active,
     array(select m.role from org.membership m where m.clinic_id = s.clinic_id and m.person_id = s.id and m.active order by m.created_at, m.role) as duties
   from org.staff_member s
   where s.id = $1`, [personId]));
/** Serialises changes of staff at the clinic, so that two administrators cannot dismiss each other at once. */
export const lockStaff = (tx: Tx): Promise<readonly unknown[]> =>
  tx.query('select id from org.staff_member order by id for update');
export const insertStaff = (tx: Tx, clinicId: ClinicId, row: Omit<StaffRow, 'active' | 'duties'> & { readonly account_id: AccountId }): Promise<readonly unknown[]> => tx.query(
  `insert into org.staff_member (clinic_id, id, account_id, given_names, first_surname, second_surname, email, curp_sealed, rfc_sealed)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  [clinicId, row.id, row.account_id, row.given_names, row.first_surname, row.second_surname, row.email, row.curp_sealed, row.rfc_sealed]);
export const updateStaff = (tx: Tx, clinicId: ClinicId, row: Omit<StaffRow, 'duties' | 'email'>): Promise<readonly unknown[]> => tx.query(
  `update org.staff_member
   set given_names = $3, first_surname = $4, second_surname = $5, curp_sealed = $6, rfc_sealed = $7, active = $8
   where clinic_id = $1 and id = $2`,
  [clinicId, row.id, row.given_names, row.first_surname, row.second_surname, row.curp_sealed, row.rfc_sealed, row.active]);
export const insertMembership = (tx: Tx, clinicId: ClinicId, membership: { readonly id: MembershipId; readonly personId: PersonId; readonly duty: Duty }): Promise<readonly unknown[]> => tx.query(
  'insert into org.membership (clinic_id, id, person_id, role) values ($1, $2, $3, $4)',
  [clinicId, membership.id, membership.personId, membership.duty]);
/** Turns a duty once held on or off; false when it was never held. */
export const switchMembership = async (tx: Tx, personId: PersonId, duty: Duty, active: boolean): Promise<boolean> => {
  const rows = await tx.query('update org.membership set active = $3 where person_id = $1 and role = $2 returning id', [personId, duty, active]);
  return rows.length > 0;
};
export const countAdministratorsBut = async (tx: Tx, personId: PersonId): Promise<number> => onlyRow(await tx.query<{ count: number }>(
  `select count(*)::integer as count
   from org.membership m
   join org.staff_member s on s.clinic_id = m.clinic_id and s.id = m.person_id
   where m.role = 'administrator' and m.active and s.active and m.person_id <> $1`, [personId])).count;
export const countActiveStaff = async (tx: Tx): Promise<number> =>
  onlyRow(await tx.query<{ count: number }>('select count(*)::integer as count from org.staff_member where active')).count;

export type LicenceRow = {
  readonly id: LicenceId; readonly person_id: PersonId; readonly kind: 'profession' | 'specialty'; readonly cedula: string; readonly title: string; readonly institution: string;
  readonly council: string | null; readonly certificate: string | null; readonly expires_on: string | null;
  readonly verified_at: Date | null; readonly verified_by: PersonId | null; readonly verification_method: 'sep-online' | 'original-seen' | 'certified-copy' | null;
  readonly evidence_sha256: string | null; readonly verification_note: string; readonly self_attested: boolean;
};
/** Licences in force; of one person, or with null of all. */
export const licenceRows = (tx: Tx, personId: PersonId | null): Promise<readonly LicenceRow[]> => tx.query(
  `select id, person_id, kind, cedula, title, institution, council, certificate, expires_on,
     verified_at, verified_by, verification_method, evidence_sha256, verification_note, self_attested
   from org.licence
   where withdrawn_at is null and ($1::uuid is null or person_id = $1)
   order by kind, created_at, id`, [personId]);
export const lockLicence = async (tx: Tx, personId: PersonId, licenceId: LicenceId): Promise<LicenceRow | undefined> => firstRow(await tx.query<LicenceRow>(
  `select id, person_id, kind, cedula, title, institution, council, certificate, expires_on,
     verified_at, verified_by, verification_method, evidence_sha256, verification_note, self_attested
   from org.licence
   where withdrawn_at is null and person_id = $1 and id = $2
   for update`, [personId, licenceId]));
export type NewLicence = Pick<LicenceRow, 'id' | 'person_id' | 'kind' | 'cedula' | 'title' | 'institution' | 'council' | 'certificate' | 'expires_on'>;
export const insertLicence = (tx: Tx, clinicId: ClinicId, row: NewLicence): Promise<readonly unknown[]> => tx.query(
  `insert into org.licence (clinic_id, id, person_id, kind, cedula, title, institution, council, certificate, expires_on)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  [clinicId, row.id, row.person_id, row.kind, row.cedula, row.title, row.institution, row.council, row.certificate, row.expires_on]);
export type NewAttestation = { readonly licenceId: LicenceId; readonly at: Date; readonly by: PersonId; readonly method: string; readonly evidenceSha256: string; readonly note: string; readonly isOwn: boolean };
export const attest = (tx: Tx, attestation: NewAttestation): Promise<readonly unknown[]> => tx.query(
  `update org.licence
   set verified_at = $2, verified_by = $3, verification_method = $4, evidence_sha256 = $5, verification_note = $6, self_attested = $7
   where id = $1`,
  [attestation.licenceId, attestation.at, attestation.by, attestation.method, attestation.evidenceSha256, attestation.note, attestation.isOwn]);
export const withdraw = (tx: Tx, licenceId: LicenceId, at: Date): Promise<readonly unknown[]> =>
  tx.query('update org.licence set withdrawn_at = $2 where id = $1', [licenceId, at]);

export type SupervisionRow = {
  readonly id: SupervisionId; readonly person_id: PersonId; readonly grade: Grade; readonly supervisor_id: PersonId | null; readonly recorded_at: Date; readonly recorded_by: PersonId;
};
/** Newest first; of one person, or with null of all. */
export const supervisionRows = (tx: Tx, personId: PersonId | null): Promise<readonly SupervisionRow[]> => tx.query(
  `select id, person_id, grade, supervisor_id, recorded_at, recorded_by
   from org.supervision
   where $1::uuid is null or person_id = $1
   order by recorded_at desc, id desc`, [personId]);
export const insertSupervision = (tx: Tx, clinicId: ClinicId, row: SupervisionRow): Promise<readonly unknown[]> => tx.query(
  `insert into org.supervision (clinic_id, id, person_id, grade, supervisor_id, recorded_at, recorded_by)
   values ($1, $2, $3, $4, $5, $6, $7)`,
  [clinicId, row.id, row.person_id, row.grade, row.supervisor_id, row.recorded_at, row.recorded_by]);

/** An act worth a line of its own in the audit, in the same transaction. */
export const recordAct = (tx: Tx, act: { readonly action: string; readonly entity: string; readonly entityId: string; readonly detail: Readonly<Record<string, unknown>> }): Promise<readonly unknown[]> =>
  tx.query('select audit.record($1, $2, $3, null, \'ok\', $4)', [act.action, act.entity, act.entityId, act.detail]);
