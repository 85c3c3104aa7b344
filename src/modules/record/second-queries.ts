import type { NoteId, PatientId, PractitionerId, PreparationId } from '#kernel/ids.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { NoteKind, SecondAsked } from './contract.ts';
import type { WaitingNote } from './queries.ts';

/** Statements of documents that two people sign. A first signature has the id of the preparation it was made over. */

type RecordTx = Tx<ClinicActor>;

type FirstFacts = {
  readonly id: PreparationId; readonly note_id: NoteId; readonly patient_id: PatientId; readonly author_id: PractitionerId; readonly asks: SecondAsked;
  readonly named_id: PractitionerId | null; readonly note_version: number; readonly signed_at: Date; readonly words_sha256: Buffer;
};
export type EfirmaParts = {
  readonly payload: Buffer; readonly payload_sha256: Buffer; readonly payload_signature: Buffer; readonly signed_attributes: Buffer; readonly attributes_signature: Buffer;
  readonly certificate: Buffer; readonly certificate_serial: string; readonly pdf: Buffer; readonly pdf_sha256: Buffer; readonly verification_code: string;
};
/** By e.firma, or by an authenticated act that leaves no signature of its own. */
export type FirstRow = FirstFacts & (({ readonly method: 'efirma' } & EfirmaParts) | ({ readonly method: 'attested' } & { readonly [Part in keyof EfirmaParts]: null }));

const FIRST = `id, note_id, patient_id, author_id, asks, named_id, note_version, method, signed_at, words_sha256, payload, payload_sha256, payload_signature,
  signed_attributes, attributes_signature, certificate, certificate_serial, pdf, pdf_sha256, verification_code`;

export const insertFirstSignature = (tx: RecordTx, row: FirstRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.first_signature (clinic_id, ${FIRST})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [tx.actor.clinicId, row.id, row.note_id, row.patient_id, row.author_id, row.asks, row.named_id, row.note_version, row.method, row.signed_at, row.words_sha256,
      row.payload, row.payload_sha256, row.payload_signature, row.signed_attributes, row.attributes_signature, row.certificate, row.certificate_serial, row.pdf, row.pdf_sha256,
      row.verification_code]);

/** The first signature that a note waits with, or that was completed; none when it was returned. */
export const firstInForce = async (tx: RecordTx, noteId: NoteId): Promise<FirstRow | undefined> =>
  firstRow(await tx.query<FirstRow>(
    `select ${FIRST} from clin.first_signature
     where clinic_id = $1 and note_id = $2 and id = clin.first_in_force($1, $2)`,
    [tx.actor.clinicId, noteId]));

export const markWaiting = (tx: RecordTx, noteId: NoteId): Promise<readonly unknown[]> =>
  tx.query('update clin.note set state = \'waiting\' where clinic_id = $1 and id = $2 and state = \'draft\' returning id', [tx.actor.clinicId, noteId]);

/** Ends a waiting note as signed: its words live on in the signed note. */
export const markCompleted = (tx: RecordTx, note: WaitingNote): Promise<readonly unknown[]> =>
  tx.query('update clin.note set state = \'signed\', content = null where clinic_id = $1 and id = $2 and state = \'waiting\' returning id', [tx.actor.clinicId, note.id]);

export const markDraftAgain = (tx: RecordTx, note: WaitingNote): Promise<readonly unknown[]> =>
  tx.query('update clin.note set state = \'draft\' where clinic_id = $1 and id = $2 and state = \'waiting\' returning id', [tx.actor.clinicId, note.id]);

export type ReturnedRow = { readonly first_id: PreparationId; readonly note_id: NoteId; readonly patient_id: PatientId; readonly returned_by: PractitionerId; readonly returned_at: Date; readonly reason: Buffer };
export const insertReturned = (tx: RecordTx, row: ReturnedRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.returned_document (clinic_id, first_id, note_id, patient_id, returned_by, returned_at, reason)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.actor.clinicId, row.first_id, row.note_id, row.patient_id, row.returned_by, row.returned_at, row.reason]);

/** Newest first. */
export const returnsOf = (tx: RecordTx, noteId: NoteId): Promise<readonly ReturnedRow[]> =>
  tx.query(
    `select first_id, note_id, patient_id, returned_by, returned_at, reason from clin.returned_document
     where clinic_id = $1 and note_id = $2
     order by returned_at desc`,
    [tx.actor.clinicId, noteId]);

export type SecondRow = {
  readonly note_id: NoteId; readonly first_id: PreparationId; readonly preparation_id: PreparationId; readonly patient_id: PatientId; readonly signer_id: PractitionerId;
  readonly signed_at: Date; readonly payload: Buffer; readonly payload_sha256: Buffer; readonly payload_signature: Buffer; readonly signed_attributes: Buffer;
  readonly attributes_signature: Buffer; readonly certificate: Buffer; readonly certificate_serial: string;
};
const SECOND = `note_id, first_id, preparation_id, patient_id, signer_id, signed_at, payload, payload_sha256, payload_signature, signed_attributes,
  attributes_signature, certificate, certificate_serial`;

export const insertSecondSignature = (tx: RecordTx, row: SecondRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.second_signature (clinic_id, ${SECOND})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [tx.actor.clinicId, row.note_id, row.first_id, row.preparation_id, row.patient_id, row.signer_id, row.signed_at, row.payload, row.payload_sha256, row.payload_signature,
      row.signed_attributes, row.attributes_signature, row.certificate, row.certificate_serial]);

export const secondOf = async (tx: RecordTx, noteId: NoteId): Promise<SecondRow | undefined> =>
  firstRow(await tx.query<SecondRow>(`select ${SECOND} from clin.second_signature where clinic_id = $1 and note_id = $2`, [tx.actor.clinicId, noteId]));

export type QueueRow = {
  readonly note_id: NoteId; readonly patient_id: PatientId; readonly kind: NoteKind; readonly author_id: PractitionerId; readonly content: Buffer | null; readonly asks: SecondAsked;
  readonly method: 'efirma' | 'attested'; readonly signed_at: Date; readonly named_id: PractitionerId | null;
};
/** What others signed and waits: what names this person first, then the oldest; at most 200. */
export const waitingForSecond = (tx: RecordTx, personId: PractitionerId): Promise<readonly QueueRow[]> =>
  tx.query(
    `select n.id as note_id, n.patient_id, n.kind, n.author_id, n.content, f.asks, f.method, f.signed_at, f.named_id
     from clin.note n
     join clin.first_signature f on f.clinic_id = n.clinic_id and f.note_id = n.id
     where n.clinic_id = $1 and n.state = 'waiting' and n.author_id <> $2
       and not exists (select from clin.returned_document r where r.clinic_id = f.clinic_id and r.first_id = f.id)
     order by (f.named_id = $2) desc nulls last, f.signed_at, n.id
     limit 200`,
    [tx.actor.clinicId, personId]);

export type ReturnedDraft = { readonly note_id: NoteId; readonly patient_id: PatientId; readonly kind: NoteKind; readonly returned_by: PractitionerId; readonly returned_at: Date; readonly reason: Buffer; readonly first_id: PreparationId };
/** This person's drafts that came back, the last return of each; at most 50. */
export const returnedToAuthor = (tx: RecordTx, personId: PractitionerId): Promise<readonly ReturnedDraft[]> =>
  tx.query(
    `select distinct on (n.id) n.id as note_id, n.patient_id, n.kind, r.returned_by, r.returned_at, r.reason, r.first_id
     from clin.note n
     join clin.returned_document r on r.clinic_id = n.clinic_id and r.note_id = n.id
     where n.clinic_id = $1 and n.state = 'draft' and n.author_id = $2
     order by n.id, r.returned_at desc
     limit 50`,
    [tx.actor.clinicId, personId]);

export const countWaiting = async (tx: RecordTx, personId: PractitionerId): Promise<{ readonly mine: number; readonly others: number; readonly returned: number }> =>
  firstRow(await tx.query<{ mine: number; others: number; returned: number }>(
    `select
       count(*) filter (where f.named_id = $2) as mine,
       count(*) filter (where f.named_id is distinct from $2) as others,
       (select count(distinct r.note_id)
        from clin.returned_document r
        join clin.note d on d.clinic_id = r.clinic_id and d.id = r.note_id
        where r.clinic_id = $1 and d.state = 'draft' and d.author_id = $2) as returned
     from clin.note n
     join clin.first_signature f on f.clinic_id = n.clinic_id and f.note_id = n.id
     where n.clinic_id = $1 and n.state = 'waiting' and n.author_id <> $2
       and not exists (select from clin.returned_document r where r.clinic_id = f.clinic_id and r.first_id = f.id)`,
    [tx.actor.clinicId, personId])) ?? { mine: 0, others: 0, returned: 0 };
