/**
 * The documents of the record as data.
 *
 * - type of document: its sections and fields, who signs it, which rule asks for which field
 * - form: a document's words, a value for each field of its type; evolution notes and addenda are not forms
 * - edition: of a type; a form names the edition it was written in
 * - ask: the rule that wants a field filled in, always or while another field has a certain value
 * - mandatory act: what NOM-004 10.1.2 wants a consent letter for; a type reports one as a rule, or its form names it
 * - signed by hand: people who sign on the print, since they have no e.firma here: patient, witnesses
 */
export { documentMessages } from './messages.ts';
export { documentRoutes } from './routes.ts';
export { documentRules } from './rules.ts';
export { reportedAct } from './consent-acts.ts';
export { documentType, documentTypes } from './document-types.ts';
export { diagnosesIn, emptyForm, fieldsOf, holds, isBlank, requireFitting, rowsIn, textIn, vitalsIn } from './field-values.ts';
export { diagnosesBlock, medicinesBlock, paragraph, vitalsBlock, vitalUnits } from './printed-blocks.ts';
export { printedSections } from './printed-sections.ts';
