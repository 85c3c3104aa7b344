import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { addDays, civilDateIn } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { PrescriptionId } from '#kernel/ids.ts';
import { recordAct } from '#modules/audit/public.ts';
import { requireCertificate } from '#modules/record/public.ts';
import type { Signer } from '#modules/workforce/public.ts';
import { embedSignature } from '#platform/pdf/sign-pdf.ts';
import { verifySigning } from '#platform/pdf/verify-signing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { mustBeAnswered, requireAnswers } from './check-safety.ts';
import type { signBody, signedReply } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { readPayload, readPrivate } from './payload.ts';
import type { PrescriptionPayload, PrivatePart } from './payload.ts';
import { requirePrescriber } from './prepare-prescription.ts';
import { lockEnding, lockPrescription, markSigned, preparationById } from './queries.ts';
import type { PreparationRow, PrescriptionRow } from './queries.ts';
import { checkedKeys } from './recognise.ts';
import { rxPatient } from './patient-context.ts';
import { judge } from './save-prescription.ts';
import { openPrepared, sealSigned } from './sealed-words.ts';
import { signedFacts } from './signed-facts.ts';
import { endingOf, insertAlert, insertEnding, insertLine, insertPublicCopy, insertSigned, signedById } from './signed-queries.ts';
import type { LineRow, SignedRow } from './signed-queries.ts';

type Asked = z.infer<typeof signBody>;
type Reply = z.infer<typeof signedReply>;

/** The same signature sent again after a lost reply: answered as the first time, changing nothing. */
const answerAgain = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId, asked: Asked): Promise<Reply> => {
  const done = await signedById(tx, id);
  if (done === undefined || done.preparation_id !== asked.preparationId) throw conflict('prescription-already-signed');
  return { prescriptionId: id, signed: await signedFacts(deps, tx, done) };
};

const livePreparation = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, row: PrescriptionRow, asked: Asked): Promise<PreparationRow> => {
  const prepared = await preparationById(tx, row.id, asked.preparationId);
  if (prepared === undefined || prepared.prepared_by !== tx.actor.personId) throw notFound('preparation-not-found');
  if (prepared.expires_at <= deps.clock.now()) throw conflict('preparation-expired');
  if (prepared.prescription_version !== row.version) throw conflict('draft-changed-elsewhere', { version: row.version, savedAt: row.saved_at.toISOString() });
  return prepared;
};

type Verified = {
  readonly prepared: PreparationRow; readonly key: PatientKey; readonly serial: string; readonly payloadBytes: Buffer; readonly privateBytes: Buffer; readonly payload: PrescriptionPayload; readonly privatePart: PrivatePart;
  readonly payloadSignature: Buffer; readonly attributesSignature: Buffer; readonly pdf: Uint8Array;
};

/** What the browser sent, held against what was prepared. */
const verified = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, signer: Signer, { prepared, asked }: { readonly prepared: PreparationRow; readonly asked: Asked }): Promise<Verified> => {
  const serial = requireCertificate(deps, signer, prepared.certificate);
  const key = await deps.vault.patientKey(tx, prepared.patient_id);
  const where = { clinicId: tx.actor.clinicId, rowId: prepared.id };
  const payloadBytes = openPrepared(key, where, 'payload', prepared.payload);
  const privateBytes = openPrepared(key, where, 'private', prepared.private);
  const payloadSignature = Buffer.from(asked.payloadSignature, 'base64');
  const attributesSignature = Buffer.from(asked.attributesSignature, 'base64');
  const embedded = embedSignature(openPrepared(key, where, 'pdf', prepared.pdf), { signedAttributes: prepared.signed_attributes, signature: attributesSignature, certificateDer: prepared.certificate });
  if (!embedded.ok) throw forbidden(embedded.code === 'pdf-signature-invalid' ? 'signature-of-pdf-wrong' : embedded.code);
  const stored = { payload: payloadBytes, payloadSignature, certificateDer: prepared.certificate, signedPdf: embedded.pdf };
  const [broken] = verifySigning(stored, { trusted: deps.trustedIssuers(), ...(signer.curp === null ? {} : { expectedCurp: signer.curp }) });
  if (broken !== undefined) throw forbidden(broken.part === 'payload' ? 'signature-of-payload-wrong' : 'signature-of-pdf-wrong', { reason: broken.code });
  return { prepared, key, serial, payloadBytes, privateBytes, payload: readPayload(payloadBytes), privatePart: readPrivate(privateBytes), payloadSignature, attributesSignature, pdf: embedded.pdf };
};

const treatedUntil = ({ duration, frequency }: PrescriptionPayload['lines'][number], issued: CivilDate): string | null => {
  if (frequency?.kind === 'once') return issued;
  return duration !== null && 'days' in duration ? addDays(issued, duration.days) : null;
};

const lineRow = (line: PrescriptionPayload['lines'][number], at: number, issued: CivilDate): LineRow => {
  if (line.quantity === null) throw new Error('a prepared line lacks its quantity');
  return {
    line: at + 1, ingredients: checkedKeys(line) ?? [], presentation: line.presentation.id, fraction: line.fraction, is_antibiotic: line.isAntibiotic, unit: line.quantity.unit,
    per_fill: line.quantity.value, packs: line.quantity.packs, fills: line.fills, treated_until: treatedUntil(line, issued),
  };
};

const signedRowOf = (tx: Tx<StaffActor>, { prepared, payload, privatePart, key, serial, payloadBytes, privateBytes, payloadSignature, attributesSignature, pdf }: Verified, at: Date): SignedRow => {
  const id = prepared.prescription_id;
  const where = { clinicId: tx.actor.clinicId, rowId: id };
  if (payload.mode === 'ELECTRONICA') throw new Error('nothing has a constancia before it is signed');
  return {
    prescription_id: id, preparation_id: prepared.id, patient_id: prepared.patient_id, author_id: tx.actor.personId, folio: payload.folio, mode: payload.mode, class: payload.class,
    has_antibiotic: payload.hasAntibiotic, signed_at: at, valid_until: payload.validUntil, payload: sealSigned(key, where, 'payload', payloadBytes), payload_sha256: prepared.payload_sha256,
    payload_signature: payloadSignature, private: sealSigned(key, where, 'private', privateBytes), signed_attributes: prepared.signed_attributes, attributes_signature: attributesSignature,
    algorithm: 'RSASSA-PKCS1-v1_5-SHA-256', certificate: prepared.certificate, certificate_serial: serial, revocation: 'not-checked', pdf: sealSigned(key, where, 'pdf', pdf),
    pdf_sha256: createHash('sha256').update(pdf).digest(), safety_data: `${privatePart.safety.dataSet.name} ${privatePart.safety.dataSet.version}`, safety_sha256: Buffer.from(privatePart.safety.dataSet.sha256, 'hex'),
  };
};

const storeChildren = async (tx: Tx<StaffActor>, row: SignedRow, { payload, privatePart }: Verified, issued: CivilDate): Promise<void> => {
  for (const [at, line] of payload.lines.entries()) await insertLine(tx, row, lineRow(line, at, issued));
  const reasons = new Map(privatePart.overrides.map(({ key, reason }) => [key, reason]));
  for (const [at, { key, rule, kind, severity }] of privatePart.safety.alerts.entries()) {
    await insertAlert(tx, row, { place: at + 1, rule, kind, severity, reason: reasons.get(key) ?? null });
  }
};

/** What was known of the patient may have changed since it was prepared: an allergy told in between is not signed over. */
const requireStillSafe = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, { payload, privatePart }: Verified, row: PrescriptionRow): Promise<void> => {
  const patient = await rxPatient(deps, tx, { patientId: row.patient_id, replaces: row.replaces });
  const content = { lines: payload.lines.map(({ fraction: _fraction, isAntibiotic: _isAntibiotic, ...line }) => line), diagnoses: [], overrides: privatePart.overrides, isForAbroad: false, advice: '' };
  const { safety, law } = await judge(tx, content, patient);
  const before = new Set(mustBeAnswered(privatePart.safety).map(({ key }) => key));
  if (mustBeAnswered(safety).some(({ key }) => !before.has(key)) || law.mode !== payload.mode || law.class !== payload.class) throw conflict('preparation-outdated');
  requireAnswers(safety, content);
};

const complete = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, row: PrescriptionRow, asked: Asked): Promise<Reply> => {
  const prepared = await livePreparation(deps, tx, row, asked);
  const parts = await verified(deps, tx, await requirePrescriber(deps, tx), { prepared, asked });
  await requireStillSafe(deps, tx, parts, row);
  if (row.replaces !== null) {
    await lockEnding(tx, row.replaces);
    if (await endingOf(tx, row.replaces) !== undefined) throw conflict('prescription-ended');
  }
  const at = deps.clock.now();
  const signed = signedRowOf(tx, parts, at);
  const issued = civilDateIn(deps.timeZoneOf(tx.actor.clinicId), prepared.prepared_at);
  await storeChildren(tx, signed, parts, issued);
  await insertSigned(tx, signed);
  await insertPublicCopy(tx, row.id, { tokenSha256: prepared.token_sha256, sealed: prepared.public_copy });
  await markSigned(tx, row.id);
  if (row.replaces !== null) {
    const ended = await insertEnding(tx, { prescription_id: row.replaces, patient_id: row.patient_id, kind: 'replaced', reason: 'treatment-changed', words: null, replaced_by: row.id, ended_by: tx.actor.personId, ended_at: at });
    if (ended.length === 0) throw conflict('prescription-ended');
  }
  await recordAct(tx, { action: 'prescription-signed', entity: 'rx.signed', entityId: row.id, patientId: row.patient_id, detail: { payload_sha256: signed.payload_sha256.toString('hex'), pdf_sha256: signed.pdf_sha256.toString('hex'), mode: signed.mode } });
  return { prescriptionId: row.id, signed: await signedFacts(deps, tx, signed) };
};

/**
 * Verifies both signatures the browser made over what was prepared, judges the lines once more, and stores the prescription, its
 * lines, its alerts with their answers, its PDF, what the public page shows, and the audit row in this one transaction. Sending
 * the same signature again answers the same. Refuses: not the author, another version, an expired or outdated preparation, a
 * certificate that may not sign, a wrong signature.
 */
export const signPrescription = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId, asked: Asked): Promise<Reply> => {
  const row = await lockPrescription(tx, id);
  if (row === undefined) throw notFound('prescription-not-found');
  if (row.author_id !== tx.actor.personId) throw forbidden('prescription-of-another');
  switch (row.state) {
    case 'discarded': throw conflict('prescription-discarded');
    case 'signed': return answerAgain(deps, tx, id, asked);
    case 'draft': return complete(deps, tx, row, asked);
  }
};
