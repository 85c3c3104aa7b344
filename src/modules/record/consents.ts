import type { z } from 'zod';
import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { NoteId, PatientId, PractitionerId, Pseudonym } from '#kernel/ids.ts';
import { recordAct } from '#modules/audit/public.ts';
import type { ConsentAct } from '#modules/documents/contract.ts';
import { documentType, reportedAct, textIn } from '#modules/documents/public.ts';
import { trailIds } from '#modules/patients/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { chooseConsent, consentById, consentsOf, insertRevocation, revocationOf } from './consent-queries.ts';
import type { ConsentRow, RevocationRow } from './consent-queries.ts';
import { consentRules, covers } from './consent-rules.ts';
import type { ConsentLink } from './consent-rules.ts';
import type { Consents, consentBody, Note, NoteContent, NoteFinding, revokeBody } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import { noteById } from './queries.ts';
import type { DraftNote, NoteRow } from './queries.ts';
import { toNoteFindings } from './rules.ts';
import { openRevocation, openSigned, sealRevocation } from './sealed-words.ts';

/** The consent that a document rests on: chosen among the patient's own signed ones. */

type Deps = Pick<RecordDeps, 'vault' | 'clock'>;

/** The mandatory act that a document reports; evolution notes and addenda report none. */
const actOf = (content: NoteContent): ConsentAct | null =>
  (content.kind === 'evolution' || content.kind === 'addendum' ? null : reportedAct(documentType(content.kind), content));

type Opened = { readonly link: ConsentLink; readonly act: string | null; readonly title: string };

const opened = (tx: Tx<StaffActor>, key: PatientKey, row: ConsentRow): Opened => {
  const { note: { content } } = readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: row.note_id }, 'payload', row.payload));
  if (content.kind !== 'consent') return { link: { kind: 'emergency-treatment' }, act: null, title: '' };
  const act = textIn(content.values, 'act');
  return { link: { kind: 'consent', act, isRevoked: row.revoked_at !== null }, act, title: textIn(content.values, 'documentTitle') };
};

/** The consent a note rests on, of the same patient; null when none was chosen. */
const chosenConsent = async (deps: Deps, tx: Tx<StaffActor>, of: Pick<NoteRow, 'patient_id' | 'consent_id'>): Promise<(Opened & { readonly row: ConsentRow }) | null> => {
  if (of.consent_id === null) return null;
  const row = await consentById(tx, of.consent_id);
  if (row === undefined || !(await trailIds(tx, of.patient_id)).includes(row.patient_id)) return null;
  return { ...opened(tx, await deps.vault.patientKey(tx, row.patient_id), row), row };
};

/** NOM-004 10.1.2: what a document that reports a mandatory act lacks of its consent. */
export const consentFindings = async (deps: Deps, tx: Tx<StaffActor>, of: Pick<NoteRow, 'patient_id' | 'consent_id'>, content: NoteContent): Promise<readonly NoteFinding[]> => {
  const act = actOf(content);
  if (act === null) return [];
  return toNoteFindings(consentRules, { act, link: (await chosenConsent(deps, tx, of))?.link ?? null }, true);
};

const ownDocument = async (tx: Tx<StaffActor>, noteId: NoteId): Promise<NoteRow> => {
  const note = await noteById(tx, noteId);
  if (note === undefined || note.author_id !== tx.actor.personId) throw notFound('note-not-found');
  return note;
};

/** The patient's signed consents and statements, each with whether it may be chosen for the act, and the one chosen. */
export const listConsents = async (deps: Deps, tx: Tx<StaffActor>, noteId: NoteId, act: ConsentAct | undefined): Promise<{ readonly list: Consents; readonly pseudonyms: readonly Pseudonym[] }> => {
  const note = await ownDocument(tx, noteId);
  const trail = await trailIds(tx, note.patient_id);
  const keys = await deps.vault.patientKeys(tx, trail);
  const consents = (await consentsOf(tx, trail)).flatMap((row) => {
    const key = keys.get(row.patient_id);
    if (key === undefined) return [];
    const { link, act: of, title } = opened(tx, key, row);
    return [{
      noteId: row.note_id, kind: row.kind, act: of, title, signedAt: row.signed_at.toISOString(), verificationCode: row.verification_code, revokedAt: row.revoked_at?.toISOString() ?? null,
      covers: act !== undefined && covers(link, act),
    }];
  });
  return { list: { chosen: note.consent_id, consents }, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};

/** Refuses what is no signed consent of this patient, and a revoked one. */
const requireConsent = async (deps: Deps, tx: Tx<StaffActor>, patientId: PatientId, consentId: NoteId): Promise<void> => {
  const chosen = await chosenConsent(deps, tx, { patient_id: patientId, consent_id: consentId });
  if (chosen === null) throw conflict('consent-not-of-patient');
  if (chosen.link.kind === 'consent' && chosen.link.isRevoked) throw conflict('consent-revoked');
};

/** Names the consent a draft rests on, or none. */
export const chooseConsentOf = async (deps: Deps, tx: Tx<StaffActor>, draft: DraftNote, { consentId }: z.infer<typeof consentBody>): Promise<void> => {
  if (consentId !== null) await requireConsent(deps, tx, draft.patient_id, consentId);
  await chooseConsent(tx, draft, consentId);
};

/**
 * Records that a signed consent was revoked: by whom, why, and who wrote it down. Never undone; what was signed with it
 * stays signed. Refuses what is no consent and a second revocation.
 */
export const revokeConsent = async (deps: Deps, tx: Tx<StaffActor>, noteId: NoteId, asked: z.infer<typeof revokeBody>): Promise<void> => {
  if (tx.actor.role !== 'physician') throw forbidden('document-of-another-duty');
  const row = await consentById(tx, noteId);
  if (row?.kind !== 'consent') throw notFound('note-not-found');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  const done = await insertRevocation(tx, {
    consent_id: noteId, patient_id: row.patient_id, recorded_by: tx.actor.personId, recorded_at: deps.clock.now(),
    words: sealRevocation(key, { clinicId: tx.actor.clinicId, rowId: noteId }, JSON.stringify(asked)),
  });
  if (done.length === 0) throw conflict('consent-revoked');
  await recordAct(tx, { action: 'consent-revoked', entity: 'clin.consent_revocation', entityId: noteId, patientId: row.patient_id, detail: {} });
};

/** A stored revocation with its words opened. */
export const readRevocation = (tx: Tx<StaffActor>, key: PatientKey, names: ReadonlyMap<PractitionerId, string>, row: RevocationRow): NonNullable<Note['revocation']> => {
  const { saidBy, reason } = JSON.parse(openRevocation(key, { clinicId: tx.actor.clinicId, rowId: row.consent_id }, row.words)) as z.infer<typeof revokeBody>;
  return { at: row.recorded_at.toISOString(), byName: names.get(row.recorded_by) ?? '', saidBy, reason };
};

/** What a note says of consents: the one it rests on, and its own revocation if it is one. */
export const consentFacts = async (deps: Deps, tx: Tx<StaffActor>, note: NoteRow, { key, names }: { readonly key: PatientKey; readonly names: ReadonlyMap<PractitionerId, string> }): Promise<Pick<Note, 'consent' | 'revocation'>> => {
  const chosen = await chosenConsent(deps, tx, note);
  const revoked = note.kind === 'consent' && note.state === 'signed' ? await revocationOf(tx, note.id) : undefined;
  return {
    consent: chosen === null ? null : { noteId: chosen.row.note_id, kind: chosen.row.kind, act: chosen.act, title: chosen.title, signedAt: chosen.row.signed_at.toISOString(), verificationCode: chosen.row.verification_code },
    revocation: revoked === undefined ? null : readRevocation(tx, key, names, revoked),
  };
};
