import { civilDateIn } from '#kernel/civil-date.ts';
import { conflict, invalid } from '#kernel/errors.ts';
import type { FileId, PatientId } from '#kernel/ids.ts';
import { requireConformity } from '#kernel/norms.ts';
import { requireOpenPatient, trailIds } from '#modules/patients/public.ts';
import type { Upload } from '#platform/http/upload.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { acceptFile } from './accept-file.ts';
import type { AcceptedFile } from './accept-file.ts';
import type { AddAttachmentBody } from './contract.ts';
import type { AttachmentDeps } from './dependencies.ts';
import { fault } from './file-faults.ts';
import { insertAttachment, insertPart, isKept, isOfPatient, lockAttachments } from './queries.ts';
import { attachmentRules } from './rules.ts';
import { partsOf, sealPart, sealWords } from './sealed-bytes.ts';
import type { UploadBudget } from './upload-budget.ts';

const bytesOf = async (upload: Upload, announced: number): Promise<Buffer> => {
  if (upload.bytes !== announced) throw fault('file-incomplete');
  const bytes = Buffer.alloc(announced);
  let at = 0;
  for await (const piece of upload.read()) {
    if (at + piece.length > announced) throw fault('file-incomplete');
    bytes.set(piece, at);
    at += piece.length;
  }
  if (at !== announced) throw fault('file-incomplete');
  return bytes;
};

type Kept = { readonly patientId: PatientId; readonly said: AddAttachmentBody; readonly file: AcceptedFile };

const store = async (deps: AttachmentDeps, tx: Tx<StaffActor>, { patientId, said, file }: Kept): Promise<FileId> => {
  await requireOpenPatient(tx, patientId);
  await lockAttachments(tx, patientId);
  if (await isKept(tx, await trailIds(tx, patientId), file.sha256)) throw conflict('attachment-is-known');
  if (!await isOfPatient(tx, patientId, said)) throw invalid('attachment-link-unknown');
  const key = await deps.vault.patientKey(tx, patientId);
  const where = { clinicId: tx.actor.clinicId, id: deps.newId<'file'>() };
  const parts = partsOf(file.bytes.length);
  await insertAttachment(tx, {
    id: where.id, patient_id: patientId, kind: said.kind, media_type: file.mediaType, bytes: file.bytes.length, width: file.width, height: file.height, sha256: file.sha256, parts,
    words: sealWords(key, where, { title: said.title, site: said.site }), taken_on: said.takenOn, encounter_id: said.encounterId, note_id: said.noteId,
    recorded_by: tx.actor.personId, recorded_at: deps.clock.now(),
  });
  for (let number = 1; number <= parts; number += 1) {
    await insertPart(tx, { attachmentId: where.id, patientId, number, bytes: sealPart(key, where, file.bytes, number) });
  }
  return where.id;
};

type AddDeps = AttachmentDeps & { /** Memory for files that arrive, and for those that are taken apart, sealed and stored. */ readonly arriving: UploadBudget; readonly working: UploadBudget };
type Arrived = Omit<Kept, 'file'> & { readonly bytes: Buffer };

/** The picture put together anew, and what the database's driver holds of it. */
const COPIES = 2;

const keep = async (deps: AttachmentDeps, actor: StaffActor, { patientId, said, bytes }: Arrived) => {
  const file = await acceptFile(bytes);
  requireConformity('attachment-inconsistent', attachmentRules, { said, mediaType: file.mediaType, today: civilDateIn(deps.timeZoneOf(actor.clinicId), deps.clock.now()) });
  const id = await deps.database.withActor(actor, (tx) => store(deps, tx, { patientId, said, file }));
  return { id, mediaType: file.mediaType, bytes: file.bytes.length, sha256: file.sha256.toString('hex') };
};

/**
 * Reads a file, keeps of it what shows and stores it sealed. Refuses by its code whatever is not exactly one of the
 * accepted kinds, what arrives shorter or longer than announced, the very file that is there already, a visit or a
 * document of another patient, and a patient who was merged. A slow line holds only the room of its own bytes; what
 * is made of them takes more, for a moment.
 */
export const addAttachment = async (deps: AddDeps, actor: StaffActor, patientId: PatientId, { said, upload }: { readonly said: AddAttachmentBody; readonly upload: Upload }) =>
  deps.arriving.within(actor.personId, said.bytes, async () => {
    const bytes = await bytesOf(upload, said.bytes);
    return deps.working.within(actor.personId, said.bytes * COPIES, () => keep(deps, actor, { patientId, said, bytes }));
  });
