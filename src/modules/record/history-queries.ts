import type { NoteId, PatientId, PractitionerId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';
import type { NoteKind } from './contract.ts';
import type { SignedRow } from './queries.ts';

/** Statements that look back over a record: what can be carried, what changed, what became of a problem. */

type RecordTx = Tx<ClinicActor>;

export type NamingRow = Pick<SignedRow, 'note_id' | 'patient_id' | 'signed_at' | 'payload'> & { readonly code: string };

/** For each code the newest signed evolution note that names it. */
export const newestNaming = (tx: RecordTx, patientIds: readonly PatientId[], codes: readonly string[]): Promise<readonly NamingRow[]> =>
  tx.query(
    `select distinct on (d.code) d.code, s.note_id, s.patient_id, s.signed_at, s.payload
     from clin.note_diagnosis d
     join clin.signed_note s on s.clinic_id = d.clinic_id and s.note_id = d.note_id and s.kind = 'evolution'
     where d.clinic_id = $1 and d.patient_id = any($2::uuid[]) and d.code = any($3::text[])
     order by d.code, s.signed_at desc`,
    [tx.actor.clinicId, patientIds, codes]);

export type VisitEndRow = { readonly practitioner_id: PractitionerId; readonly ended_at: Date };

/** The end of the newest visit of this practitioner, else of anybody: an encounter that closed and left a signed document. */
export const lastVisitEnd = async (tx: RecordTx, patientIds: readonly PatientId[], practitionerId: PractitionerId): Promise<VisitEndRow | undefined> =>
  firstRow(await tx.query<VisitEndRow>(
    `select e.practitioner_id, e.ended_at
     from clin.encounter e
     where e.clinic_id = $1 and e.patient_id = any($2::uuid[]) and e.status = 'closed' and e.kind <> 'administrative'
       and exists (select 1 from clin.signed_note s where s.clinic_id = e.clinic_id and s.encounter_id = e.id)
     order by (e.practitioner_id = $3) desc, e.ended_at desc
     limit 1`,
    [tx.actor.clinicId, patientIds, practitionerId]));

export type SinceRow = { readonly note_id: NoteId; readonly amends: NoteId | null; readonly kind: NoteKind; readonly author_id: PractitionerId; readonly signed_at: Date; readonly codes: readonly string[] };

export const signedSince = (tx: RecordTx, patientIds: readonly PatientId[], since: Date): Promise<readonly SinceRow[]> =>
  tx.query(
    `select s.note_id, s.amends, s.kind, s.author_id, s.signed_at,
       array(select d.code from clin.note_diagnosis d where d.clinic_id = s.clinic_id and d.note_id = s.note_id order by d.place) as codes
     from clin.signed_note s
     where s.clinic_id = $1 and s.patient_id = any($2::uuid[]) and s.signed_at > $3
     order by s.signed_at desc, s.note_id
     limit 50`,
    [tx.actor.clinicId, patientIds, since]);

export type VitalSinceRow = { readonly code: string; readonly value: number; readonly taken_at: Date; readonly previous: number | null; readonly previous_at: Date | null };

/** The newest value of each sign taken after a moment, with the newest one from before it. */
export const vitalsSince = (tx: RecordTx, patientIds: readonly PatientId[], codes: readonly string[], since: Date): Promise<readonly VitalSinceRow[]> =>
  tx.query(
    `select wanted.code, now.value, now.taken_at, earlier.value as previous, earlier.taken_at as previous_at
     from unnest($3::text[]) with ordinality as wanted (code, place)
     cross join lateral (
       select v.value, v.taken_at
       from clin.note_vital v
       where v.clinic_id = $1 and v.patient_id = any($2::uuid[]) and v.code = wanted.code and v.taken_at > $4
       order by v.taken_at desc
       limit 1
     ) now
     left join lateral (
       select v.value, v.taken_at
       from clin.note_vital v
       where v.clinic_id = $1 and v.patient_id = any($2::uuid[]) and v.code = wanted.code and v.taken_at <= $4
       order by v.taken_at desc
       limit 1
     ) earlier on true
     order by wanted.place`,
    [tx.actor.clinicId, patientIds, codes, since]);

export type ProblemNoteRow = {
  readonly code: string; readonly note_id: NoteId; readonly kind: NoteKind; readonly author_id: PractitionerId; readonly signed_at: Date;
  readonly certainty: 'presumptive' | 'confirmed'; readonly times: number;
};

/** The newest twenty signed documents that name each code, newest first, and how many there are. */
export const notesByProblem = (tx: RecordTx, patientIds: readonly PatientId[]): Promise<readonly ProblemNoteRow[]> =>
  tx.query(
    `select named.code, named.note_id, named.kind, named.author_id, named.signed_at, named.certainty, named.times
     from (
       select d.code, d.note_id, d.certainty, s.kind, s.author_id, s.signed_at,
         count(*) over (partition by d.code) as times, row_number() over (partition by d.code order by s.signed_at desc, s.note_id) as place
       from clin.note_diagnosis d
       join clin.signed_note s on s.clinic_id = d.clinic_id and s.note_id = d.note_id
       where d.clinic_id = $1 and d.patient_id = any($2::uuid[])
     ) named
     where named.place <= 20
     order by named.signed_at desc, named.code`,
    [tx.actor.clinicId, patientIds]);

export const insertOrigin = (tx: RecordTx, row: { readonly noteId: NoteId; readonly patientId: PatientId; readonly characters: number; readonly carried: number; readonly at: Date }): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.note_origin (clinic_id, note_id, patient_id, author_id, characters, carried, signed_at)
     select n.clinic_id, n.id, n.patient_id, n.author_id, $4, $5, $6
     from clin.note n
     where n.clinic_id = $1 and n.id = $2 and n.patient_id = $3`,
    [tx.actor.clinicId, row.noteId, row.patientId, row.characters, row.carried, row.at]);

/** What this practitioner signed since: notes, their text and how much of it was carried. */
export const originsOf = async (tx: RecordTx, authorId: PractitionerId, since: Date): Promise<{ readonly notes: number; readonly characters: number; readonly carried: number } | undefined> =>
  firstRow(await tx.query<{ notes: number; characters: number; carried: number }>(
    `select count(*) as notes, coalesce(sum(characters), 0) as characters, coalesce(sum(carried), 0) as carried
     from clin.note_origin
     where clinic_id = $1 and author_id = $2 and signed_at >= $3`,
    [tx.actor.clinicId, authorId, since]));

/** The newest evolution notes that this person signed since then. */
export const evolutionsSignedBy = (tx: RecordTx, authorId: PractitionerId, since: Date, limit: number): Promise<readonly Pick<SignedRow, 'note_id' | 'patient_id' | 'signed_at' | 'payload'>[]> =>
  tx.query(
    `select note_id, patient_id, signed_at, payload
     from clin.signed_note
     where clinic_id = $1 and author_id = $2 and kind = 'evolution' and signed_at >= $3
     order by signed_at desc
     limit $4`,
    [tx.actor.clinicId, authorId, since, limit]);
