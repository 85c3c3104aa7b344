/**
 * Medicines as data.
 *
 * - ingredient: a substance by its generic name, `paracetamol`; its key is that name in lower case without accents
 * - presentation: what a pharmacy hands over: strength, form, pack; with the clave of the Compendio Nacional where it has one
 * - brand: a trade name, always decomposed to its ingredients before anything is checked
 * - fraction: LGS 226, how it may be sold; an unclassified one is never an electronic original
 * - source-seen, memory: how a row was written; a confirmation is a clinician's, of one clinic, and is no part of the data
 */
export { medicineCatalogue } from './catalogue.ts';
export { followMedicines } from './follow-medicines.ts';
export { checkMedicineFile, importMedicineFile, medicineFiles } from './import-medicines.ts';
export type { CheckedFile } from './import-medicines.ts';
export { MOST_RXNORM_BYTES } from './file-words-table.ts';
export { medicineFileKinds } from './medicine-file.ts';
export type { MedicineFileKind } from './medicine-file.ts';
export { saleClasses } from './confirmed-class.ts';
export { resolveMedicine } from './resolve-medicine.ts';
export { shownUnit } from './presentation-words.ts';
export { productText } from './presentation-words.ts';
export { readShorthand } from './read-shorthand.ts';
export { medicineRoutes } from './routes.ts';
export { medicineMessages } from './messages.ts';
export { reviewRoutes } from './review-routes.ts';
export { confirmedRows } from './review-rows.ts';
export type { ReviewableRow } from './reviewable-rows.ts';
export { rowDigest } from './reviewable-rows.ts';
export type { ReadLine } from './contract.ts';
export type { SaleClass } from './confirmed-class.ts';
export type { Ingredient, MedicineCatalogue, Presentation, Strength } from './model.ts';
export type { CandidateReason, MedicineCandidate, MedicineResolution } from './resolve-medicine.ts';
