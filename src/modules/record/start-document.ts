import type { z } from 'zod';
import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { DocumentType, FormKind } from '#modules/documents/contract.ts';
import { documentType, emptyForm } from '#modules/documents/public.ts';
import { patientHeader, requireOpenPatient } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { dutiesOf } from './content-parts.ts';
import type { startDocumentBody, startDocumentReply } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { draftOfKind, encounterById, insertNote, lockEncounter, signedNoteById } from './queries.ts';
import type { EncounterRow } from './queries.ts';
import { sealDraft } from './sealed-words.ts';
import { foundOrNewEncounter } from './start-encounter.ts';

type Asked = z.infer<typeof startDocumentBody>;

/** The kind of encounter that a document opens when it belongs to none: that of its service. */
const encounterKindOf = ({ service, kind }: DocumentType): EncounterRow['kind'] => {
  if (service === 'emergency') return 'emergency';
  if (service === 'hospital') return 'hospital';
  return service === 'outpatient' && kind === 'history' ? 'outpatient' : 'administrative';
};

const encounterFor = async (deps: RecordDeps, tx: Tx<StaffActor>, asked: Asked, type: DocumentType): Promise<EncounterRow> => {
  if (asked.encounterId === undefined) return foundOrNewEncounter(deps, tx, { patientId: asked.patientId, kind: encounterKindOf(type) });
  await lockEncounter(tx, asked.encounterId);
  const encounter = await encounterById(tx, asked.encounterId);
  if (encounter === undefined || encounter.patient_id !== asked.patientId) throw notFound('encounter-not-found');
  if (encounter.status === 'closed') throw conflict('encounter-closed');
  return encounter;
};

/** Refuses `document-answers-nothing` when the kind must answer another document, `document-answers-wrong` when that one is not signed, of this patient and of a kind that can be answered. */
const requireAnswered = async (tx: Tx<StaffActor>, asked: Asked, type: DocumentType): Promise<void> => {
  if (asked.answers === undefined) return;
  const answered = await signedNoteById(tx, asked.answers);
  if (answered === undefined || answered.patient_id !== asked.patientId || !type.answers.includes(answered.kind as FormKind)) throw conflict('document-answers-wrong');
};

/**
 * Starts a document of the record, or finds this person's unfinished one of the kind in the same encounter. It joins the encounter
 * named, else her open one with the patient, else one of its own. Refuses a duty that does not sign this kind, a closed encounter,
 * and an answer to what cannot be answered.
 */
export const startDocument = async (deps: RecordDeps, tx: Tx<StaffActor>, asked: Asked): Promise<z.infer<typeof startDocumentReply>> => {
  const type = documentType(asked.kind);
  if (!dutiesOf(asked.kind).includes(tx.actor.role)) throw forbidden('document-of-another-duty');
  await requireOpenPatient(tx, asked.patientId);
  await requireAnswered(tx, asked, type);
  const { key } = await patientHeader(tx, deps.vault, asked.patientId);
  const encounter = await encounterFor(deps, tx, asked, type);
  const draft = await draftOfKind(tx, encounter.id, { authorId: tx.actor.personId, kind: asked.kind });
  if (draft !== undefined && draft.answers === (asked.answers ?? null)) return { noteId: draft.id, encounterId: encounter.id, resumed: true };
  const noteId = deps.newId<'note'>();
  await insertNote(tx, {
    id: noteId, encounter_id: encounter.id, patient_id: asked.patientId, kind: asked.kind, amends: null, answers: asked.answers ?? null, author_id: tx.actor.personId,
    content: sealDraft(key, { clinicId: tx.actor.clinicId, rowId: noteId }, emptyForm(type)), created_at: deps.clock.now(),
  });
  return { noteId, encounterId: encounter.id, resumed: false };
};
