import type { GateActor, OperatorActor } from '#platform/postgres/actor.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { OfficialDiagnosis } from './official-catalogue.ts';

export type VersionRow = { readonly number: number; readonly sha256: string; readonly imported_at: Date };
export type ImportedVersion = VersionRow & { readonly imported_by: string; readonly codes: number; readonly retired: number };
export type CodeRow = {
  readonly code: string;
  readonly term: string;
  readonly sex: 'H' | 'M' | null;
  readonly age_from: number | null;
  readonly age_to: number | null;
  readonly is_retired: boolean;
};

/** The imported version in force; undefined while there is none. */
export const versionInForce = async (tx: Tx<GateActor | OperatorActor>): Promise<VersionRow | undefined> => firstRow(await tx.query<VersionRow>(
  `select number, sha256, imported_at
   from amate.diagnosis_catalogue_in_force()`));

/** What a version holds, by code. */
export const codesOfVersion = (tx: Tx<GateActor | OperatorActor>, number: number): Promise<readonly CodeRow[]> => tx.query<CodeRow>(
  `select code, term, sex, age_from, age_to, is_retired
   from amate.diagnosis_catalogue_codes($1)`, [number]);

/** Held to the end of the transaction: two imports at once come one after the other. */
export const lockImports = async (tx: Tx<OperatorActor>): Promise<void> => {
  await tx.query(
    `lock table amate.diagnosis_catalogue
     in share row exclusive mode`);
};

/** All imported versions, the newest first. */
export const importedVersions = (tx: Tx<OperatorActor>): Promise<readonly ImportedVersion[]> => tx.query<ImportedVersion>(
  `select number, sha256, imported_at, imported_by, codes, retired
   from amate.diagnosis_catalogue
   order by number desc`);

/** Its number. */
export const insertVersion = async (tx: Tx<OperatorActor>, version: Omit<ImportedVersion, 'number'>): Promise<number> => onlyRow(await tx.query<{ number: number }>(
  `insert into amate.diagnosis_catalogue (sha256, imported_at, imported_by, codes, retired)
   values ($1, $2, $3, $4, $5)
   returning number`, [version.sha256, version.imported_at, version.imported_by, version.codes, version.retired])).number;

export const insertCodes = async (tx: Tx<OperatorActor>, number: number, rows: readonly OfficialDiagnosis[], isRetired: boolean): Promise<void> => {
  const columns = [rows.map(({ code }) => code), rows.map(({ term }) => term), rows.map(({ sex }) => sex), rows.map(({ ages }) => ages?.from ?? null), rows.map(({ ages }) => ages?.to ?? null)];
  await tx.query(
    `insert into amate.diagnosis_catalogue_code (catalogue, is_retired, code, term, sex, age_from, age_to)
     select $1, $2, given.*
     from unnest($3::text[], $4::text[], $5::text[], $6::smallint[], $7::smallint[]) given`, [number, isRetired, ...columns]);
};

/** Of these codes, those that signed documents of any clinic hold. */
export const codesInUse = async (tx: Tx<OperatorActor>, codes: readonly string[]): Promise<readonly string[]> => (await tx.query<{ code: string }>(
  `select distinct d.code
   from clin.note_diagnosis d
   where d.code = any($1::text[])
   order by d.code`, [codes])).map(({ code }) => code);

/** Tells the installation's audit; counts and a digest only. */
export const recordImport = async (tx: Tx<OperatorActor>, detail: object): Promise<void> => {
  await tx.query(
    `select audit.record_for_installation('diagnosis-catalogue-imported', 'ok', $1)`, [detail]);
};
