import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { canonicalize } from '#kernel/canonical-json.ts';
import { conflict, DomainError } from '#kernel/errors.ts';
import type { PrescriptionId, Pseudonym } from '#kernel/ids.ts';
import { requireCertificate, requireSigner, withRoomForSignature } from '#modules/record/public.ts';
import { clinicHeader } from '#modules/workforce/public.ts';
import type { Signer } from '#modules/workforce/public.ts';
import { enqueueJob } from '#platform/jobs/queries.ts';
import { signedAttributesDer } from '#platform/pdf/sign-pdf.ts';
import type { PreparedPdf } from '#platform/pdf/sign-pdf.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { requireAnswers } from './check-safety.ts';
import { folioText, payloadOf, privatePartOf } from './compose-payload.ts';
import type { Composed, Moment } from './compose-payload.ts';
import type { prepareBody, preparedReply, PrescriptionLaw } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { lockOwnDraft, requireVersion } from './own-draft.ts';
import { rxPatient } from './patient-context.ts';
import { prescriptionPdf } from './prescription-pdf.ts';
import { newToken, sealPublicCopy, tokenDigest } from './public-copy.ts';
import { insertPreparation, nextFolio } from './queries.ts';
import { judge } from './save-prescription.ts';
import { openContent, sealPrepared } from './sealed-words.ts';
import { REMOVE_PRESCRIPTION_PREPARATIONS } from './remove-preparations.ts';
import { endingOf } from './signed-queries.ts';

/** How long what was prepared may be signed. */
const PREPARED_MINUTES = 15;
const SALT_BYTES = 32;

const refuseUnlawful = ({ findings }: PrescriptionLaw): void => {
  if (findings.length === 0) return;
  const numerals = [...new Set(findings.flatMap(({ norm, numeral }) => (numeral === null ? [] : [`${norm} ${numeral}`])))];
  throw new DomainError('prescription-incomplete', 'norm-violated', { findings: findings.map(({ line, code }) => `${line === null ? 'all' : String(line)}:${code}`) }, numerals);
};

/** RIS-28, LGS 83: whoever signs under supervision does not prescribe here. */
export const mayPrescribe = ({ supervision, mayPractise }: Pick<Signer, 'supervision' | 'mayPractise'>): boolean => supervision === null && mayPractise;

/** Refuses whoever may not prescribe. */
export const requirePrescriber = async (deps: PrescriptionDeps, tx: Tx<StaffActor>): Promise<Signer> => {
  const signer = await requireSigner(deps, tx);
  if (!mayPrescribe(signer)) throw new DomainError('prescriber-supervised', 'norm-violated', {}, ['RIS 28']);
  return signer;
};

/** A draft that lacks nothing, judged anew at this moment: the law, the answers to its alerts, the person. */
const loadComplete = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId, version: number): Promise<Composed> => {
  const row = await lockOwnDraft(tx, id);
  requireVersion(row, version);
  const signer = await requirePrescriber(deps, tx);
  const patient = await rxPatient(deps, tx, { patientId: row.patient_id, replaces: row.replaces });
  const content = openContent(patient.header.key, { clinicId: tx.actor.clinicId, rowId: id }, row.content);
  const { safety, law } = await judge(tx, content, patient);
  refuseUnlawful(law);
  requireAnswers(safety, content);
  if (row.replaces !== null && await endingOf(tx, row.replaces) !== undefined) throw conflict('prescription-ended');
  return { id, replaces: row.replaces, content, patient, clinic: await clinicHeader(tx), signer, safety, law };
};

const verifyUrlOf = ({ publicUrl }: PrescriptionDeps, { token }: Moment): string => `${publicUrl}/v/${token}`;

type Frozen = { readonly composed: Composed; readonly moment: Moment; readonly payload: string; readonly privatePart: string; readonly placed: PreparedPdf; readonly signedAttributes: Uint8Array; readonly version: number };

const keepPrepared = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, { composed, moment, payload, privatePart, placed, signedAttributes, version }: Frozen): Promise<z.infer<typeof preparedReply>> => {
  const { clinicId, personId } = tx.actor;
  const { key } = composed.patient.header;
  const id = deps.newId<'preparation'>();
  const where = { clinicId, rowId: id };
  const payloadSha256 = createHash('sha256').update(payload).digest();
  const expiresAt = new Date(moment.at.getTime() + PREPARED_MINUTES * 60_000);
  await insertPreparation(tx, {
    id, prescription_id: composed.id, patient_id: composed.patient.header.id, prescription_version: version, prepared_by: personId, prepared_at: moment.at, expires_at: expiresAt, folio: moment.folio,
    payload: sealPrepared(key, where, 'payload', payload), payload_sha256: payloadSha256, private: sealPrepared(key, where, 'private', privatePart), pdf: sealPrepared(key, where, 'pdf', placed.pdfWithPlaceholder),
    pdf_digest: Buffer.from(placed.digest), signed_attributes: Buffer.from(signedAttributes), certificate: Buffer.from(moment.certificate), token_sha256: tokenDigest(moment.token),
    public_copy: sealPublicCopy(moment.token, { clinicId, prescriptionId: composed.id }, payload),
  });
  await enqueueJob(tx, { task: REMOVE_PRESCRIPTION_PREPARATIONS, payload: { clinicId }, key: `${REMOVE_PRESCRIPTION_PREPARATIONS}:${clinicId}`, runAt: new Date(expiresAt.getTime() + 60_000) });
  return {
    preparationId: id, payload, payloadSha256: payloadSha256.toString('hex'), private: privatePart, pdfDigest: Buffer.from(placed.digest).toString('hex'),
    signedAttributes: Buffer.from(signedAttributes).toString('base64'), expiresAt: expiresAt.toISOString(), byteRange: [...placed.byteRange], verifyUrl: verifyUrlOf(deps, moment),
  };
};

/**
 * Freezes what will be signed: judges the lines anew, refuses what the law or an unanswered alert forbids, renders the PDF with
 * room for the signature, and builds both parts of the payload. Nothing is rendered after this. The token that the printed code
 * carries is made here and kept nowhere but in the PDF.
 */
export const preparePrescription = async (
  deps: PrescriptionDeps, actor: StaffActor, id: PrescriptionId, asked: z.infer<typeof prepareBody>,
): Promise<{ readonly prepared: z.infer<typeof preparedReply>; readonly pseudonyms: readonly Pseudonym[] }> => {
  const certificate = Buffer.from(asked.certificate, 'base64');
  const { composed, moment } = await deps.database.withActor(actor, async (tx) => {
    const complete = await loadComplete(deps, tx, id, asked.version);
    const serial = requireCertificate(deps, complete.signer, certificate);
    const made: Moment = {
      at: deps.clock.now(), folio: folioText(await nextFolio(tx)), token: newToken(deps.random), clinicId: actor.clinicId, certificate, serial, salt: deps.random(SALT_BYTES),
    };
    return { composed: complete, moment: made };
  });
  const privatePart = privatePartOf(composed, moment);
  const draft = payloadOf(composed, privatePart, moment);
  const rendered = await prescriptionPdf(draft, { patient: privatePart.patient, verifyUrl: verifyUrlOf(deps, moment), paper: asked.paper, at: moment.at });
  const placed = withRoomForSignature(rendered, composed.signer.fullName, moment.at);
  const signedAttributes = signedAttributesDer({ digest: placed.digest, certificateDer: certificate });
  const payload = canonicalize({ ...draft, pdf: { digestAlgorithm: 'SHA-256', digest: Buffer.from(placed.digest).toString('hex') } });
  const prepared = await deps.database.withActor(actor, async (tx) => {
    requireVersion(await lockOwnDraft(tx, id), asked.version);
    return keepPrepared(deps, tx, { composed, moment, payload, privatePart: canonicalize(privatePart), placed, signedAttributes, version: asked.version });
  });
  return { prepared, pseudonyms: composed.patient.pseudonyms };
};
