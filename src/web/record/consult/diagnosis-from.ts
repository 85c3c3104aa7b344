import type { NoteDiagnosis } from '#modules/documents/contract.ts';
import type { Chart } from '#modules/record/contract.ts';
import { catalogueText } from './diagnosis-search.ts';
import type { DiagnosisHit } from './diagnosis-search.ts';

/**
 * A diagnosis from the catalogue as the note keeps it: its words, its code, and which catalogue said so. What this
 * patient was diagnosed with before comes again, and is confirmed once a signed note has confirmed it.
 */
export const diagnosisFrom = ({ term, catalogue }: DiagnosisHit, language: string, known: Chart['problems'][number] | undefined): NoteDiagnosis => ({
  code: term.code, term: term.display[language === 'en-US' ? 'en' : 'es'], catalogue: catalogueText(catalogue),
  certainty: known?.confirmed === true ? 'confirmed' : 'presumptive', firstTime: known === undefined,
});
