import { createHash } from 'node:crypto';
import type { Clock } from '#kernel/clock.ts';
import type { OperatorActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { DiagnosisTerm } from './contract.ts';
import { importedMaps, insertMap, insertTargets, lockMaps, mapInForce, recordMapImport } from './icd11-queries.ts';
import type { ImportedMap } from './icd11-queries.ts';
import { readIcd11Map } from './read-icd11-map.ts';
import type { Icd11Table, Icd11Target } from './read-icd11-map.ts';

/** A table read and found whole; nothing is stored yet. */
export type Icd11File = Icd11Table & { readonly sha256: string };

/** What an import did; nothing when the very file is in force already. */
export type Icd11Import = { readonly isNew: boolean; readonly sha256: string; readonly release: string; readonly codes: number; readonly without: number };

/** Reads WHO's table; refuses it whole, with line and reason (`readIcd11Map`). Slow: never inside a transaction. */
export const checkIcd11File = (file: Buffer): Icd11File => ({ sha256: createHash('sha256').update(file).digest('hex'), ...readIcd11Map(file) });

/** Puts a checked table in force as a new version, in the transaction given: all of it or nothing. The same file again changes nothing. */
export const importIcd11Map = async (tx: Tx<OperatorActor>, deps: { readonly clock: Clock }, { sha256, release, targets, without }: Icd11File, by: string): Promise<Icd11Import> => {
  await lockMaps(tx);
  const told = { sha256, release, codes: targets.length, without: without.length };
  if ((await mapInForce(tx))?.sha256 === sha256) return { isNew: false, ...told };
  const number = await insertMap(tx, { sha256, release, imported_at: deps.clock.now(), imported_by: by.slice(0, 100), codes: targets.length });
  await insertTargets(tx, number, targets);
  await recordMapImport(tx, { number, ...told });
  return { isNew: true, ...told };
};

/** Every table imported so far, the one in force first. */
export const icd11Maps = (tx: Tx<OperatorActor>): Promise<readonly ImportedMap[]> => importedMaps(tx);

let inForce: { readonly release: string; readonly byCode: ReadonlyMap<string, Icd11Target> } | null = null;

/** Puts an imported table in force in this process; null takes it away. */
export const putMapInForce = (map: { readonly release: string; readonly targets: readonly Icd11Target[] } | null): void => {
  inForce = map === null ? null : { release: map.release, byCode: new Map(map.targets.map((target) => [target.code, target])) };
};

/** What WHO's table in force gives for a CIE-10 code of four characters; null without a table, or when WHO gives none. */
export const icd11Of = (code: string): DiagnosisTerm['icd11'] => {
  const target = inForce?.byCode.get(code);
  return inForce === null || target === undefined ? null : { code: target.icd11, title: target.title, uri: target.uri, release: inForce.release };
};
