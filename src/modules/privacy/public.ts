/**
 * Privacy: on what ground personal data are held.
 *
 * - aviso de privacidad (notice): the versioned text a person is shown; simplified at collection, integral on request.
 * - ground: what permits taking data: a consent, or an exception.
 * - consent: express and written, bound to the exact text by version and SHA-256; never changed.
 * - exception: care goes first (emergency, or the person cannot consent); it begins, and ends with a consent.
 * - capacity: in what relation to the patient the giver of a consent stands.
 */
export type { ConsentGiven, Ground, PatientPrivacy } from './contract.ts';
export type { PrivacyDeps } from './dependencies.ts';
export { privacyMessages } from './messages.ts';
export type { Responsible } from './model.ts';
export { privacyOfPatient, privacyStateOf } from './privacy-of-patient.ts';
export { publishNotice } from './publish-notice.ts';
export { standsOnException } from './queries.ts';
export { privacyRoutes } from './routes.ts';
export { groundRules, noticeRules } from './rules.ts';
export { standingNotice } from './standing-notice.ts';
export { requireGround, takeConsent, takeGround } from './take-ground.ts';
