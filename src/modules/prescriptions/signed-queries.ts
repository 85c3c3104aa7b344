import type { ConstanciaId, EncounterId, PatientId, PersonId, PreparationId, PrescriptionId } from '#kernel/ids.ts';
import type { Fraction } from '#kernel/medicine-line.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';
import type { PrescriptionAlert } from './contract.ts';

/** The statements of signed prescriptions and of what became of them. Every key is led by the clinic of the transaction's actor. */

type RxTx = Tx<ClinicActor>;

export type SignedRow = {
  readonly prescription_id: PrescriptionId; readonly preparation_id: PreparationId; readonly patient_id: PatientId; readonly author_id: PersonId; readonly folio: string;
  readonly mode: 'ELECTRONICA_SIN_CONSTANCIA' | 'IMPRESA_AUTOGRAFA'; readonly class: Fraction | null; readonly has_antibiotic: boolean; readonly signed_at: Date; readonly valid_until: string | null;
  readonly payload: Buffer; readonly payload_sha256: Buffer; readonly payload_signature: Buffer; readonly private: Buffer; readonly signed_attributes: Buffer; readonly attributes_signature: Buffer;
  readonly algorithm: string; readonly certificate: Buffer; readonly certificate_serial: string; readonly revocation: 'not-checked' | 'good' | 'revoked'; readonly pdf: Buffer; readonly pdf_sha256: Buffer;
  readonly safety_data: string; readonly safety_sha256: Buffer;
};
export type AlertRow = { readonly place: number; readonly rule: string; readonly kind: PrescriptionAlert['kind']; readonly severity: PrescriptionAlert['severity']; readonly reason: string | null };
export type LineRow = {
  readonly line: number; readonly ingredients: readonly string[]; readonly presentation: string | null; readonly fraction: Fraction | null; readonly is_antibiotic: boolean;
  readonly unit: string; readonly per_fill: number; readonly packs: number | null; readonly fills: number; readonly treated_until: string | null;
};
export type EndingRow = {
  readonly prescription_id: PrescriptionId; readonly patient_id: PatientId; readonly kind: 'cancelled' | 'replaced'; readonly reason: string; readonly words: Buffer | null;
  readonly replaced_by: PrescriptionId | null; readonly ended_by: PersonId; readonly ended_at: Date;
};
export type ConstanciaRow = {
  readonly id: ConstanciaId; readonly prescription_id: PrescriptionId; readonly patient_id: PatientId; readonly kind: 'nom-151' | 'rfc-3161'; readonly status: 'issuer-trusted' | 'issuer-unknown';
  readonly issuer: string; readonly stamped_at: Date; readonly sha256: Buffer; readonly file: Buffer; readonly brought_by: PersonId; readonly brought_at: Date;
};
/** As much of a signed prescription as a list tells. */
export type SignedHeadRow = Pick<SignedRow, 'prescription_id' | 'patient_id' | 'author_id' | 'folio' | 'class' | 'signed_at' | 'valid_until' | 'payload'> & { readonly mode: SignedRow['mode'] | 'ELECTRONICA'; readonly ended: 'cancelled' | 'replaced' | null; readonly encounter_id: EncounterId | null };

const HEAD = 'prescription_id, preparation_id, patient_id, author_id, folio, mode, class, has_antibiotic, signed_at, valid_until::text as valid_until, payload, payload_sha256, payload_signature, private, signed_attributes, attributes_signature, algorithm, certificate, certificate_serial, revocation, pdf, pdf_sha256, safety_data, safety_sha256';
const ENDING = 'prescription_id, patient_id, kind, reason, words, replaced_by, ended_by, ended_at';
const CONSTANCIA = 'id, prescription_id, patient_id, kind, status, issuer, stamped_at, sha256, file, brought_by, brought_at';

export const signedById = async (tx: RxTx, id: PrescriptionId): Promise<SignedRow | undefined> =>
  firstRow(await tx.query<SignedRow>(`select ${HEAD} from rx.signed where clinic_id = $1 and prescription_id = $2`, [tx.actor.clinicId, id]));

export const insertSigned = (tx: RxTx, row: SignedRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into rx.signed (clinic_id, prescription_id, preparation_id, patient_id, author_id, folio, mode, class, has_antibiotic, signed_at, valid_until, payload, payload_sha256,
       payload_signature, private, signed_attributes, attributes_signature, algorithm, certificate, certificate_serial, revocation, pdf, pdf_sha256, safety_data, safety_sha256)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`,
    [
      tx.actor.clinicId, row.prescription_id, row.preparation_id, row.patient_id, row.author_id, row.folio, row.mode, row.class, row.has_antibiotic, row.signed_at, row.valid_until, row.payload,
      row.payload_sha256, row.payload_signature, row.private, row.signed_attributes, row.attributes_signature, row.algorithm, row.certificate, row.certificate_serial, row.revocation, row.pdf,
      row.pdf_sha256, row.safety_data, row.safety_sha256,
    ]);

export const insertLine = (tx: RxTx, of: Pick<SignedRow, 'prescription_id' | 'patient_id'>, row: LineRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into rx.signed_line (clinic_id, prescription_id, patient_id, line, ingredients, presentation, fraction, is_antibiotic, unit, per_fill, packs, fills, treated_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [tx.actor.clinicId, of.prescription_id, of.patient_id, row.line, row.ingredients, row.presentation, row.fraction, row.is_antibiotic, row.unit, row.per_fill, row.packs, row.fills, row.treated_until]);

export const insertAlert = (tx: RxTx, of: Pick<SignedRow, 'prescription_id' | 'patient_id'>, row: AlertRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into rx.signed_alert (clinic_id, prescription_id, patient_id, place, rule, kind, severity, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.actor.clinicId, of.prescription_id, of.patient_id, row.place, row.rule, row.kind, row.severity, row.reason]);

export const insertPublicCopy = (tx: RxTx, id: PrescriptionId, copy: { readonly tokenSha256: Buffer; readonly sealed: Buffer }): Promise<readonly unknown[]> =>
  tx.query('insert into rx.public_copy (clinic_id, prescription_id, token_sha256, sealed) values ($1, $2, $3, $4)', [tx.actor.clinicId, id, copy.tokenSha256, copy.sealed]);

export const signedOfPatients = (tx: RxTx, patientIds: readonly PatientId[], most: number): Promise<readonly SignedHeadRow[]> =>
  tx.query(
    `select s.prescription_id, s.patient_id, s.author_id, s.folio, s.class,
       case when s.mode = 'ELECTRONICA_SIN_CONSTANCIA' and exists (
         select
         from rx.constancia k
         where k.clinic_id = s.clinic_id and k.prescription_id = s.prescription_id and k.kind = 'nom-151' and k.status = 'issuer-trusted')
       then 'ELECTRONICA' else s.mode end as mode,
       s.signed_at, s.valid_until::text as valid_until, s.payload, e.kind as ended, p.encounter_id
     from rx.signed s
     join rx.prescription p on p.clinic_id = s.clinic_id and p.id = s.prescription_id
     left join rx.ending e on e.clinic_id = s.clinic_id and e.prescription_id = s.prescription_id
     where s.clinic_id = $1 and s.patient_id = any($2::uuid[])
     order by s.signed_at desc
     limit $3`,
    [tx.actor.clinicId, patientIds, most]);

export const signedByIds = (tx: RxTx, ids: readonly PrescriptionId[]): Promise<readonly Pick<SignedRow, 'prescription_id' | 'patient_id' | 'payload'>[]> =>
  tx.query('select prescription_id, patient_id, payload from rx.signed where clinic_id = $1 and prescription_id = any($2::uuid[])', [tx.actor.clinicId, ids]);

/** The newest prescriptions that this person signed since then. */
export const signedBy = (tx: RxTx, authorId: PersonId, since: Date, most: number): Promise<readonly Pick<SignedRow, 'prescription_id' | 'patient_id' | 'signed_at' | 'payload'>[]> =>
  tx.query(
    `select prescription_id, patient_id, signed_at, payload
     from rx.signed
     where clinic_id = $1 and author_id = $2 and signed_at >= $3
     order by signed_at desc
     limit $4`,
    [tx.actor.clinicId, authorId, since, most]);

export const endingOf = async (tx: RxTx, id: PrescriptionId): Promise<EndingRow | undefined> =>
  firstRow(await tx.query<EndingRow>(`select ${ENDING} from rx.ending where clinic_id = $1 and prescription_id = $2`, [tx.actor.clinicId, id]));

/** Nothing is inserted when it ended before. */
export const insertEnding = (tx: RxTx, row: EndingRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into rx.ending (clinic_id, ${ENDING})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (clinic_id, prescription_id) do nothing
     returning prescription_id`,
    [tx.actor.clinicId, row.prescription_id, row.patient_id, row.kind, row.reason, row.words, row.replaced_by, row.ended_by, row.ended_at]);

export const constanciasOf = (tx: RxTx, id: PrescriptionId): Promise<readonly ConstanciaRow[]> =>
  tx.query(`select ${CONSTANCIA} from rx.constancia where clinic_id = $1 and prescription_id = $2 order by brought_at desc`, [tx.actor.clinicId, id]);

/** Nothing is inserted when the same file was brought before. */
export const insertConstancia = (tx: RxTx, row: ConstanciaRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into rx.constancia (clinic_id, ${CONSTANCIA})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (clinic_id, prescription_id, sha256) do nothing
     returning id`,
    [tx.actor.clinicId, row.id, row.prescription_id, row.patient_id, row.kind, row.status, row.issuer, row.stamped_at, row.sha256, row.file, row.brought_by, row.brought_at]);
