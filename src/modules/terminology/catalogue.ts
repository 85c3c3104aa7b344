import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { DiagnosisTerm } from './contract.ts';
import { rowsOf } from './diagnosis-row.ts';
import type { DiagnosisRow } from './diagnosis-row.ts';

/** A term with what only the server needs: how it is typed and whom it fits. */
export type Diagnosis = Omit<DiagnosisTerm, 'icd11'> & Pick<DiagnosisRow, 'synonyms' | 'sex' | 'ages'> & {
  /** Still read by what was written, no longer offered nor accepted: the official catalogue in force lacks it. */
  readonly retired: boolean;
};

export type DiagnosisCatalogue = {
  readonly name: string;
  readonly version: string;
  /** Over our data files in order of their names, or of the official file as it was imported. */
  readonly sha256: string;
  /** In the order of the files: by chapter. */
  readonly byCode: ReadonlyMap<string, Diagnosis>;
  /** Codes of everyday practice, the most frequent first; no part of what a stored code names. */
  readonly everyday: readonly string[];
};

const NAME = 'Amate CIE-10';
/** Raised with every change of the data, so that a stored code tells which list it was chosen from. */
const VERSION = '2026-11-22';
const folder = new URL('data/', import.meta.url);

const read = (): DiagnosisCatalogue => {
  const files = readdirSync(folder).filter((name) => /^diagnoses-\d\d-[a-z-]+\.tsv$/.test(name)).sort();
  const texts = files.map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const byCode = new Map<string, Diagnosis>();
  for (const { code, es, en, synonyms, sex, ages } of texts.flatMap(rowsOf)) {
    if (byCode.has(code)) throw new Error(`the diagnosis catalogue holds ${code} twice`);
    byCode.set(code, { code, display: { es, en }, source: 'amate', reviewed: false, synonyms, sex, ages, retired: false });
  }
  const everyday = readFileSync(new URL('everyday-codes.txt', folder), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { name: NAME, version: VERSION, sha256: createHash('sha256').update(texts.join('')).digest('hex'), byCode, everyday };
};

let own: DiagnosisCatalogue | null = null;
let inForce: DiagnosisCatalogue | null = null;

/** Our own list, read at first use and kept; a malformed or doubled row throws, so a broken list never serves. */
export const ownCatalogue = (): DiagnosisCatalogue => (own ??= read());

/**
 * The catalogue in force: the official one that whoever runs this installation imported, else our own; with name,
 * version and SHA-256.
 */
export const diagnosisCatalogue = (): DiagnosisCatalogue => inForce ?? ownCatalogue();

/** Puts an imported catalogue in force in this process; null gives our own back. */
export const putInForce = (catalogue: DiagnosisCatalogue | null): void => { inForce = catalogue; };

/** How a note names the catalogue of its codes: name and version. */
export const catalogueText = (): string => {
  const { name, version } = diagnosisCatalogue();
  return `${name} ${version}`;
};
