import type { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import type { PatientId, PrescriptionId, Pseudonym } from '#kernel/ids.ts';
import { trailIds } from '#modules/patients/public.ts';
import { signerOf, staffNames } from '#modules/workforce/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Prescription, PrescriptionLaw, PrescriptionList, prescriptionListReply } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { rxPatient } from './patient-context.ts';
import { readPayload, readPrivate } from './payload.ts';
import type { PrescriptionPayload } from './payload.ts';
import { mayPrescribe } from './prepare-prescription.ts';
import { draftsOfPatients, prescriptionById } from './queries.ts';
import type { PrescriptionRow } from './queries.ts';
import { presentationsOf } from './recognise.ts';
import { mostFills } from './rules.ts';
import { judge } from './save-prescription.ts';
import { openContent, openSigned } from './sealed-words.ts';
import { signedFacts } from './signed-facts.ts';
import { signedById, signedByIds, signedOfPatients } from './signed-queries.ts';
import type { SignedRow } from './signed-queries.ts';

/** How many signed prescriptions of a patient are listed, the newest first. */
const MOST_LISTED = 200;

type Opened = { readonly prescription: Prescription; readonly pseudonyms: readonly Pseudonym[] };

/** What the law made of it when it was signed, as it stands in the payload. */
const lawSigned = ({ mode, class: strictest, hasAntibiotic, validUntil, lines }: PrescriptionPayload): PrescriptionLaw => ({
  mode, class: strictest, hasAntibiotic, validUntil, findings: [], lines: lines.map(({ fraction, isAntibiotic }) => ({ fraction, isAntibiotic, isProposed: false, mostFills: mostFills(fraction) })),
});

type Facts = Pick<Prescription, 'id' | 'patientId' | 'state' | 'version' | 'authorId' | 'authorName' | 'replaces' | 'createdAt' | 'savedAt'>;
const factsOf = (row: PrescriptionRow, authorName: string): Facts => ({
  id: row.id, patientId: row.patient_id, state: row.state, version: row.version, authorId: row.author_id, authorName, replaces: row.replaces, createdAt: row.created_at.toISOString(), savedAt: row.saved_at.toISOString(),
});

const openSignedOne = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, row: PrescriptionRow, signed: SignedRow): Promise<Opened> => {
  const key = await deps.vault.patientKey(tx, row.patient_id);
  const where = { clinicId: tx.actor.clinicId, rowId: row.id };
  const payload = readPayload(openSigned(key, where, 'payload', signed.payload));
  const { diagnoses, overrides, safety } = readPrivate(openSigned(key, where, 'private', signed.private));
  const lines = payload.lines.map(({ fraction: _fraction, isAntibiotic: _isAntibiotic, ...line }) => line);
  return {
    pseudonyms: [key.pseudonym],
    prescription: {
      ...factsOf(row, payload.prescriber.fullName), content: { lines, diagnoses, overrides, isForAbroad: payload.isForAbroad, advice: payload.advice }, context: null, safety, law: lawSigned(payload), presentations: presentationsOf({ lines }),
      signed: await signedFacts(deps, tx, signed), mayPrescribe: null,
    },
  };
};

/** A prescription with its check: of a draft as of now, of a signed one as it was signed. Somebody else’s draft is nobody’s to read. */
export const openPrescription = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId): Promise<Opened> => {
  const row = await prescriptionById(tx, id);
  if (row === undefined) throw notFound('prescription-not-found');
  const signed = row.state === 'signed' ? await signedById(tx, id) : undefined;
  if (signed !== undefined) return openSignedOne(deps, tx, row, signed);
  if (row.author_id !== tx.actor.personId) throw notFound('prescription-not-found');
  const [patient, names, signer] = await Promise.all([rxPatient(deps, tx, { patientId: row.patient_id, replaces: row.replaces }), staffNames(tx), signerOf(tx, deps.vault, tx.actor.personId, deps.clock.now())]);
  const content = openContent(patient.header.key, { clinicId: tx.actor.clinicId, rowId: id }, row.content);
  return { prescription: { ...factsOf(row, names.get(row.author_id) ?? ''), content, context: patient.context, ...await judge(tx, content, patient), signed: null, mayPrescribe: mayPrescribe(signer) }, pseudonyms: patient.pseudonyms };
};

/** The signed PDF byte for byte as it was signed. */
export const openPrescriptionPdf = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId): Promise<{ readonly pdf: Buffer; readonly folio: string; readonly pseudonym: Pseudonym }> => {
  const row = await signedById(tx, id);
  if (row === undefined) throw notFound('prescription-not-found');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  return { pdf: openSigned(key, { clinicId: tx.actor.clinicId, rowId: id }, 'pdf', row.pdf), folio: row.folio, pseudonym: key.pseudonym };
};

const draftEntry = (tx: Tx<StaffActor>, row: PrescriptionRow, key: PatientKey, authorName: string): PrescriptionList[number] => ({
  id: row.id, encounterId: row.encounter_id, state: 'draft', at: row.saved_at.toISOString(), authorId: row.author_id, authorName, folio: null, mode: null, validUntil: null, ended: null, dispensed: null,
  medicines: openContent(key, { clinicId: tx.actor.clinicId, rowId: row.id }, row.content).lines.map(({ generic }) => generic),
});

/** A patient’s prescriptions and those of everybody merged into her: the reader’s own drafts and what was signed. Refuses `patient-not-found`. */
export const listPrescriptions = async (
  deps: PrescriptionDeps, tx: Tx<StaffActor>, patientId: PatientId,
): Promise<{ readonly list: z.infer<typeof prescriptionListReply>; readonly pseudonyms: readonly Pseudonym[] }> => {
  const trail = await trailIds(tx, patientId);
  if (trail.length === 0) throw notFound('patient-not-found');
  const [keys, names, drafts, signed] = await Promise.all([
    deps.vault.patientKeys(tx, trail), staffNames(tx), draftsOfPatients(tx, trail, tx.actor.personId), signedOfPatients(tx, trail, MOST_LISTED),
  ]);
  const dispensed = await deps.dispensedOf(tx, signed.map(({ prescription_id }) => prescription_id));
  const inWork = drafts.flatMap((row) => {
    const key = keys.get(row.patient_id);
    return key === undefined ? [] : [draftEntry(tx, row, key, names.get(row.author_id) ?? '')];
  });
  const done = signed.flatMap((row): PrescriptionList => {
    const key = keys.get(row.patient_id);
    if (key === undefined) return [];
    const payload = readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: row.prescription_id }, 'payload', row.payload));
    return [{
      id: row.prescription_id, encounterId: row.encounter_id, state: 'signed', at: row.signed_at.toISOString(), authorId: row.author_id, authorName: payload.prescriber.fullName, medicines: payload.lines.map(({ generic }) => generic),
      folio: row.folio, mode: row.mode, validUntil: row.valid_until, ended: row.ended, dispensed: dispensed.get(row.prescription_id) ?? null,
    }];
  });
  return { list: { prescriptions: [...inWork, ...done] }, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};

/** What was signed of these prescriptions of the clinic; one that is not there is left out, a single one that is not there is refused. */
export const openedPayloads = async (
  deps: Pick<PrescriptionDeps, 'vault'>, tx: Tx<StaffActor>, ids: readonly PrescriptionId[],
): Promise<{ readonly payloads: ReadonlyMap<PrescriptionId, PrescriptionPayload>; readonly pseudonyms: readonly Pseudonym[] }> => {
  const rows = await signedByIds(tx, ids);
  if (ids.length === 1 && rows.length === 0) throw notFound('prescription-not-found');
  const keys = await deps.vault.patientKeys(tx, [...new Set(rows.map(({ patient_id }) => patient_id))]);
  const payloads = new Map(rows.flatMap((row): readonly (readonly [PrescriptionId, PrescriptionPayload])[] => {
    const key = keys.get(row.patient_id);
    return key === undefined ? [] : [[row.prescription_id, readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: row.prescription_id }, 'payload', row.payload))]];
  }));
  return { payloads, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};
