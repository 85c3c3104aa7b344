/**
 * The clinical record.
 *
 * - encounter: one attention of a patient by a practitioner; closes when its note is signed
 * - draft: a note in work, its author's alone, autosaved with a version; never overwritten unseen
 * - preparation: the frozen canonical payload and PDF that the browser signs; nothing is rendered after it
 * - signed note: payload, both signatures, certificate and signed PDF; no role can change it
 * - addendum: a signed correction beside the untouched original
 * - finding: what a norm still misses; it blocks the signature or is advice
 * - carried: brought word for word from an earlier signed note; marked in the draft until its line is touched, and counted in what is signed
 * - chart: a patient's problems, last vital signs, last plan and visits, a page at a time
 */
export { diagnosisListsOf, vitalsOf } from './content-parts.ts';
export { writtenSections } from './document.ts';
export type { Professional } from './payload.ts';
export { attestEarlierHistory } from './attest-earlier-history.ts';
export { discardDraft } from './discard-draft.ts';
export { factsOfRecord } from './encounter-facts.ts';
export type { EncounterFacts } from './encounter-facts.ts';
export { saveDraft } from './save-draft.ts';
export { recordMessages } from './messages.ts';
export { openChart } from './open-chart.ts';
export { openNote, openSignedPdf } from './open-note.ts';
export { documentTitle, openSignedParts, signedHeads } from './signed-parts.ts';
export type { SignedHead, SignedParts } from './signed-parts.ts';
export { ageText } from './model.ts';
export { requireCertificate, requireSigner, withRoomForSignature } from './prepare-signature.ts';
export { prepareNote } from './prepare-signature.ts';
export { REMOVE_PREPARATIONS, removePreparations } from './remove-preparation.ts';
export { recordRoutes } from './routes.ts';
export { sampleOfPatients } from './queries.ts';
export { documentFindings } from './form-findings.ts';
export { signNote } from './sign-note.ts';
export { pseudonymsOf, signedDocuments } from './signed-documents.ts';
export type { SignedDocument } from './signed-documents.ts';
export { startAddendum } from './start-addendum.ts';
export { startDocument } from './start-document.ts';
export { startEncounter } from './start-encounter.ts';
export { verifyNote } from './verify-note.ts';
export type { RecordDeps, RecordFacts } from './dependencies.ts';
