import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { canonicalize } from '#kernel/canonical-json.ts';
import { civilDateIn, formatInstant } from '#kernel/civil-date.ts';
import { conflict, DomainError, forbidden } from '#kernel/errors.ts';
import type { ClinicId, NoteId, PreparationId, Pseudonym } from '#kernel/ids.ts';
import { patientHeader } from '#modules/patients/public.ts';
import type { PatientHeader } from '#modules/patients/public.ts';
import { clinicHeader, signerOf } from '#modules/workforce/public.ts';
import type { ClinicHeader, Signer } from '#modules/workforce/public.ts';
import { judgeCertificate } from '#platform/efirma/certificate.ts';
import { enqueueJob } from '#platform/jobs/queries.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import { prepareSignature as placeSignature, signedAttributesDer } from '#platform/pdf/sign-pdf.ts';
import type { PreparedPdf } from '#platform/pdf/sign-pdf.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Note, NoteContent, NoteFinding, prepareBody, preparedSchema } from './contract.ts';
import { consentFacts } from './consents.ts';
import type { RecordDeps } from './dependencies.ts';
import { documentOf } from './document.ts';
import { emptyContent } from './content-parts.ts';
import { ageText } from './model.ts';
import { wordsWithOrigin } from './note-origin.ts';
import type { NotePayload, Professional } from './payload.ts';
import { encounterById, insertPreparation, signedNoteById } from './queries.ts';
import type { DraftNote, EncounterRow, SignedRow, WaitingNote } from './queries.ts';
import { REMOVE_PREPARATIONS } from './remove-preparation.ts';
import { findingsOf, lockOwnDraft } from './save-draft.ts';
import { secondAskedOf } from './second-asked.ts';
import { openDraft, sealPrepared } from './sealed-words.ts';

/** How long what was prepared may be signed. */
const PREPARED_MINUTES = 15;
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type Loaded = {
  readonly note: DraftNote | WaitingNote; readonly content: NoteContent; readonly patient: PatientHeader; readonly clinic: ClinicHeader;
  readonly signer: Signer; readonly encounter: EncounterRow; readonly amended: SignedRow | undefined;
  readonly consent: Note['consent'];
};

/** Refuses a document that a norm still misses something of, naming the rules that ask for it and, where their text was read or quoted, the numerals. */
export const refuseIncomplete = (findings: readonly NoteFinding[]): void => {
  const blocking = findings.filter((finding) => finding.blocks);
  if (blocking.length === 0) return;
  const numerals = [...new Set(blocking.flatMap(({ norm, numeral }) => (numeral === null ? [] : [`${norm} ${numeral}`])))];
  throw new DomainError('note-incomplete', 'norm-violated', { findings: blocking.map(({ field, code }) => `${field}:${code}`), rules: [...new Set(blocking.map(({ rule }) => rule))] }, numerals);
};

/** Refuses a certificate that may not sign for this person now, with its own reason. Returns its serial number. */
export const requireCertificate = (deps: Pick<RecordDeps, 'trustedIssuers' | 'clock'>, signer: Signer, certificate: Uint8Array): string => {
  if (signer.curp === null) throw forbidden('signer-needs-curp');
  const judged = judgeCertificate(certificate, {
    trusted: deps.trustedIssuers(), at: deps.clock.now(), expectedCurp: signer.curp, ...(signer.rfc === null ? {} : { expectedRfc: signer.rfc }),
  });
  const [refusal] = judged.refusals;
  if (refusal !== undefined || judged.profile === null) throw forbidden(refusal ?? 'efirma-not-a-certificate');
  return judged.profile.serialNumber;
};

/** What supervision stands in for: whoever has no cédula of her own yet signs with somebody who has. */
const excused: ReadonlySet<string> = new Set(['cedula-missing', 'cedula-unverified']);

/**
 * Refuses a person who may not practise: LGS-83, no verified cédula, no signature. Whoever writes under supervision
 * (LIC-4) passes without one: what she signs is not complete until somebody who has one signs it too.
 */
export const requireSigner = async (deps: Pick<RecordDeps, 'vault' | 'clock'>, tx: Tx<StaffActor>): Promise<Signer> => {
  const signer = await signerOf(tx, deps.vault, tx.actor.personId, deps.clock.now());
  const isSupervised = signer.supervision !== null && signer.reasons.every((reason) => excused.has(reason));
  if (!signer.mayPractise && !isSupervised) throw new DomainError('signer-may-not-practise', 'norm-violated', { reasons: [...signer.reasons] }, ['LGS 83']);
  return signer;
};

/** A draft, complete by the rules, with whatever its document says beside it. */
export const loadComplete = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, version: number): Promise<Loaded> => {
  const note = await lockOwnDraft(tx, noteId);
  if (note.version !== version) throw conflict('draft-changed-elsewhere', { version: note.version, savedAt: note.saved_at.toISOString() });
  const signer = await requireSigner(deps, tx);
  const loaded = await loadAround(deps, tx, note, signer);
  secondAskedOf(signer, loaded.content);
  refuseIncomplete(await findingsOf(deps, tx, note, loaded.content));
  return loaded;
};

/** What the document of a note says beside its words. */
export const loadAround = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote | WaitingNote, signer: Signer): Promise<Loaded> => {
  const patient = await patientHeader(tx, deps.vault, note.patient_id);
  const content = note.content === null ? emptyContent(note.kind) : openDraft(patient.key, { clinicId: tx.actor.clinicId, rowId: note.id }, note.content);
  const encounter = await encounterById(tx, note.encounter_id);
  if (encounter === undefined) throw new Error('a note has lost its encounter');
  const amended = note.amends === null ? undefined : await signedNoteById(tx, note.amends);
  const consent = (await consentFacts(deps, tx, note, { key: patient.key, names: new Map() })).consent;
  return { consent, note, content, patient, clinic: await clinicHeader(tx), signer, encounter, amended };
};

export const newCode = (random: (n: number) => Uint8Array): string => {
  const letters = [...random(12)].map((byte) => CODE_ALPHABET.charAt(byte % 32)).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
};

const apparentAgeText = (years: number | null): string => (years === null ? '' : `${String(years)} años aparentes`);

export type Circumstances = {
  readonly at: Date; readonly code: string; readonly clinicId: ClinicId; readonly serial: string; readonly certificate: Uint8Array;
  /** Who completes what its author finished without an e.firma, and when she had finished it. */
  readonly completes?: { readonly signer: Signer; readonly finishedAt: Date };
};

/** Somebody as a document names her; a cédula that nobody verified is not printed. */
export const professionalOf = (signer: Signer): Professional => ({
  id: signer.personId, fullName: signer.fullName, cedula: signer.reasons.length > 0 ? '' : signer.cedula ?? '', title: signer.title ?? '', institution: signer.institution ?? '', curp: signer.curp,
  specialty: signer.specialty === null ? null : { name: signer.specialty.name, cedula: signer.specialty.cedula, certificate: signer.specialty.certificate },
});

/** Everything the note says, as it stands now; the PDF's digest is filled in once it is rendered. */
export const payloadOf = ({ note, content, patient, clinic, signer, encounter, consent }: Loaded, { at, code, clinicId, serial, certificate, completes }: Circumstances): NotePayload => {
  const asked = secondAskedOf(signer, content);
  const today = civilDateIn(clinic.timeZone, at);
  const known = patient.ageAt(today);
  const age = known === null ? apparentAgeText(patient.apparentAge) : ageText(known, 'es-MX');
  return {
    type: 'amate/note', version: 1,
    establishment: { id: clinicId, name: clinic.name, legalName: clinic.legalName, kind: clinic.kind, address: clinic.address, phone: clinic.phone, clues: clinic.clues, demo: clinic.demo },
    patient: { id: patient.id, recordNumber: patient.recordNumber, fullName: patient.fullName, birthDate: patient.birthDate, age, sex: patient.sex, curp: patient.curp, address: patient.address },
    author: { ...professionalOf(signer), ...(signer.supervision === null ? {} : { supervision: { grade: signer.supervision.grade, supervisor: signer.supervision.supervisorName } }) },
    encounter: { id: encounter.id, kind: encounter.kind, startedAt: encounter.started_at.toISOString() },
    note: { id: note.id, kind: note.kind, amends: note.amends, writtenAt: at.toISOString(), writtenAtLocal: formatInstant(at, clinic.timeZone, 'es-MX'), ...wordsWithOrigin(content) },
    ...(consent === null ? {} : { consent: { ...consent, signedAtLocal: formatInstant(new Date(consent.signedAt), clinic.timeZone, 'es-MX') } }),
    ...(asked === null ? {} : { second: { asks: asked.asks, named: asked.namedName, ...(completes === undefined ? {} : { finishedAt: completes.finishedAt.toISOString(), signer: professionalOf(completes.signer) }) } }),
    certificate: { serial, sha256: createHash('sha256').update(certificate).digest('hex') },
    pdf: { digestAlgorithm: 'SHA-256', digest: '' },
    verificationCode: code,
  };
};

export const withRoomForSignature = (rendered: Uint8Array, name: string, at: Date): PreparedPdf => {
  const placed = placeSignature(rendered, { name, reason: 'Nota clínica', at });
  if (!placed.ok) throw new Error(`the rendered note cannot be prepared: ${placed.code}`);
  return placed.prepared;
};

export type Frozen = {
  readonly note: DraftNote | WaitingNote; readonly key: PatientKey; readonly at: Date; readonly payload: string; readonly placed: PreparedPdf; readonly signedAttributes: Uint8Array;
  readonly certificate: Uint8Array; readonly code: string; readonly firstId: PreparationId | null;
};

/** Keeps what will be signed, for a quarter of an hour, and tells what the browser needs of it. */
export const keepPrepared = async (deps: RecordDeps, tx: Tx<StaffActor>, frozen: Frozen): Promise<z.infer<typeof preparedSchema>> => {
  const { note, key, at, payload, placed, signedAttributes, certificate, code, firstId } = frozen;
  const { clinicId, personId } = tx.actor;
  const id = deps.newId<'preparation'>();
  const where = { clinicId, rowId: id };
  const payloadSha256 = createHash('sha256').update(payload).digest();
  const expires_at = new Date(at.getTime() + PREPARED_MINUTES * 60_000);
  await insertPreparation(tx, {
    id, note_id: note.id, patient_id: note.patient_id, note_version: note.version, prepared_by: personId, prepared_at: at, expires_at, first_id: firstId,
    payload: sealPrepared(key, where, 'payload', payload), payload_sha256: payloadSha256, pdf: sealPrepared(key, where, 'pdf', placed.pdfWithPlaceholder),
    pdf_digest: Buffer.from(placed.digest), signed_attributes: Buffer.from(signedAttributes), certificate: Buffer.from(certificate), verification_code: code,
  });
  await enqueueJob(tx, { task: REMOVE_PREPARATIONS, payload: { clinicId }, key: `${REMOVE_PREPARATIONS}:${clinicId}`, runAt: new Date(expires_at.getTime() + 60_000) });
  return {
    preparationId: id, payload, payloadSha256: payloadSha256.toString('hex'), pdfDigest: Buffer.from(placed.digest).toString('hex'),
    signedAttributes: Buffer.from(signedAttributes).toString('base64'), expiresAt: expires_at.toISOString(), byteRange: [...placed.byteRange],
  };
};

/**
 * Freezes what will be signed: checks the rules, the person and the certificate, renders the PDF with room for the
 * signature, and builds the canonical payload and the PDF's signed attributes. Nothing is rendered after this.
 */
export const prepareNote = async (
  deps: RecordDeps, actor: StaffActor, noteId: NoteId, asked: z.infer<typeof prepareBody>,
): Promise<{ readonly prepared: z.infer<typeof preparedSchema>; readonly pseudonym: Pseudonym }> => {
  const loaded = await deps.database.withActor(actor, (tx) => loadComplete(deps, tx, noteId, asked.version));
  const certificate = Buffer.from(asked.certificate, 'base64');
  const serial = requireCertificate(deps, loaded.signer, certificate);
  const at = deps.clock.now();
  const code = newCode(deps.random);
  const draft = payloadOf(loaded, { at, code, clinicId: actor.clinicId, serial, certificate });
  const rendered = await renderDocument(documentOf(draft, { at, amendedCode: loaded.amended?.verification_code ?? null }));
  const placed = withRoomForSignature(rendered, loaded.signer.fullName, at);
  const signedAttributes = signedAttributesDer({ digest: placed.digest, certificateDer: certificate });
  const payload = canonicalize({ ...draft, pdf: { digestAlgorithm: 'SHA-256', digest: Buffer.from(placed.digest).toString('hex') } });
  const { key } = loaded.patient;
  const prepared = await deps.database.withActor(actor, async (tx) => {
    const now = await lockOwnDraft(tx, noteId);
    if (now.version !== asked.version) throw conflict('draft-changed-elsewhere', { version: now.version, savedAt: now.saved_at.toISOString() });
    return keepPrepared(deps, tx, { note: now, key, at, payload, placed, signedAttributes, certificate, code, firstId: null });
  });
  return { prepared, pseudonym: key.pseudonym };
};
