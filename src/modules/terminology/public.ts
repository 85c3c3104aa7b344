/**
 * Terms and codes.
 *
 * - diagnosis term: our own words for a CIE-10 code; the official titles are not ours to spread
 * - CIE-10: ICD-10 of the WHO with four characters, `X` when a category has no subdivision; not the ICD-10-CM of the USA
 * - catalogue: the list with its name, version and SHA-256; a stored code names the one it came from (N024-6.4.2)
 * - official catalogue: the one of the health authority, imported by whoever runs the installation; then its terms and
 *   limits are in force, found by our words too, and what it lacks is retired: read, never offered
 * - synonym: how a term is typed: abbreviation (`DM2`, `IVU`), lay word (`anginas`)
 * - everyday: a code of common outpatient practice in our judgement; leads while a term is being typed
 * - limit: the biological sex or the ages that a term is written for; our own reading, not the official list's
 * - ICD-11 map: WHO's own table from ICD-10, imported like the catalogue; shown beside a code, never what a note is coded by
 * - sin revisar: not yet confirmed by a clinician or coder; all rows are, so far (`reviewed: false`)
 */
export { catalogueText, diagnosisCatalogue } from './catalogue.ts';
export { followCatalogue } from './follow-catalogue.ts';
export { catalogueVersions, checkOfficialFile, importCatalogue } from './import-catalogue.ts';
export type { CatalogueImport } from './import-catalogue.ts';
export { MOST_FILE_BYTES } from './official-columns-table.ts';
export { checkIcd11File, icd11Maps, icd11Of, importIcd11Map } from './icd11-map.ts';
export { terminologyMessages } from './messages.ts';
export { diagnosisFindings } from './diagnosis-findings.ts';
export type { DiagnosisFinding } from './diagnosis-findings.ts';
export { diagnosisWords } from './diagnosis-words.ts';
export { catalogueRules, limitRules, terminologyRules } from './rules.ts';
export { terminologyRoutes } from './routes.ts';
export { diagnosisByCode, searchDiagnoses } from './search-diagnoses.ts';
