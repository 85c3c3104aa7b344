import { diagnosisCatalogue } from './catalogue.ts';

/** How a diagnosis is written in a note: its terms and synonyms in both languages, as the catalogue has them; none for a code it does not hold. */
export const diagnosisWords = (code: string): readonly string[] => {
  const row = diagnosisCatalogue().byCode.get(code);
  return row === undefined ? [] : [row.display.es, ...row.synonyms, row.display.en];
};
