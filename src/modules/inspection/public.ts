/**
 * Inspection: what the norm asks of records, and what they lack.
 *
 * - criterion: something asked of a record as a whole: a history, no draft left, a consent before an operation
 * - verdict: present, absent or not applicable, as a self-audit scores it
 * - score: criteria and documents that are in order against those that are not; what does not apply counts in neither
 * - sample: the records of a clinic that a seed draws, so that an inspection can be repeated
 */
export { inspectionRoutes } from './routes.ts';
