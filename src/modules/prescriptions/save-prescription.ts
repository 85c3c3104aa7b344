import type { z } from 'zod';
import { conflict } from '#kernel/errors.ts';
import type { PrescriptionId, Pseudonym } from '#kernel/ids.ts';
import { recordAct } from '#modules/audit/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { checkSafety, withReviews } from './check-safety.ts';
import { presentationsOf } from './recognise.ts';
import type { checkReply, PrescriptionContent, PrescriptionSaved, saveBody } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { judgedLines, lawOf } from './judge-lines.ts';
import { lockOwnDraft, requireVersion } from './own-draft.ts';
import { rxPatient } from './patient-context.ts';
import type { RxPatient } from './patient-context.ts';
import { discardRow, prescriptionById, storePrescription } from './queries.ts';
import { sealContent } from './sealed-words.ts';

/** The safety check and the law of words as they stand. */
export const judge = async (tx: Tx<StaffActor>, content: PrescriptionContent, patient: RxPatient): Promise<z.infer<typeof checkReply>> =>
  ({ safety: await withReviews(tx, checkSafety(content, patient)), law: lawOf(await judgedLines(tx, content), patient.today), presentations: presentationsOf(content) });

/** Judges lines that are not saved: what a draft would say if it held them. Refuses a prescription of somebody else. */
export const checkPrescription = async (
  deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId, content: PrescriptionContent,
): Promise<{ readonly judged: z.infer<typeof checkReply>; readonly pseudonyms: readonly Pseudonym[] }> => {
  const row = await prescriptionById(tx, id);
  if (row?.author_id !== tx.actor.personId) throw conflict('prescription-of-another');
  const patient = await rxPatient(deps, tx, { patientId: row.patient_id, replaces: row.replaces });
  return { judged: await judge(tx, content, patient), pseudonyms: patient.pseudonyms };
};

/** Stores a draft’s words, and judges them. The same save sent twice counts once; one based on an older version is refused. */
export const savePrescription = async (
  deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId, asked: z.infer<typeof saveBody>,
): Promise<{ readonly saved: PrescriptionSaved; readonly pseudonyms: readonly Pseudonym[] }> => {
  const row = await lockOwnDraft(tx, id);
  const patient = await rxPatient(deps, tx, { patientId: row.patient_id, replaces: row.replaces });
  const judged = await judge(tx, asked.content, patient);
  const { pseudonyms } = patient;
  if (row.last_save === asked.saveId) return { saved: { version: row.version, savedAt: row.saved_at.toISOString(), ...judged }, pseudonyms };
  requireVersion(row, asked.version);
  const at = deps.clock.now();
  const content = sealContent(patient.header.key, { clinicId: tx.actor.clinicId, rowId: id }, asked.content);
  const [stored] = await storePrescription(tx, id, { content, saveId: asked.saveId, at });
  if (stored === undefined) throw conflict('prescription-already-signed');
  return { saved: { version: stored.version, savedAt: at.toISOString(), ...judged }, pseudonyms };
};

/** Puts a draft aside for good; its sealed words stay. */
export const discardPrescription = async (tx: Tx<StaffActor>, id: PrescriptionId): Promise<void> => {
  const row = await lockOwnDraft(tx, id);
  await discardRow(tx, id);
  await recordAct(tx, { action: 'prescription-discarded', entity: 'rx.prescription', entityId: id, patientId: row.patient_id, detail: {} });
};
