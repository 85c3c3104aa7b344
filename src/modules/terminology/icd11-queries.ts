import type { GateActor, OperatorActor } from '#platform/postgres/actor.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Icd11Target } from './read-icd11-map.ts';

export type MapRow = { readonly number: number; readonly sha256: string; readonly release: string };
export type ImportedMap = MapRow & { readonly imported_at: Date; readonly imported_by: string; readonly codes: number };

/** The imported table in force; undefined while there is none. */
export const mapInForce = async (tx: Tx<GateActor | OperatorActor>): Promise<MapRow | undefined> => firstRow(await tx.query<MapRow>(
  `select number, sha256, release
   from amate.icd11_map_in_force()`));

/** What a table gives, by CIE-10 code. */
export const targetsOfMap = (tx: Tx<GateActor | OperatorActor>, number: number): Promise<readonly Icd11Target[]> => tx.query<Icd11Target>(
  `select code, icd11, title, uri
   from amate.icd11_map_codes($1)`, [number]);

/** Held to the end of the transaction: two imports at once come one after the other. */
export const lockMaps = async (tx: Tx<OperatorActor>): Promise<void> => {
  await tx.query(
    `lock table amate.icd11_map
     in share row exclusive mode`);
};

/** All imported tables, the newest first. */
export const importedMaps = (tx: Tx<OperatorActor>): Promise<readonly ImportedMap[]> => tx.query<ImportedMap>(
  `select number, sha256, release, imported_at, imported_by, codes
   from amate.icd11_map
   order by number desc`);

/** Its number. */
export const insertMap = async (tx: Tx<OperatorActor>, map: Omit<ImportedMap, 'number'>): Promise<number> => onlyRow(await tx.query<{ number: number }>(
  `insert into amate.icd11_map (sha256, release, imported_at, imported_by, codes)
   values ($1, $2, $3, $4, $5)
   returning number`, [map.sha256, map.release, map.imported_at, map.imported_by, map.codes])).number;

export const insertTargets = async (tx: Tx<OperatorActor>, number: number, targets: readonly Icd11Target[]): Promise<void> => {
  await tx.query(
    `insert into amate.icd11_map_code (map, code, icd11, title, uri)
     select $1, given.*
     from unnest($2::text[], $3::text[], $4::text[], $5::text[]) given`,
    [number, targets.map(({ code }) => code), targets.map(({ icd11 }) => icd11), targets.map(({ title }) => title), targets.map(({ uri }) => uri)]);
};

/** Tells the installation's audit; counts and a digest only. */
export const recordMapImport = async (tx: Tx<OperatorActor>, detail: object): Promise<void> => {
  await tx.query(
    `select audit.record_for_installation('icd11-map-imported', 'ok', $1)`, [detail]);
};
