import { fold } from '#kernel/fold.ts';
import type { Diagnosis, DiagnosisCatalogue } from './catalogue.ts';
import type { AgeRange } from './diagnosis-row.ts';

/** A row of the official catalogue, as an import keeps it. */
export type OfficialDiagnosis = {
  readonly code: string;
  readonly term: string;
  readonly sex: 'H' | 'M' | null;
  readonly ages: AgeRange | null;
};

/** An imported version: which file, and what it holds. */
export type OfficialVersion = {
  readonly sha256: string;
  /** `YYYY-MM-DD` of the import. */
  readonly importedOn: string;
  readonly rows: readonly OfficialDiagnosis[];
  /** Codes of versions before it that it lacks; their terms are still read. */
  readonly retired: readonly OfficialDiagnosis[];
};

const NAME = 'CIE-10 oficial';

const merged = (row: OfficialDiagnosis, ours: Diagnosis | undefined, retired: boolean): Diagnosis => {
  const words = ours === undefined ? [] : [ours.display.es, ...ours.synonyms].filter((text) => fold(text) !== fold(row.term));
  return {
    code: row.code, display: { es: row.term, en: ours?.display.en ?? row.term }, source: 'official', reviewed: false,
    synonyms: words, sex: row.sex, ages: row.ages, retired,
  };
};

/**
 * The catalogue that an imported version makes: official codes, terms and limits, each still found by our own everyday
 * words. A code that it lacks, ours or of an earlier version, is kept as retired: read, never offered.
 */
export const officialCatalogue = (own: DiagnosisCatalogue, { sha256, importedOn, rows, retired }: OfficialVersion): DiagnosisCatalogue => {
  const byCode = new Map(rows.map((row) => [row.code, merged(row, own.byCode.get(row.code), false)]));
  for (const row of retired) if (!byCode.has(row.code)) byCode.set(row.code, merged(row, own.byCode.get(row.code), true));
  for (const row of own.byCode.values()) if (!byCode.has(row.code)) byCode.set(row.code, { ...row, retired: true });
  return { name: NAME, version: `${importedOn} ${sha256.slice(0, 8)}`, sha256, byCode, everyday: own.everyday };
};
