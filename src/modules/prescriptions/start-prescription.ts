import type { z } from 'zod';
import { conflict, notFound } from '#kernel/errors.ts';
import type { PatientId, PrescriptionId } from '#kernel/ids.ts';
import { requireOpenPatient, trailIds } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PrescriptionContent, startBody, startedReply } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { readPayload, readPrivate } from './payload.ts';
import { draftOfPatient, insertPrescription, lockBeginning } from './queries.ts';
import { emptyContent, openSigned, sealContent } from './sealed-words.ts';
import { endingOf, signedById } from './signed-queries.ts';

/** What was signed, as words of a new draft: the lines and what they are for; nothing that was answered to an alert. */
const wordsOfSigned = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId, trail: readonly PatientId[]): Promise<PrescriptionContent> => {
  const row = await signedById(tx, id);
  if (row === undefined || !trail.includes(row.patient_id)) throw notFound('prescription-not-found');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  const where = { clinicId: tx.actor.clinicId, rowId: id };
  const { lines, advice, isForAbroad } = readPayload(openSigned(key, where, 'payload', row.payload));
  const { diagnoses } = readPrivate(openSigned(key, where, 'private', row.private));
  return {
    ...emptyContent, diagnoses, advice, isForAbroad,
    // the special form of fraction I is of one prescription and no other
    lines: lines.map(({ fraction: _fraction, isAntibiotic: _isAntibiotic, ...line }) => ({ ...line, specialFolio: null })),
  };
};

/** What ended is replaced by nothing; what stands under a record that was merged is written again and cancelled there. */
const requireReplaceable = async (tx: Tx<StaffActor>, id: PrescriptionId, patientId: PatientId): Promise<void> => {
  if (await endingOf(tx, id) !== undefined) throw conflict('prescription-ended');
  const row = await signedById(tx, id);
  if (row === undefined) throw notFound('prescription-not-found');
  if (row.patient_id !== patientId) throw conflict('prescription-of-merged-record');
};

/**
 * Starts a prescription for a patient, or finds the one this prescriber has in work; what renews or replaces a signed one begins
 * with its lines. Refuses to replace one that ended, and to begin a second replacement while another draft is in work.
 */
export const startPrescription = async (
  deps: PrescriptionDeps, tx: Tx<StaffActor>, patientId: PatientId, asked: z.infer<typeof startBody>,
): Promise<z.infer<typeof startedReply>> => {
  await requireOpenPatient(tx, patientId);
  await lockBeginning(tx, patientId);
  const trail = await trailIds(tx, patientId);
  const from = asked.replaces ?? asked.renews;
  const drafted = await draftOfPatient(tx, trail, tx.actor.personId);
  if (drafted !== undefined && (from === undefined || drafted.replaces === from)) return { prescriptionId: drafted.id, resumed: true };
  if (drafted !== undefined) throw conflict('prescription-in-work');
  if (asked.replaces !== undefined) await requireReplaceable(tx, asked.replaces, patientId);
  const words = from === undefined ? emptyContent : await wordsOfSigned(deps, tx, from, trail);
  const key = await deps.vault.patientKey(tx, patientId);
  const id = deps.newId<'prescription'>();
  await insertPrescription(tx, {
    id, patient_id: patientId, author_id: tx.actor.personId, encounter_id: asked.encounterId ?? null, content: sealContent(key, { clinicId: tx.actor.clinicId, rowId: id }, words),
    replaces: asked.replaces ?? null, created_at: deps.clock.now(),
  });
  return { prescriptionId: id, resumed: false };
};
