/**
 * Release: what of a record leaves the practice, and on whose word.
 *
 * - request: who asks in writing, in which capacity, why and for what (NOM-004, 5.5.1 and 5.6)
 * - step: granted or refused with the reason, then delivered; a row each, never changed
 * - archive (expediente sellado): one ZIP with every signed document, its signatures and its patient's part of the audit
 * - copy in FHIR: the same as a Bundle for other systems; what was signed is the canonical JSON of each document
 * - manifest: what is in an archive with the digest of each file, signed with the key of the audit's checkpoints
 * - verifier: the page in the archive that checks all of it without this program and without a network
 * - information given: what was told by word of mouth, to whom and by whom
 */
export { releaseMessages } from './messages.ts';
export { releaseRoutes } from './routes.ts';
export { informationRules, requestRules } from './rules.ts';
