/**
 * What is known of a patient beside the notes.
 *
 * - item: a problem, an allergy or intolerance, an active medicine, an immunisation, an antecedent, a pregnancy, a creatinine, a flag
 * - sticky note: a short note that reception sees too, dismissed with who and when; what only clinicians may see is a flag
 * - version: what was said of an item at one time, by whom; rows are never changed, the newest holds
 * - status: in FHIR's terms where it has them; `entered-in-error` takes an item off every list and keeps it in its history
 * - none known: the recorded answer that there are no allergies, which is not the same as never having asked
 */
export { addItem, changeItem } from './change-summary.ts';
export { changesSince, problemVersions } from './changes-since.ts';
export type { ChangedItem } from './changes-since.ts';
export { kidneysOf, pregnancyOf } from './clinical-state.ts';
export type { Today } from './clinical-state.ts';
export { summaryMessages } from './messages.ts';
export { openSummary, wholeSummary } from './open-summary.ts';
export { summaryRoutes } from './routes.ts';
export { stickyRoutes } from './sticky-routes.ts';
export { summaryRules } from './rules.ts';
