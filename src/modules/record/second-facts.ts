import type { NoteId, PractitionerId } from '#kernel/ids.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { signerOf } from '#modules/workforce/public.ts';
import type { Note, SecondFacts } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import type { Professional } from './payload.ts';
import type { NoteRow } from './queries.ts';
import { firstInForce, returnsOf, secondOf } from './second-queries.ts';
import type { FirstRow, SecondRow } from './second-queries.ts';
import { openReturn, openSecond } from './sealed-words.ts';

type Names = ReadonlyMap<PractitionerId, string>;

/** Who signed second, as she stood then: inside what she signed. */
const signerIn = (bytes: Buffer, method: FirstRow['method']): Professional | undefined =>
  (method === 'attested' ? readPayload(bytes).second?.signer : (JSON.parse(bytes.toString('utf8')) as { readonly signer: Professional }).signer);

const doneBy = (tx: Tx<StaffActor>, key: PatientKey, first: FirstRow, second: SecondRow): NonNullable<SecondFacts['done']> => {
  const signer = signerIn(openSecond(key, { clinicId: tx.actor.clinicId, rowId: second.note_id }, 'payload', second.payload), first.method);
  return { signedAt: second.signed_at.toISOString(), signer: signer?.fullName ?? '', cedula: signer?.cedula ?? '', certificateSerial: second.certificate_serial };
};

/** What a document's second signature waits for or was; null when one signature is enough, or none is made yet. */
export const secondFacts = async (deps: RecordDeps, tx: Tx<StaffActor>, note: NoteRow, { key, names }: { readonly key: PatientKey; readonly names: Names }): Promise<SecondFacts | null> => {
  if (note.state !== 'waiting' && note.state !== 'signed') return null;
  const first = await firstInForce(tx, note.id);
  if (first === undefined) return null;
  const [second, author] = await Promise.all([secondOf(tx, note.id), signerOf(tx, deps.vault, note.author_id, deps.clock.now())]);
  return {
    asks: first.asks, method: first.method, firstSignedAt: first.signed_at.toISOString(), authorGrade: author.supervision?.grade ?? null,
    namedId: first.named_id, namedName: first.named_id === null ? null : names.get(first.named_id) ?? '', done: second === undefined ? null : doneBy(tx, key, first, second),
  };
};

/** Whose supervision the reader signs under. */
export const supervisionFacts = async (deps: RecordDeps, tx: Tx<StaffActor>): Promise<Note['supervision']> => {
  const { supervision } = await signerOf(tx, deps.vault, tx.actor.personId, deps.clock.now());
  return supervision === null ? null : { grade: supervision.grade, supervisorName: supervision.supervisorName };
};

/** Every time a document came back, newest first. */
export const returnsFacts = async (tx: Tx<StaffActor>, noteId: NoteId, { key, names }: { readonly key: PatientKey; readonly names: Names }): Promise<Note['returns']> =>
  (await returnsOf(tx, noteId)).map((row) => ({
    at: row.returned_at.toISOString(), byName: names.get(row.returned_by) ?? '', reason: openReturn(key, { clinicId: tx.actor.clinicId, rowId: row.first_id }, row.reason),
  }));
