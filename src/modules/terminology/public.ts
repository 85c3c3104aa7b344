/**
 * Terms and codes.
 *
 * - diagnosis term: our own words for a CIE-10 code; the official titles are not ours to spread
 * - catalogue: the list with its version and SHA-256; a stored code names the catalogue it came from (N024-6.4.2)
 * - sin revisar: not yet confirmed by a clinician or coder; all rows are, so far
 */
export { diagnosisCatalogue } from './catalogue.ts';
export { terminologyRules } from './rules.ts';
export { terminologyRoutes } from './routes.ts';
export { diagnosisByCode, searchDiagnoses } from './search-diagnoses.ts';
