import { createHash } from 'node:crypto';
import type { Clock } from '#kernel/clock.ts';
import type { OperatorActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { ownCatalogue } from './catalogue.ts';
import type { OfficialDiagnosis } from './official-catalogue.ts';
import { codesInUse, codesOfVersion, importedVersions, insertCodes, insertVersion, lockImports, recordImport, versionInForce } from './queries.ts';
import type { CodeRow, ImportedVersion } from './queries.ts';
import { readOfficial } from './read-official.ts';

/** What an import did; nothing when the very file is in force already. */
export type CatalogueImport = {
  readonly isNew: boolean;
  readonly sha256: string;
  readonly codes: number;
  /** Codes held before that the file lacks: they are still read, and no longer offered. */
  readonly retired: readonly string[];
  /** Those of them that signed documents hold. */
  readonly retiredInUse: readonly string[];
};

/** A file read and found whole; nothing is stored yet. */
export type OfficialFile = { readonly sha256: string; readonly rows: readonly OfficialDiagnosis[] };

/** Reads an official file; refuses it whole, with line and reason (`readOfficial`). Slow: never inside a transaction. */
export const checkOfficialFile = (file: Buffer): OfficialFile => ({ sha256: createHash('sha256').update(file).digest('hex'), rows: readOfficial(file) });

export const officialOf = ({ code, term, sex, age_from: from, age_to: to }: CodeRow): OfficialDiagnosis =>
  ({ code, term, sex, ages: from === null || to === null ? null : { from, to } });

/**
 * Puts a checked file in force as a new version, in the transaction given: all of it or nothing. The version before
 * stays; codes that it lacks are kept as retired. The same file again changes nothing.
 */
export const importCatalogue = async (tx: Tx<OperatorActor>, deps: { readonly clock: Clock }, { sha256, rows }: OfficialFile, by: string): Promise<CatalogueImport> => {
  await lockImports(tx);
  const last = await versionInForce(tx);
  if (last?.sha256 === sha256) return { isNew: false, sha256, codes: rows.length, retired: [], retiredInUse: [] };
  const codes = new Set(rows.map(({ code }) => code));
  const before = last === undefined ? [] : (await codesOfVersion(tx, last.number)).map(officialOf);
  const retired = before.filter(({ code }) => !codes.has(code));
  const gone = [...new Set([...retired.map(({ code }) => code), ...[...ownCatalogue().byCode.keys()].filter((code) => !codes.has(code))])].sort();
  const number = await insertVersion(tx, { sha256, imported_at: deps.clock.now(), imported_by: by.slice(0, 100), codes: rows.length, retired: retired.length });
  await insertCodes(tx, number, rows, false);
  await insertCodes(tx, number, retired, true);
  await recordImport(tx, { number, sha256, codes: rows.length, retired: gone.length });
  return { isNew: true, sha256, codes: rows.length, retired: gone, retiredInUse: await codesInUse(tx, gone) };
};

/** Every version imported so far, the one in force first. */
export const catalogueVersions = (tx: Tx<OperatorActor>): Promise<readonly ImportedVersion[]> => importedVersions(tx);
