import type { z } from 'zod';
import { fold } from '#kernel/fold.ts';
import { createTrigramIndex } from '#kernel/search-trigrams.ts';
import type { TrigramIndex } from '#kernel/search-trigrams.ts';
import { diagnosisCatalogue } from './catalogue.ts';
import type { Diagnosis } from './catalogue.ts';
import type { DiagnosisTerm, searchDiagnosesQuery } from './contract.ts';

type Finder = { readonly index: TrigramIndex; readonly whole: ReadonlyMap<string, readonly Diagnosis[]> };

const textsOf = ({ display, synonyms }: Diagnosis): readonly string[] => [display.es, ...synonyms, display.en];

const prepare = (): Finder => {
  const index = createTrigramIndex();
  const whole = new Map<string, Diagnosis[]>();
  for (const row of diagnosisCatalogue().byCode.values()) {
    index.add(row.code, textsOf(row));
    for (const text of new Set(textsOf(row).map(fold))) whole.set(text, [...(whole.get(text) ?? []), row]);
  }
  return { index, whole };
};

let prepared: Finder | null = null;
const finder = (): Finder => (prepared ??= prepare());

const codeTyped = /^[a-z]\d{1,2}\.?[0-9x]?$/i;
/** Enough to fill a page after rows for the other sex are left out. */
const FOUND_AT_MOST = 60;

const byBeginning = (typed: string): readonly Diagnosis[] => {
  const beginning = typed.replace('.', '').toUpperCase();
  return [...diagnosisCatalogue().byCode.values()].filter((row) => row.code.startsWith(beginning));
};

const byWords = (typed: string): readonly Diagnosis[] => {
  const { byCode } = diagnosisCatalogue();
  const { index, whole } = finder();
  // What is typed exactly as a term or an abbreviation comes first: IRA is an infection before it begins a word.
  const exact = whole.get(fold(typed)) ?? [];
  return [...new Set([...exact, ...index.search(typed, FOUND_AT_MOST).flatMap((code) => byCode.get(code) ?? [])])];
};

const shown = ({ code, display, catalogue, reviewed }: Diagnosis): DiagnosisTerm => ({ code, display, catalogue, reviewed });

/**
 * Diagnoses as a physician types them, best first: by the beginning of a code with or without its dot, by term,
 * synonym or abbreviation, without accents, with typos. `sex` leaves out what is written for the other one.
 * Finds nothing rather than refusing.
 */
export const searchDiagnoses = ({ q, sex, limit }: z.output<typeof searchDiagnosesQuery>): readonly DiagnosisTerm[] => {
  const coded = codeTyped.test(q) ? byBeginning(q) : [];
  const found = coded.length > 0 ? coded : byWords(q);
  return found.filter((row) => sex === undefined || row.sex === null || row.sex === sex).slice(0, limit).map(shown);
};

/** The term of a four-character code, or undefined when our list does not hold it. */
export const diagnosisByCode = (code: string): DiagnosisTerm | undefined => {
  const row = diagnosisCatalogue().byCode.get(code);
  return row === undefined ? undefined : shown(row);
};
