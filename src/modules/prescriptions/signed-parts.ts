import { notFound } from '#kernel/errors.ts';
import type { PatientId, PrescriptionId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { signedReply } from './contract.ts';
import type { z } from 'zod';
import type { PrescriptionDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import type { PrescriptionPayload } from './payload.ts';
import { openSigned } from './sealed-words.ts';
import { bestConstancia, signedFacts } from './signed-facts.ts';
import { constanciasOf, signedById, signedOfPatients } from './signed-queries.ts';

/** What a signed prescription is made of, byte for byte, for whoever hands it over. */

export type SignedPrescriptionHead = { readonly prescriptionId: PrescriptionId; readonly signedAt: Date };

export type SignedPrescription = {
  readonly pdf: Buffer; readonly payload: Buffer; readonly payloadSignature: Buffer; readonly privatePart: Buffer;
  readonly signedAttributes: Buffer; readonly attributesSignature: Buffer; readonly certificate: Buffer;
  /** The best that was brought, as it came. */
  readonly constancia: Buffer | null;
  readonly stated: PrescriptionPayload;
  readonly facts: z.infer<typeof signedReply>['signed'];
};

/** More than anybody is prescribed. */
const MOST = 100_000;

/** The signed prescriptions of these patients, the oldest first. */
export const signedPrescriptionHeads = async (tx: Tx<StaffActor>, trail: readonly PatientId[]): Promise<readonly SignedPrescriptionHead[]> =>
  (await signedOfPatients(tx, trail, MOST)).toReversed().map((row) => ({ prescriptionId: row.prescription_id, signedAt: row.signed_at }));

export const openSignedPrescription = async (deps: Pick<PrescriptionDeps, 'vault'>, tx: Tx<StaffActor>, id: PrescriptionId): Promise<SignedPrescription> => {
  const row = await signedById(tx, id);
  if (row === undefined) throw notFound('prescription-not-found');
  const [key, facts, constancias] = await Promise.all([deps.vault.patientKey(tx, row.patient_id), signedFacts(deps, tx, row), constanciasOf(tx, id)]);
  const where = { clinicId: tx.actor.clinicId, rowId: id };
  const payload = openSigned(key, where, 'payload', row.payload);
  return {
    pdf: openSigned(key, where, 'pdf', row.pdf), payload, payloadSignature: row.payload_signature, privatePart: openSigned(key, where, 'private', row.private),
    signedAttributes: row.signed_attributes, attributesSignature: row.attributes_signature, certificate: row.certificate, constancia: bestConstancia(constancias)?.file ?? null, stated: readPayload(payload), facts,
  };
};
