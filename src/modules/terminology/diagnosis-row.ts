/** Completed years, both ends included. */
export type AgeRange = { readonly from: number; readonly to: number };

/** One line of a data file: code, Spanish term, synonyms joined by |, English term, sex, ages. */
export type DiagnosisRow = {
  readonly code: string;
  readonly es: string;
  readonly synonyms: readonly string[];
  readonly en: string;
  readonly sex: 'H' | 'M' | null;
  readonly ages: AgeRange | null;
};

const line = /^([A-Z]\d{2}[0-9X])\t([^\t]{3,120})\t([^\t]*)\t([^\t]{3,120})\t([HM]?)\t((?:\d{1,3}-\d{1,3})?)$/u;

const agesOf = (text: string): AgeRange | null => {
  const [from, to] = text.split('-').map(Number);
  return from === undefined || to === undefined ? null : { from, to };
};

const sexOf = (text: string): 'H' | 'M' | null => (text === 'H' || text === 'M' ? text : null);

const rowOf = (text: string): DiagnosisRow => {
  const match = line.exec(text);
  if (match === null) throw new Error(`a row of the diagnosis catalogue is malformed: ${text}`);
  const [, code = '', es = '', synonyms = '', en = '', sex = '', ages = ''] = match;
  return { code, es, en, synonyms: synonyms.split('|').filter((synonym) => synonym !== ''), sex: sexOf(sex), ages: agesOf(ages) };
};

/** The rows of a data file; lines that begin with # are remarks. Throws on the first malformed line. */
export const rowsOf = (text: string): readonly DiagnosisRow[] =>
  text.split('\n').filter((each) => each !== '' && !each.startsWith('#')).map(rowOf);
