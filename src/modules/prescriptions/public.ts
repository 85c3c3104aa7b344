/**
 * Prescriptions: written, judged, signed, ended.
 *
 * - line: one medicine with its dose, presentation, route, frequency, duration and quantity (RIS-30)
 * - class: the strictest fraction of LGS 226 among the lines; decides mode, validity and fills
 * - mode: what the original is: the signed paper, a file that lacks its constancia, a file that has it
 * - payload, private part: what is signed is fit to be shown to whoever holds the printed code; who the patient is stands in a part it names by digest
 * - token: printed in the code and kept nowhere; it finds the prescription and opens its public copy
 * - answer: the reason a prescriber gives for what the safety check warns of; contraindicated and major ones need one
 */
export { prescriptionMessages } from './messages.ts';
export { prescriptionRoutes } from './routes.ts';
export { isToken, openPublicCopy, tokenDigest } from './public-copy.ts';
export { openedPayloads } from './open-prescription.ts';
export { readPayload as readPrescriptionPayload } from './payload.ts';
export type { PrescriptionPayload } from './payload.ts';
export { usedIngredients } from './queries.ts';
export { openSignedPrescription, signedPrescriptionHeads } from './signed-parts.ts';
export { REMOVE_PRESCRIPTION_PREPARATIONS, removePrescriptionPreparations } from './remove-preparations.ts';
export { lineRules, prescriptionRules } from './rules.ts';
