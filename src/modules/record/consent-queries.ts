import type { NoteId, PatientId, PractitionerId } from '#kernel/ids.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { DraftNote } from './queries.ts';

/** Statements of consents, what rests on them and their revocation. */

type RecordTx = Tx<ClinicActor>;

export type ConsentRow = {
  readonly note_id: NoteId; readonly patient_id: PatientId; readonly kind: 'consent' | 'emergency-treatment'; readonly signed_at: Date; readonly payload: Buffer; readonly verification_code: string;
  readonly revoked_at: Date | null;
};
const CONSENT = 's.note_id, s.patient_id, s.kind, s.signed_at, s.payload, s.verification_code, r.recorded_at as revoked_at';

/** Signed consents and statements of emergency care of these patients, newest first; at most 100. */
export const consentsOf = (tx: RecordTx, patientIds: readonly PatientId[]): Promise<readonly ConsentRow[]> =>
  tx.query(
    `select ${CONSENT} from clin.signed_note s
     left join clin.consent_revocation r on r.clinic_id = s.clinic_id and r.consent_id = s.note_id
     where s.clinic_id = $1 and s.patient_id = any($2::uuid[]) and s.kind in ('consent', 'emergency-treatment')
     order by s.signed_at desc
     limit 100`,
    [tx.actor.clinicId, patientIds]);

export const consentById = async (tx: RecordTx, noteId: NoteId): Promise<ConsentRow | undefined> =>
  firstRow(await tx.query<ConsentRow>(
    `select ${CONSENT} from clin.signed_note s
     left join clin.consent_revocation r on r.clinic_id = s.clinic_id and r.consent_id = s.note_id
     where s.clinic_id = $1 and s.note_id = $2 and s.kind in ('consent', 'emergency-treatment')`,
    [tx.actor.clinicId, noteId]));

/** The words and their version stay: what was prepared names its consent itself, and is held against this when it is signed. */
export const chooseConsent = (tx: RecordTx, draft: DraftNote, consentId: NoteId | null): Promise<readonly unknown[]> =>
  tx.query('update clin.note set consent_id = $3 where clinic_id = $1 and id = $2 and state = \'draft\' returning id', [tx.actor.clinicId, draft.id, consentId]);

export type RevocationRow = { readonly consent_id: NoteId; readonly patient_id: PatientId; readonly recorded_by: PractitionerId; readonly recorded_at: Date; readonly words: Buffer };
/** Nothing is inserted when it was revoked already. */
export const insertRevocation = (tx: RecordTx, row: RevocationRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.consent_revocation (clinic_id, consent_id, patient_id, recorded_by, recorded_at, words)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (clinic_id, consent_id) do nothing
     returning consent_id`,
    [tx.actor.clinicId, row.consent_id, row.patient_id, row.recorded_by, row.recorded_at, row.words]);

export const revocationOf = async (tx: RecordTx, consentId: NoteId): Promise<RevocationRow | undefined> =>
  firstRow(await tx.query<RevocationRow>(
    'select consent_id, patient_id, recorded_by, recorded_at, words from clin.consent_revocation where clinic_id = $1 and consent_id = $2', [tx.actor.clinicId, consentId]));
