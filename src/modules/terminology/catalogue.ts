import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fold } from '#kernel/fold.ts';
import { createTrigramIndex } from '#kernel/search-trigrams.ts';
import type { DiagnosisTerm } from './contract.ts';

export type Diagnosis = DiagnosisTerm & { readonly synonyms: readonly string[]; readonly sex: 'H' | 'M' | null };

export type Catalogue = {
  readonly name: string;
  readonly version: string;
  /** Over the data files in order: what a stored code was chosen from. */
  readonly sha256: string;
  readonly byCode: ReadonlyMap<string, Diagnosis>;
  /** Codes whose term, translation, synonym or abbreviation is exactly this folded text. */
  readonly named: (folded: string) => readonly string[];
  readonly search: (query: string, limit: number) => readonly string[];
};

const VERSION = '2026-11';
const folder = new URL('data/', import.meta.url);

const rowOf = (line: string): Diagnosis => {
  const [code = '', es = '', synonyms = '', en = '', sex = ''] = line.split('\t');
  return { code, display: { es, en }, reviewed: false, synonyms: synonyms === '' ? [] : synonyms.split('|'), sex: sex === 'H' || sex === 'M' ? sex : null };
};

const read = (): Catalogue => {
  const files = readdirSync(folder).filter((name) => /^diagnoses-.*\.tsv$/.test(name)).sort();
  const texts = files.map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const rows = texts.flatMap((text) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map(rowOf));
  const index = createTrigramIndex<string>();
  const names = new Map<string, string[]>();
  for (const row of rows) {
    const texts = [row.display.es, row.display.en, ...row.synonyms];
    index.add(row.code, [row.code, ...texts]);
    for (const text of new Set(texts.map(fold))) names.set(text, [...names.get(text) ?? [], row.code]);
  }
  return {
    name: 'Amate CIE-10', version: VERSION, sha256: createHash('sha256').update(texts.join('')).digest('hex'),
    byCode: new Map(rows.map((row) => [row.code, row])), named: (folded) => names.get(folded) ?? [], search: (query, limit) => index.search(query, limit),
  };
};

let loaded: Catalogue | null = null;

/** The catalogue of diagnosis terms, read at first use and kept for the life of the process. */
export const diagnosisCatalogue = (): Catalogue => (loaded ??= read());
