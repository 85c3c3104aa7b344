import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { canonicalize } from '#kernel/canonical-json.ts';
import type { ClinicId, NoteId, PatientId, PractitionerId } from '#kernel/ids.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import { systemActor } from '#test/database.ts';
import { signNote, writeNote } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import { readPayload } from '../../src/modules/record/payload.ts';
import type { NotePayload } from '../../src/modules/record/payload.ts';
import { openSigned, sealSigned } from '../../src/modules/record/sealed-words.ts';

const encounters = `insert into clin.encounter (clinic_id, id, patient_id, practitioner_id, kind, status, started_at, ended_at)
  select $1, r.id, $2, $3, 'outpatient', 'closed', r.at, r.at + interval '20 minutes'
  from unnest($4::uuid[], $5::timestamptz[]) r(id, at)`;
const notes = `insert into clin.note (clinic_id, id, encounter_id, patient_id, kind, author_id, state, version, created_at, saved_at)
  select $1, r.id, r.encounter, $2, 'evolution', $3, 'signed', 1, r.at, r.at
  from unnest($4::uuid[], $5::uuid[], $6::timestamptz[]) r(id, encounter, at)`;
const signedNotes = `insert into clin.signed_note (clinic_id, note_id, preparation_id, encounter_id, patient_id, kind, author_id, signed_at, payload, payload_sha256,
    payload_signature, signed_attributes, attributes_signature, algorithm, certificate, certificate_serial, revocation, pdf, pdf_sha256, verification_code)
  select $1, r.id, gen_random_uuid(), r.encounter, s.patient_id, s.kind, s.author_id, r.at, r.payload, r.sha256,
    s.payload_signature, s.signed_attributes, s.attributes_signature, s.algorithm, s.certificate, s.certificate_serial, s.revocation, r.pdf, s.pdf_sha256, r.code
  from clin.signed_note s, unnest($3::uuid[], $4::uuid[], $5::timestamptz[], $6::bytea[], $7::bytea[], $8::bytea[], $9::text[]) r(id, encounter, at, payload, sha256, pdf, code)
  where s.clinic_id = $1 and s.note_id = $2`;
const diagnoses = `insert into clin.note_diagnosis (clinic_id, note_id, patient_id, place, code, catalogue, certainty, first_time, noted_at)
  select d.clinic_id, n.id, d.patient_id, d.place, d.code, d.catalogue, d.certainty, d.first_time, n.created_at
  from clin.note_diagnosis d, clin.note n
  where d.clinic_id = $1 and d.note_id = $2 and n.clinic_id = $1 and n.patient_id = d.patient_id and n.id <> d.note_id`;
const vitals = `insert into clin.note_vital (clinic_id, note_id, patient_id, code, value, unit, taken_at)
  select v.clinic_id, n.id, v.patient_id, v.code, v.value, v.unit, n.created_at
  from clin.note_vital v, clin.note n
  where v.clinic_id = $1 and v.note_id = $2 and n.clinic_id = $1 and n.patient_id = v.patient_id and n.id <> v.note_id`;

type Original = { readonly noteId: NoteId; readonly patientId: PatientId; readonly key: PatientKey; readonly payload: NotePayload; readonly pdf: Buffer };
type Copy = { readonly id: string; readonly encounter: string; readonly at: Date; readonly payload: Buffer; readonly sha256: Buffer; readonly pdf: Buffer; readonly code: string };

const originalOf = async (house: House, patientId: PatientId, noteId: NoteId): Promise<Original> => {
  const { home, clinicId } = house;
  const [row] = await home.asSuperuser<{ payload: Buffer; pdf: Buffer }>('select payload, pdf from clin.signed_note where clinic_id = $1 and note_id = $2', [clinicId, noteId]);
  if (row === undefined) throw new Error('the first note was not signed');
  const key = await home.database.withActor(systemActor(clinicId), (tx) => home.vault.patientKey(tx, patientId));
  const where = { clinicId, rowId: noteId };
  return { noteId, patientId, key, payload: readPayload(openSigned(key, where, 'payload', row.payload)), pdf: openSigned(key, where, 'pdf', row.pdf) };
};

const copyOf = (clinicId: ClinicId, { key, payload, pdf }: Original, number: number, at: Date): Copy => {
  const id = randomUUID();
  const encounter = randomUUID();
  const { content } = payload.note;
  if (content.kind !== 'evolution') throw new Error('the first note is no evolution');
  const text = canonicalize({
    ...payload, encounter: { ...payload.encounter, id: encounter, startedAt: at.toISOString() },
    note: { ...payload.note, id, writtenAt: at.toISOString(), content: { ...content, subjective: `Visita ${String(number)}. ${content.subjective}` } },
  });
  const where = { clinicId, rowId: id };
  return { id, encounter, at, payload: sealSigned(key, where, 'payload', text), sha256: createHash('sha256').update(text).digest(), pdf: sealSigned(key, where, 'pdf', pdf), code: randomUUID() };
};

type Written = { readonly clinicId: ClinicId; readonly authorId: PractitionerId; readonly original: Original };

const store = async (client: pg.Client, { clinicId, authorId, original: { patientId, noteId } }: Written, copies: readonly Copy[]): Promise<void> => {
  const column = <Name extends keyof Copy>(name: Name) => copies.map((copy) => copy[name]);
  await client.query(encounters, [clinicId, patientId, authorId, column('encounter'), column('at')]);
  await client.query(notes, [clinicId, patientId, authorId, column('id'), column('encounter'), column('at')]);
  await client.query(signedNotes, [clinicId, noteId, column('id'), column('encounter'), column('at'), column('payload'), column('sha256'), column('pdf'), column('code')]);
};

/**
 * A patient with `count` signed visits, one a week back in time. The newest is signed through the product; the others are
 * copies of it that the superuser writes past the triggers: each with its own sealed payload, all with the one
 * rendered PDF and with signatures that belong to the first.
 */
export const addLongRecord = async (house: House, people: { readonly doctor: Caller; readonly member: Member; readonly desk: Caller }, count: number): Promise<{ readonly patientId: PatientId; readonly noteId: NoteId; readonly pdfBytes: number }> => {
  const { doctor, member, desk } = people;
  const patientId = await house.register(desk);
  const { noteId, version } = await writeNote(doctor, patientId);
  const signed = await signNote(doctor, noteId, version, house.efirmaOf(member));
  if (signed.status >= 300) throw new Error(`signing answered ${String(signed.status)} ${JSON.stringify(signed.body)}`);
  const original = await originalOf(house, patientId, noteId);
  const client = new pg.Client({ connectionString: house.home.ownerUrl });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (let from = 1; from < count; from += 100) {
      const copies = Array.from({ length: Math.min(100, count - from) }, (_, at) => copyOf(house.clinicId, original, count - from - at, new Date(Date.now() - (from + at) * 7 * 86_400_000)));
      await store(client, { clinicId: house.clinicId, authorId: member.personId, original }, copies);
    }
    await client.query(diagnoses, [house.clinicId, noteId]);
    await client.query(vitals, [house.clinicId, noteId]);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
  return { patientId, noteId, pdfBytes: original.pdf.length };
};
