import { notFound } from '#kernel/errors.ts';
import type { NoteId, PractitionerId, Pseudonym } from '#kernel/ids.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Note, NoteContent } from './contract.ts';
import { consentFacts } from './consents.ts';
import type { RecordDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import { addendaOf, noteById, signedNoteById } from './queries.ts';
import type { NoteRow, SignedRow } from './queries.ts';
import { findingsOf } from './save-draft.ts';
import { openDraft, openSigned } from './sealed-words.ts';
import { returnsFacts, secondFacts, supervisionFacts } from './second-facts.ts';
import { emptyContent } from './content-parts.ts';
import { emptyAddendum } from './model.ts';

type SignedFacts = NonNullable<Note['signed']>;
type Opened = { readonly content: NoteContent; readonly signed: SignedFacts | null; readonly authorName: string | null };

/** The facts of a signature as screens show them. */
export const signedFacts = (row: Pick<SignedRow, 'signed_at' | 'certificate_serial' | 'payload_sha256' | 'pdf_sha256' | 'verification_code' | 'revocation'>, author: { readonly fullName: string; readonly cedula: string }): SignedFacts => ({
  signedAt: row.signed_at.toISOString(), signer: author.fullName, cedula: author.cedula, certificateSerial: row.certificate_serial,
  payloadSha256: row.payload_sha256.toString('hex'), pdfSha256: row.pdf_sha256.toString('hex'),
  verificationCode: row.verification_code, revocation: row.revocation,
});

const openWords = async (tx: Tx<StaffActor>, note: NoteRow, key: PatientKey): Promise<Opened> => {
  const where = { clinicId: tx.actor.clinicId, rowId: note.id };
  if (note.state === 'signed') {
    const row = await signedNoteById(tx, note.id);
    if (row === undefined) throw new Error('a signed note has lost its signature');
    const payload = readPayload(openSigned(key, where, 'payload', row.payload));
    return { content: payload.note.content, signed: signedFacts(row, payload.author), authorName: payload.author.fullName };
  }
  return { content: note.content === null ? emptyContent(note.kind) : openDraft(key, where, note.content), signed: null, authorName: null };
};

/** Another physician's draft is nobody's to read: it exists for its author alone until she signs it. */
const mayOpen = (tx: Tx<StaffActor>, note: NoteRow): boolean => note.state === 'signed' || note.state === 'waiting' || note.author_id === tx.actor.personId;

const addendaViews = async (tx: Tx<StaffActor>, noteId: NoteId, key: PatientKey, names: ReadonlyMap<PractitionerId, string>): Promise<Note['addenda']> => {
  const rows = (await addendaOf(tx, noteId)).filter((row) => mayOpen(tx, row));
  return Promise.all(rows.map(async (row) => {
    const { content, signed, authorName } = await openWords(tx, row, key);
    return {
      id: row.id, state: row.state === 'discarded' ? 'draft' as const : row.state, authorId: row.author_id,
      authorName: authorName ?? names.get(row.author_id) ?? '', content: content.kind === 'addendum' ? content : emptyAddendum,
      signed, savedAt: row.saved_at.toISOString(),
    };
  }));
};

/** A note with its signature and its addenda, the original untouched. Also says whose record was seen. */
export const openNote = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId): Promise<{ readonly note: Note; readonly pseudonym: Pseudonym }> => {
  const row = await noteById(tx, noteId);
  if (row === undefined || !mayOpen(tx, row)) throw notFound('note-not-found');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  const opened = await openWords(tx, row, key);
  const names = await staffNames(tx);
  const findings = row.state === 'draft' ? await findingsOf(deps, tx, row, opened.content) : [];
  const note: Note = {
    id: row.id, encounterId: row.encounter_id, patientId: row.patient_id, kind: row.kind, amends: row.amends, answers: row.answers, state: row.state, version: row.version,
    authorId: row.author_id, authorName: opened.authorName ?? names.get(row.author_id) ?? '', createdAt: row.created_at.toISOString(), savedAt: row.saved_at.toISOString(),
    content: opened.content, findings: [...findings], signed: opened.signed, addenda: await addendaViews(tx, noteId, key, names),
    ...await consentFacts(deps, tx, row, { key, names }),
    supervision: row.state === 'draft' ? await supervisionFacts(deps, tx) : null,
    second: await secondFacts(deps, tx, row, { key, names }), returns: await returnsFacts(tx, noteId, { key, names }),
  };
  return { note, pseudonym: key.pseudonym };
};

/** The signed PDF of a note, byte for byte as it was signed. */
export const openSignedPdf = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId): Promise<{ readonly pdf: Buffer; readonly pseudonym: Pseudonym }> => {
  const row = await signedNoteById(tx, noteId);
  if (row === undefined) throw notFound('note-not-found');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  return { pdf: openSigned(key, { clinicId: tx.actor.clinicId, rowId: noteId }, 'pdf', row.pdf), pseudonym: key.pseudonym };
};
