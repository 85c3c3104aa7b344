import type { EncounterId, FavouriteId, PatientId, PersonId, PreparationId, PrescriptionId, SaveId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';

/** The statements of prescriptions in work, their preparations and favourites. Every key is led by the clinic of the transaction's actor. */

type RxTx = Tx<ClinicActor>;

export type PrescriptionRow = {
  readonly id: PrescriptionId; readonly patient_id: PatientId; readonly author_id: PersonId; readonly encounter_id: EncounterId | null; readonly state: 'draft' | 'signed' | 'discarded';
  readonly version: number; readonly content: Buffer | null; readonly replaces: PrescriptionId | null; readonly last_save: SaveId | null; readonly created_at: Date; readonly saved_at: Date;
};
export type PreparationRow = {
  readonly id: PreparationId; readonly prescription_id: PrescriptionId; readonly patient_id: PatientId; readonly prescription_version: number; readonly prepared_by: PersonId;
  readonly prepared_at: Date; readonly expires_at: Date; readonly folio: string; readonly payload: Buffer; readonly payload_sha256: Buffer; readonly private: Buffer; readonly pdf: Buffer;
  readonly pdf_digest: Buffer; readonly signed_attributes: Buffer; readonly certificate: Buffer; readonly token_sha256: Buffer; readonly public_copy: Buffer;
};
export type FavouriteRow = { readonly id: FavouriteId; readonly owner_id: PersonId; readonly words: Buffer; readonly kept_at: Date };
export type ActiveLineRow = { readonly prescription_id: PrescriptionId; readonly patient_id: PatientId; readonly line: number; readonly ingredients: readonly string[]; readonly payload: Buffer };

const PRESCRIPTION = 'id, patient_id, author_id, encounter_id, state, version, content, replaces, last_save, created_at, saved_at';
const PREPARATION = 'id, prescription_id, patient_id, prescription_version, prepared_by, prepared_at, expires_at, folio, payload, payload_sha256, private, pdf, pdf_digest, signed_attributes, certificate, token_sha256, public_copy';

export const nextFolio = async (tx: RxTx): Promise<number> =>
  Number(firstRow(await tx.query<{ given: string }>('select rx.next_folio()::text as given'))?.given);

/** Held to the end of the transaction: of two who begin a prescription for one patient at once one comes after the other. */
export const lockBeginning = async (tx: RxTx, patientId: PatientId): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 25))', [`${patientId}:${tx.actor.clinicId}`]);
};

export const draftOfPatient = async (tx: RxTx, patientIds: readonly PatientId[], authorId: PersonId): Promise<PrescriptionRow | undefined> =>
  firstRow(await tx.query<PrescriptionRow>(
    `select ${PRESCRIPTION}
     from rx.prescription
     where clinic_id = $1 and patient_id = any($2::uuid[]) and author_id = $3 and state = 'draft'
     order by created_at desc
     limit 1`,
    [tx.actor.clinicId, patientIds, authorId]));

export const insertPrescription = (tx: RxTx, row: Omit<PrescriptionRow, 'state' | 'version' | 'last_save' | 'saved_at'>): Promise<readonly unknown[]> =>
  tx.query(
    `insert into rx.prescription (clinic_id, id, patient_id, author_id, encounter_id, content, replaces, created_at, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [tx.actor.clinicId, row.id, row.patient_id, row.author_id, row.encounter_id, row.content, row.replaces, row.created_at]);

export const prescriptionById = async (tx: RxTx, id: PrescriptionId): Promise<PrescriptionRow | undefined> =>
  firstRow(await tx.query<PrescriptionRow>(`select ${PRESCRIPTION} from rx.prescription where clinic_id = $1 and id = $2`, [tx.actor.clinicId, id]));

/** The prescription held for this transaction; saving, signing and ending meet here, one at a time. */
export const lockPrescription = async (tx: RxTx, id: PrescriptionId): Promise<PrescriptionRow | undefined> =>
  firstRow(await tx.query<PrescriptionRow>(`select ${PRESCRIPTION} from rx.prescription where clinic_id = $1 and id = $2 for update`, [tx.actor.clinicId, id]));

/** Held to the end of the transaction, against whoever hands over, cancels or replaces the same prescription (`pharmacy.dispense` takes it too). */
export const lockEnding = async (tx: RxTx, id: PrescriptionId): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 27))', [id]);
};

export const storePrescription = (tx: RxTx, id: PrescriptionId, saved: { readonly content: Buffer; readonly saveId: SaveId; readonly at: Date }): Promise<readonly { version: number }[]> =>
  tx.query(
    `update rx.prescription
     set content = $3, last_save = $4, saved_at = $5, version = version + 1
     where clinic_id = $1 and id = $2 and state = 'draft'
     returning version`,
    [tx.actor.clinicId, id, saved.content, saved.saveId, saved.at]);

/** Ends a draft as discarded: its words stay sealed where they are. */
export const discardRow = (tx: RxTx, id: PrescriptionId): Promise<readonly unknown[]> =>
  tx.query('update rx.prescription set state = \'discarded\' where clinic_id = $1 and id = $2 and state = \'draft\' returning id', [tx.actor.clinicId, id]);

/** Ends a draft as signed: its words live on in what was signed. */
export const markSigned = (tx: RxTx, id: PrescriptionId): Promise<readonly unknown[]> =>
  tx.query('update rx.prescription set state = \'signed\', content = null where clinic_id = $1 and id = $2 and state = \'draft\' returning id', [tx.actor.clinicId, id]);

export const draftsOfPatients = (tx: RxTx, patientIds: readonly PatientId[], authorId: PersonId): Promise<readonly PrescriptionRow[]> =>
  tx.query(
    `select ${PRESCRIPTION}
     from rx.prescription
     where clinic_id = $1 and patient_id = any($2::uuid[]) and author_id = $3 and state = 'draft'
     order by created_at desc
     limit 20`,
    [tx.actor.clinicId, patientIds, authorId]);

export const insertPreparation = (tx: RxTx, row: PreparationRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into rx.preparation (clinic_id, ${PREPARATION})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      tx.actor.clinicId, row.id, row.prescription_id, row.patient_id, row.prescription_version, row.prepared_by, row.prepared_at, row.expires_at, row.folio, row.payload,
      row.payload_sha256, row.private, row.pdf, row.pdf_digest, row.signed_attributes, row.certificate, row.token_sha256, row.public_copy,
    ]);

export const preparationById = async (tx: RxTx, prescriptionId: PrescriptionId, id: PreparationId): Promise<PreparationRow | undefined> =>
  firstRow(await tx.query<PreparationRow>(
    `select ${PREPARATION} from rx.preparation where clinic_id = $1 and prescription_id = $2 and id = $3`, [tx.actor.clinicId, prescriptionId, id]));

export const removeExpired = (tx: RxTx, now: Date): Promise<readonly unknown[]> =>
  tx.query('delete from rx.preparation where clinic_id = $1 and expires_at <= $2 returning id', [tx.actor.clinicId, now]);

/** The newest weight of these patients in a signed document, kg. */
export const newestWeight = async (tx: RxTx, patientIds: readonly PatientId[]): Promise<{ readonly value: string; readonly taken_at: Date } | undefined> =>
  firstRow(await tx.query<{ value: string; taken_at: Date }>(
    `select value::text as value, taken_at
     from clin.note_vital
     where clinic_id = $1 and patient_id = any($2::uuid[]) and code = 'weight'
     order by taken_at desc
     limit 1`,
    [tx.actor.clinicId, patientIds]));

/** Lines of signed prescriptions whose treatment is not over on this day and that were not ended. */
export const activeLines = (tx: RxTx, patientIds: readonly PatientId[], today: string): Promise<readonly ActiveLineRow[]> =>
  tx.query(
    `select l.prescription_id, l.patient_id, l.line, l.ingredients, s.payload
     from rx.signed_line l
     join rx.signed s on s.clinic_id = l.clinic_id and s.prescription_id = l.prescription_id
     where l.clinic_id = $1 and l.patient_id = any($2::uuid[]) and (l.treated_until is null or l.treated_until >= $3::date)
       and not exists (select from rx.ending e where e.clinic_id = l.clinic_id and e.prescription_id = l.prescription_id)
     order by l.prescription_id, l.line
     limit 200`,
    [tx.actor.clinicId, patientIds, today]);

/** How many lines of the clinic's signed prescriptions hold each ingredient. */
export const usedIngredients = async (tx: RxTx): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.query<{ ingredient: string; lines: number }>(
    `select ingredient, count(*)::int as lines
     from rx.signed_line l
     cross join lateral unnest(l.ingredients) as ingredient
     where l.clinic_id = $1
     group by ingredient`,
    [tx.actor.clinicId]);
  return new Map(rows.map(({ ingredient, lines }) => [ingredient, lines]));
};

export const favouritesOf = (tx: RxTx, ownerId: PersonId): Promise<readonly FavouriteRow[]> =>
  tx.query(
    `select id, owner_id, words, kept_at
     from rx.favourite
     where clinic_id = $1 and owner_id = $2 and retired_at is null
     order by kept_at desc`,
    [tx.actor.clinicId, ownerId]);

/** Held to the end of the transaction: of two who keep the same line at once one comes after the other. */
export const lockFavourites = async (tx: RxTx, ownerId: PersonId): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 26))', [ownerId]);
};

export const insertFavourite = (tx: RxTx, row: FavouriteRow): Promise<readonly unknown[]> =>
  tx.query('insert into rx.favourite (clinic_id, id, owner_id, words, kept_at) values ($1, $2, $3, $4, $5)', [tx.actor.clinicId, row.id, row.owner_id, row.words, row.kept_at]);

export const retireFavouriteRow = async (tx: RxTx, id: FavouriteId, ownerId: PersonId, at: Date): Promise<boolean> =>
  (await tx.query('update rx.favourite set retired_at = $4 where clinic_id = $1 and id = $2 and owner_id = $3 and retired_at is null returning id', [tx.actor.clinicId, id, ownerId, at])).length > 0;
