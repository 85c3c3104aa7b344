import type { AppointmentId, EncounterId, NoteId, PatientId, PractitionerId, PreparationId, SaveId } from '#kernel/ids.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { NoteKind } from './contract.ts';

/** All statements of the record. Every key is led by the clinic of the transaction's actor. */

type RecordTx = Tx<ClinicActor>;

export type EncounterRow = {
  readonly id: EncounterId; readonly patient_id: PatientId; readonly practitioner_id: PractitionerId; readonly appointment_id: AppointmentId | null;
  readonly kind: 'outpatient' | 'emergency' | 'video' | 'home' | 'hospital' | 'administrative';
  readonly status: 'open' | 'closed'; readonly started_at: Date; readonly ended_at: Date | null;
};
type NoteFacts = {
  readonly id: NoteId; readonly encounter_id: EncounterId; readonly patient_id: PatientId; readonly kind: NoteKind; readonly amends: NoteId | null; readonly answers: NoteId | null;
  readonly author_id: PractitionerId; readonly version: number; readonly content: Buffer | null;
  readonly last_save: SaveId | null; readonly created_at: Date; readonly saved_at: Date; readonly consent_id: NoteId | null;
};
/** The one state of a note that may be saved, prepared, signed or discarded. */
export type DraftNote = NoteFacts & { readonly state: 'draft' };
/** Signed by its author and waiting for a second signature: nothing of it changes but by that signature or by being returned. */
export type WaitingNote = NoteFacts & { readonly state: 'waiting' };
export type NoteRow = DraftNote | WaitingNote | (NoteFacts & { readonly state: 'signed' }) | (NoteFacts & { readonly state: 'discarded' });
export type SignedRow = {
  readonly note_id: NoteId; readonly preparation_id: PreparationId; readonly encounter_id: EncounterId; readonly patient_id: PatientId; readonly kind: NoteKind;
  readonly amends: NoteId | null; readonly author_id: PractitionerId; readonly signed_at: Date; readonly payload: Buffer; readonly payload_sha256: Buffer;
  readonly payload_signature: Buffer; readonly signed_attributes: Buffer; readonly attributes_signature: Buffer; readonly algorithm: string;
  readonly certificate: Buffer; readonly certificate_serial: string; readonly revocation: 'not-checked' | 'good' | 'revoked';
  readonly pdf: Buffer; readonly pdf_sha256: Buffer; readonly verification_code: string;
};
export type PreparationRow = {
  readonly id: PreparationId; readonly note_id: NoteId; readonly patient_id: PatientId; readonly note_version: number; readonly prepared_by: PractitionerId;
  readonly prepared_at: Date; readonly expires_at: Date; readonly payload: Buffer; readonly payload_sha256: Buffer; readonly pdf: Buffer;
  readonly pdf_digest: Buffer; readonly signed_attributes: Buffer; readonly certificate: Buffer; readonly verification_code: string;
  /** The first signature that this is to complete; null for a first or only one. */
  readonly first_id: PreparationId | null;
};

const ENCOUNTER = 'id, patient_id, practitioner_id, appointment_id, kind, status, started_at, ended_at';
const NOTE = 'id, encounter_id, patient_id, kind, amends, answers, author_id, state, version, content, last_save, created_at, saved_at, consent_id';

export const openEncounterOf = async (tx: RecordTx, patientId: PatientId, practitionerId: PractitionerId): Promise<EncounterRow | undefined> =>
  firstRow(await tx.query<EncounterRow>(
    `select ${ENCOUNTER} from clin.encounter where clinic_id = $1 and patient_id = $2 and practitioner_id = $3 and status = 'open'`,
    [tx.actor.clinicId, patientId, practitionerId]));

export const encounterById = async (tx: RecordTx, id: EncounterId): Promise<EncounterRow | undefined> =>
  firstRow(await tx.query<EncounterRow>(`select ${ENCOUNTER} from clin.encounter where clinic_id = $1 and id = $2`, [tx.actor.clinicId, id]));

/** Held to the end of the transaction: two who begin or end something in one encounter at once come one after the other. */
export const lockEncounter = async (tx: RecordTx, id: EncounterId): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 23))', [id]);
};

/** Nothing is inserted when this physician has an open encounter with the patient already. */
export const insertEncounter = (tx: RecordTx, row: Omit<EncounterRow, 'status' | 'ended_at'>): Promise<readonly { id: EncounterId }[]> =>
  tx.query(
    `insert into clin.encounter (clinic_id, id, patient_id, practitioner_id, appointment_id, kind, started_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (clinic_id, patient_id, practitioner_id) where status = 'open' do nothing
     returning id`,
    [tx.actor.clinicId, row.id, row.patient_id, row.practitioner_id, row.appointment_id, row.kind, row.started_at]);

/** The encounter that this closed; nothing when it was closed already. */
export const closeEncounter = async (tx: RecordTx, id: EncounterId, at: Date): Promise<EncounterRow | undefined> =>
  firstRow(await tx.query<EncounterRow>(
    `update clin.encounter set status = 'closed', ended_at = greatest($3, started_at) where clinic_id = $1 and id = $2 and status = 'open' returning ${ENCOUNTER}`,
    [tx.actor.clinicId, id, at]));

export const draftOfEncounter = async (tx: RecordTx, encounterId: EncounterId, authorId: PractitionerId): Promise<DraftNote | undefined> =>
  firstRow(await tx.query<DraftNote>(
    `select ${NOTE} from clin.note where clinic_id = $1 and encounter_id = $2 and author_id = $3 and kind = 'evolution' and state = 'draft' order by created_at limit 1`,
    [tx.actor.clinicId, encounterId, authorId]));

/** A person's draft of this kind in an encounter, if there is one. */
export const draftOfKind = async (tx: RecordTx, encounterId: EncounterId, of: { readonly authorId: PractitionerId; readonly kind: NoteKind }): Promise<NoteRow | undefined> =>
  firstRow(await tx.query<NoteRow>(
    `select ${NOTE} from clin.note where clinic_id = $1 and encounter_id = $2 and author_id = $3 and kind = $4 and state = 'draft' order by created_at limit 1`,
    [tx.actor.clinicId, encounterId, of.authorId, of.kind]));

export const insertNote = (tx: RecordTx, row: Pick<NoteRow, 'id' | 'encounter_id' | 'patient_id' | 'kind' | 'amends' | 'answers' | 'author_id' | 'content' | 'created_at'>): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.note (clinic_id, id, encounter_id, patient_id, kind, amends, answers, author_id, content, created_at, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [tx.actor.clinicId, row.id, row.encounter_id, row.patient_id, row.kind, row.amends, row.answers, row.author_id, row.content, row.created_at]);

/** How many documents of an encounter are still in work, of everybody. */
export const draftsOfEncounter = async (tx: RecordTx, encounterId: EncounterId): Promise<number> =>
  firstRow(await tx.query<{ drafts: number }>('select count(*) as drafts from clin.note where clinic_id = $1 and encounter_id = $2 and state = \'draft\' and kind <> \'addendum\'', [tx.actor.clinicId, encounterId]))?.drafts ?? 0;

export const insertEarlierHistory = (tx: RecordTx, row: { readonly patientId: PatientId; readonly by: PractitionerId; readonly at: Date; readonly keptAt: Buffer }): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.earlier_history (clinic_id, patient_id, attested_by, attested_at, kept_at)
     values ($1, $2, $3, $4, $5)
     on conflict (clinic_id, patient_id) do nothing`,
    [tx.actor.clinicId, row.patientId, row.by, row.at, row.keptAt]);

export const noteById = async (tx: RecordTx, id: NoteId): Promise<NoteRow | undefined> =>
  firstRow(await tx.query<NoteRow>(`select ${NOTE} from clin.note where clinic_id = $1 and id = $2`, [tx.actor.clinicId, id]));

/** The note held for this transaction; signing and saving meet here, one at a time. */
export const lockNote = async (tx: RecordTx, id: NoteId): Promise<NoteRow | undefined> =>
  firstRow(await tx.query<NoteRow>(`select ${NOTE} from clin.note where clinic_id = $1 and id = $2 for update`, [tx.actor.clinicId, id]));

export const storeDraft = (tx: RecordTx, draft: DraftNote, saved: { readonly content: Buffer; readonly saveId: SaveId; readonly at: Date }): Promise<readonly { version: number }[]> =>
  tx.query(
    'update clin.note set content = $3, last_save = $4, saved_at = $5, version = version + 1 where clinic_id = $1 and id = $2 and state = \'draft\' returning version',
    [tx.actor.clinicId, draft.id, saved.content, saved.saveId, saved.at]);

/** Ends a draft as signed: its words live on in the signed note. */
export const markSigned = (tx: RecordTx, draft: DraftNote): Promise<readonly { id: NoteId }[]> =>
  tx.query('update clin.note set state = \'signed\', content = null where clinic_id = $1 and id = $2 and state = \'draft\' returning id', [tx.actor.clinicId, draft.id]);

/** Ends a draft as discarded: its words stay sealed where they are. */
export const markDiscarded = (tx: RecordTx, draft: DraftNote, discarded: { readonly reason: Buffer; readonly at: Date }): Promise<readonly { id: NoteId }[]> =>
  tx.query(
    `update clin.note set state = 'discarded', discard_reason = $3, discarded_at = $4
     where clinic_id = $1 and id = $2 and state = 'draft' returning id`,
    [tx.actor.clinicId, draft.id, discarded.reason, discarded.at]);

export type DiscardedRow = Pick<NoteRow, 'id' | 'patient_id' | 'kind' | 'content' | 'created_at' | 'saved_at'> & { readonly discard_reason: Buffer | null; readonly discarded_at: Date | null };

export const discardedDraftsOf = (tx: RecordTx, patientIds: readonly PatientId[], authorId: PractitionerId): Promise<readonly DiscardedRow[]> =>
  tx.query(
    `select id, patient_id, kind, content, created_at, saved_at, discard_reason, discarded_at from clin.note
     where clinic_id = $1 and patient_id = any($2::uuid[]) and author_id = $3 and state = 'discarded'
     order by discarded_at desc nulls last, saved_at desc
     limit 50`,
    [tx.actor.clinicId, patientIds, authorId]);

export const addendaOf = (tx: RecordTx, noteId: NoteId): Promise<readonly NoteRow[]> =>
  tx.query(`select ${NOTE} from clin.note where clinic_id = $1 and amends = $2 and state <> 'discarded' order by created_at`, [tx.actor.clinicId, noteId]);

/** Whether these patients' record holds a signed clinical history, or a physician stated where an earlier one is kept. */
export const hasHistory = async (tx: RecordTx, patientIds: readonly PatientId[]): Promise<boolean> =>
  (await tx.query(
    `select 1 as one from clin.signed_note where clinic_id = $1 and patient_id = any($2::uuid[]) and kind = 'history'
     union all
     select 1 from clin.earlier_history where clinic_id = $1 and patient_id = any($2::uuid[])
     limit 1`,
    [tx.actor.clinicId, patientIds])).length > 0;

const SIGNED = `note_id, preparation_id, encounter_id, patient_id, kind, amends, author_id, signed_at, payload, payload_sha256, payload_signature,
  signed_attributes, attributes_signature, algorithm, certificate, certificate_serial, revocation, pdf, pdf_sha256, verification_code`;

export const signedNoteById = async (tx: RecordTx, noteId: NoteId): Promise<SignedRow | undefined> =>
  firstRow(await tx.query<SignedRow>(`select ${SIGNED} from clin.signed_note where clinic_id = $1 and note_id = $2`, [tx.actor.clinicId, noteId]));

export const insertSignedNote = (tx: RecordTx, row: SignedRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.signed_note (clinic_id, ${SIGNED})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [tx.actor.clinicId, row.note_id, row.preparation_id, row.encounter_id, row.patient_id, row.kind, row.amends, row.author_id, row.signed_at, row.payload, row.payload_sha256,
      row.payload_signature, row.signed_attributes, row.attributes_signature, row.algorithm, row.certificate, row.certificate_serial, row.revocation, row.pdf, row.pdf_sha256, row.verification_code]);

export const insertDiagnosis = (tx: RecordTx, row: { readonly noteId: NoteId; readonly patientId: PatientId; readonly place: number; readonly code: string; readonly catalogue: string; readonly certainty: string; readonly firstTime: boolean; readonly at: Date }): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.note_diagnosis (clinic_id, note_id, patient_id, place, code, catalogue, certainty, first_time, noted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.actor.clinicId, row.noteId, row.patientId, row.place, row.code, row.catalogue, row.certainty, row.firstTime, row.at]);

export const insertVital = (tx: RecordTx, row: { readonly noteId: NoteId; readonly patientId: PatientId; readonly code: string; readonly value: number; readonly unit: string; readonly at: Date }): Promise<readonly unknown[]> =>
  tx.query(
    'insert into clin.note_vital (clinic_id, note_id, patient_id, code, value, unit, taken_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [tx.actor.clinicId, row.noteId, row.patientId, row.code, row.value, row.unit, row.at]);

const PREPARATION = `id, note_id, patient_id, note_version, prepared_by, prepared_at, expires_at, payload, payload_sha256, pdf, pdf_digest,
  signed_attributes, certificate, verification_code, first_id`;

export const insertPreparation = (tx: RecordTx, row: PreparationRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.note_preparation (clinic_id, ${PREPARATION})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [tx.actor.clinicId, row.id, row.note_id, row.patient_id, row.note_version, row.prepared_by, row.prepared_at, row.expires_at, row.payload, row.payload_sha256, row.pdf,
      row.pdf_digest, row.signed_attributes, row.certificate, row.verification_code, row.first_id]);

export const preparationById = async (tx: RecordTx, noteId: NoteId, id: PreparationId): Promise<PreparationRow | undefined> =>
  firstRow(await tx.query<PreparationRow>(`select ${PREPARATION} from clin.note_preparation where clinic_id = $1 and note_id = $2 and id = $3`, [tx.actor.clinicId, noteId, id]));

export const removeExpiredPreparations = (tx: RecordTx, before: Date): Promise<readonly { id: PreparationId }[]> =>
  tx.query('delete from clin.note_preparation where clinic_id = $1 and expires_at < $2 returning id', [tx.actor.clinicId, before]);

export type ChartRow = Pick<NoteRow, 'id' | 'patient_id' | 'encounter_id' | 'kind' | 'state' | 'author_id' | 'content' | 'created_at' | 'saved_at'> & {
  readonly signed_at: Date | null; readonly payload: Buffer | null; readonly addenda: number;
};

/** How often a person's signed notes since then carry each code, if at least so often; the most frequent first. */
export const codesSignedBy = (tx: RecordTx, authorId: PractitionerId, of: { readonly since: Date; readonly least: number; readonly limit: number }): Promise<readonly { readonly code: string; readonly times: number }[]> =>
  tx.query(
    `select d.code, count(*)::int as times
     from clin.note_diagnosis d
     join clin.note n on n.clinic_id = d.clinic_id and n.id = d.note_id
     where d.clinic_id = $1 and n.author_id = $2 and n.state = 'signed' and d.noted_at >= $3
     group by d.code
     having count(*) >= $4
     order by count(*) desc, d.code
     limit $5`,
    [tx.actor.clinicId, authorId, of.since, of.least, of.limit]);

/** A person's own drafts that are still to be signed, the longest unsigned first. */
export const unsignedOf = (tx: RecordTx, authorId: PractitionerId, limit: number): Promise<readonly NoteRow[]> =>
  tx.query<NoteRow>(
    `select ${NOTE} from clin.note where clinic_id = $1 and author_id = $2 and state = 'draft' order by created_at, id limit $3`,
    [tx.actor.clinicId, authorId, limit]);

/** A page of a patient's visits, newest first: signed notes of everybody and the reader's own drafts. */
export const chartPage = (tx: RecordTx, patientIds: readonly PatientId[], reader: PractitionerId, page: { readonly before: Date | null; readonly limit: number }): Promise<readonly ChartRow[]> =>
  tx.query(
    `select n.id, n.patient_id, n.encounter_id, n.kind, n.state, n.author_id, n.content, n.created_at, n.saved_at, s.signed_at, s.payload,
       (select count(*) from clin.note a where a.clinic_id = n.clinic_id and a.amends = n.id and a.state = 'signed') as addenda
     from clin.note n
     left join clin.signed_note s on s.clinic_id = n.clinic_id and s.note_id = n.id
     where n.clinic_id = $1 and n.patient_id = any($2::uuid[]) and n.kind <> 'addendum'
       and (n.state in ('waiting', 'signed') or (n.state = 'draft' and n.author_id = $3))
       and ($4::timestamptz is null or n.created_at < $4)
     order by n.created_at desc, n.id
     limit $5`,
    [tx.actor.clinicId, patientIds, reader, page.before, page.limit]);

export const countVisits = async (tx: RecordTx, patientIds: readonly PatientId[], reader: PractitionerId): Promise<number> =>
  firstRow(await tx.query<{ total: number }>(
    `select count(*) as total from clin.note
     where clinic_id = $1 and patient_id = any($2::uuid[]) and kind <> 'addendum' and (state in ('waiting', 'signed') or (state = 'draft' and author_id = $3))`,
    [tx.actor.clinicId, patientIds, reader]))?.total ?? 0;

export const problemsOf = (tx: RecordTx, patientIds: readonly PatientId[]): Promise<readonly { readonly code: string; readonly last_at: Date; readonly times: number; readonly confirmed: boolean }[]> =>
  tx.query(
    `select code, max(noted_at) as last_at, count(*) as times, bool_or(certainty = 'confirmed') as confirmed
     from clin.note_diagnosis
     where clinic_id = $1 and patient_id = any($2::uuid[])
     group by code
     order by max(noted_at) desc, code
     limit 50`,
    [tx.actor.clinicId, patientIds]);

/** The newest value of each vital sign with the one before it. */
export const lastVitals = (tx: RecordTx, patientIds: readonly PatientId[], codes: readonly string[]): Promise<readonly { readonly code: string; readonly value: number; readonly taken_at: Date; readonly previous: number | null }[]> =>
  tx.query(
    `select wanted.code, newest.value, newest.taken_at, newest.previous
     from unnest($3::text[]) with ordinality as wanted (code, place)
     cross join lateral (
       select two.value, two.taken_at, lead(two.value) over (order by two.taken_at desc) as previous
       from (
         select v.value, v.taken_at
         from clin.note_vital v
         where v.clinic_id = $1 and v.patient_id = any($2::uuid[]) and v.code = wanted.code
         order by v.taken_at desc
         limit 2
       ) two
       order by two.taken_at desc
       limit 1
     ) newest
     order by wanted.place`,
    [tx.actor.clinicId, patientIds, codes]);

export const lastSignedEvolution = async (tx: RecordTx, patientIds: readonly PatientId[]): Promise<Pick<SignedRow, 'note_id' | 'patient_id' | 'signed_at' | 'payload'> | undefined> =>
  firstRow(await tx.query<Pick<SignedRow, 'note_id' | 'patient_id' | 'signed_at' | 'payload'>>(
    `select note_id, patient_id, signed_at, payload from clin.signed_note
     where clinic_id = $1 and patient_id = any($2::uuid[]) and kind = 'evolution'
     order by signed_at desc
     limit 1`,
    [tx.actor.clinicId, patientIds]));

export type SignedPageRow = Pick<SignedRow, 'note_id' | 'encounter_id' | 'patient_id' | 'kind' | 'amends' | 'author_id' | 'signed_at' | 'payload'> & { readonly answers: NoteId | null };

/** Signed documents of these patients without their PDFs, newest first, behind the one at `after`. */
export const signedPage = (
  tx: RecordTx, patientIds: readonly PatientId[], { after, limit }: { readonly after: { readonly at: Date; readonly id: NoteId } | null; readonly limit: number },
): Promise<readonly SignedPageRow[]> =>
  tx.query(
    `select s.note_id, s.encounter_id, s.patient_id, s.kind, s.amends, n.answers, s.author_id, s.signed_at, s.payload
     from clin.signed_note s
     join clin.note n on n.clinic_id = s.clinic_id and n.id = s.note_id
     where s.clinic_id = $1 and s.patient_id = any($2::uuid[]) and ($3::timestamptz is null or (s.signed_at, s.note_id) < ($3, $4::uuid))
     order by s.signed_at desc, s.note_id desc
     limit $5`,
    [tx.actor.clinicId, patientIds, after?.at ?? null, after?.id ?? null, limit]);

export type SignedHeadRow = Pick<SignedRow, 'note_id' | 'patient_id' | 'kind' | 'amends' | 'signed_at'>;

/** Which documents these patients have, oldest first, and none of their words. */
export const signedHeadsOf = (tx: RecordTx, patientIds: readonly PatientId[]): Promise<readonly SignedHeadRow[]> =>
  tx.query(
    `select note_id, patient_id, kind, amends, signed_at
     from clin.signed_note
     where clinic_id = $1 and patient_id = any($2::uuid[])
     order by signed_at, note_id`,
    [tx.actor.clinicId, patientIds]);

export type EncounterFactsRow = Pick<EncounterRow, 'id' | 'kind' | 'started_at' | 'ended_at'> & { readonly drafts: number; readonly oldest_draft_at: Date | null };

/** Attentions of these patients with what anybody has in work in them, or waits there for a second signature; newest first. */
export const encounterFacts = (tx: RecordTx, patientIds: readonly PatientId[]): Promise<readonly EncounterFactsRow[]> =>
  tx.query(
    `select e.id, e.kind, e.started_at, e.ended_at, count(n.id)::int as drafts, min(n.created_at) as oldest_draft_at
     from clin.encounter e
     left join clin.note n on n.clinic_id = e.clinic_id and n.encounter_id = e.id and n.state in ('draft', 'waiting')
     where e.clinic_id = $1 and e.patient_id = any($2::uuid[])
     group by e.clinic_id, e.id
     order by e.started_at desc, e.id`,
    [tx.actor.clinicId, patientIds]);

/** Records with an attention since then, in an order that the seed decides, and how many there are in all. */
export const sampleOfPatients = (
  tx: RecordTx, { since, seed, size }: { readonly since: Date; readonly seed: string; readonly size: number },
): Promise<readonly { readonly patient_id: PatientId; readonly population: number }[]> =>
  tx.query(
    `select patient_id, (count(*) over ())::int as population
     from (select distinct patient_id from clin.encounter where clinic_id = $1 and started_at >= $2) seen
     order by sha256(convert_to($3 || patient_id::text, 'UTF8')), patient_id
     limit $4`,
    [tx.actor.clinicId, since, seed, size]);
