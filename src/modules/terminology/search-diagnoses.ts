import type { z } from 'zod';
import { fold } from '#kernel/fold.ts';
import { createTrigramIndex } from '#kernel/search-trigrams.ts';
import type { TrigramIndex } from '#kernel/search-trigrams.ts';
import { diagnosisCatalogue } from './catalogue.ts';
import type { Diagnosis, DiagnosisCatalogue } from './catalogue.ts';
import type { DiagnosisTerm, searchDiagnosesQuery, searchDiagnosesReply } from './contract.ts';
import { icd11Of } from './icd11-map.ts';

type Finder = {
  readonly of: DiagnosisCatalogue;
  /** What may be chosen, in the order of the codes. */
  readonly offered: readonly Diagnosis[];
  readonly index: TrigramIndex;
  /** Rows by their whole folded texts. */
  readonly whole: ReadonlyMap<string, readonly Diagnosis[]>;
  /** Everyday rows, the most frequent first, with their folded texts. */
  readonly everyday: readonly { readonly row: Diagnosis; readonly texts: readonly string[] }[];
};

const textsOf = ({ display, synonyms }: Diagnosis): readonly string[] => [...new Set([display.es, ...synonyms, display.en].map(fold))];

const prepare = (of: DiagnosisCatalogue): Finder => {
  const { byCode, everyday } = of;
  const offered = [...byCode.values()].filter(({ retired }) => !retired).sort((one, other) => (one.code < other.code ? -1 : 1));
  const index = createTrigramIndex();
  const whole = new Map<string, Diagnosis[]>();
  for (const row of offered) {
    const texts = textsOf(row);
    // Each text stands alone, lest a row with many synonyms rank below one with few; and all together, for words from two of them.
    texts.forEach((text, at) => { index.add(`${row.code} ${String(at)}`, [text]); });
    index.add(`${row.code} all`, texts);
    for (const text of texts) whole.set(text, [...(whole.get(text) ?? []), row]);
  }
  const rows = everyday.flatMap((code) => byCode.get(code) ?? []).filter(({ retired }) => !retired);
  return { of, offered, index, whole, everyday: rows.map((row) => ({ row, texts: textsOf(row) })) };
};

let prepared: Finder | null = null;

/** The index of the catalogue in force; made anew when another one takes its place. */
export const diagnosisFinder = (): Finder => {
  const catalogue = diagnosisCatalogue();
  if (prepared?.of !== catalogue) prepared = prepare(catalogue);
  return prepared;
};

const codeTyped = /^[a-z]\d{1,2}\.?[0-9x]?$/i;
/** Texts, several to a row: enough to fill a page after rows for the other sex are left out. */
const TEXTS_AT_MOST = 300;

const byBeginning = (typed: string): readonly Diagnosis[] => {
  const beginning = typed.replace('.', '').toUpperCase();
  return diagnosisFinder().offered.filter((row) => row.code.startsWith(beginning));
};

const byWords = (typed: string): readonly Diagnosis[] => {
  const { byCode } = diagnosisCatalogue();
  const { index, whole, everyday } = diagnosisFinder();
  const beginning = fold(typed);
  // What is typed exactly as a term or an abbreviation comes first: IRA is an infection before it begins a word.
  const exact = whole.get(beginning) ?? [];
  const begun = beginning === '' ? [] : everyday.filter(({ texts }) => texts.some((text) => text.startsWith(beginning))).map(({ row }) => row);
  const found = index.search(typed, TEXTS_AT_MOST).flatMap((key) => byCode.get(key.slice(0, 4)) ?? []);
  return [...new Set([...exact, ...begun, ...found])];
};

const shown = ({ code, display, source, reviewed }: Diagnosis): DiagnosisTerm => ({ code, display, source, reviewed, icd11: icd11Of(code) });

/**
 * Diagnoses as a physician types them, best first: by the beginning of a code with or without its dot, by term,
 * synonym or abbreviation, without accents, with typos; and the catalogue that says so. `sex` leaves out what is
 * written for the other one. Finds nothing rather than refusing.
 */
export const searchDiagnoses = ({ q, sex, limit }: z.output<typeof searchDiagnosesQuery>): z.infer<typeof searchDiagnosesReply> => {
  const { name, version, sha256 } = diagnosisCatalogue();
  const coded = codeTyped.test(q) ? byBeginning(q) : [];
  const found = coded.length > 0 ? coded : byWords(q);
  const fitting = found.filter((row) => sex === undefined || row.sex === null || row.sex === sex);
  return { catalogue: { name, version, sha256 }, diagnoses: fitting.slice(0, limit).map(shown) };
};

/** The term of a four-character code, or undefined when our list does not hold it. */
export const diagnosisByCode = (code: string): DiagnosisTerm | undefined => {
  const row = diagnosisCatalogue().byCode.get(code);
  return row === undefined ? undefined : shown(row);
};
