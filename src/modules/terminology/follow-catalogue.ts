import type { Database } from '#platform/postgres/database.ts';
import type { GateActor } from '#platform/postgres/actor.ts';
import { ownCatalogue, putInForce } from './catalogue.ts';
import { officialOf } from './import-catalogue.ts';
import { putMapInForce } from './icd11-map.ts';
import { mapInForce, targetsOfMap } from './icd11-queries.ts';
import { officialCatalogue } from './official-catalogue.ts';
import { codesOfVersion, versionInForce } from './queries.ts';
import { diagnosisFinder } from './search-diagnoses.ts';

const reader: GateActor = { kind: 'gate', login: 'amate_index' };
const EVERY_MILLISECONDS = 30_000;

export type CatalogueFollower = {
  /** Looks now; what changed is in force when it answers. */
  readonly look: () => Promise<void>;
  readonly close: () => void;
};

/**
 * Puts the imported catalogue and WHO's table to ICD-11 in force in this process as it starts, and later ones within half a minute of their
 * import. What cannot be read is told to `failed` and leaves the one before in force.
 */
export const followCatalogue = async (deps: { readonly database: Database; readonly failed: (error: unknown) => void }): Promise<CatalogueFollower> => {
  let held: number | null = null;
  let heldMap: number | null = null;
  const lookAtMap = async (): Promise<void> => {
    const map = await deps.database.withActor(reader, (tx) => mapInForce(tx));
    if (map === undefined || map.number === heldMap) return;
    putMapInForce({ release: map.release, targets: await deps.database.withActor(reader, (tx) => targetsOfMap(tx, map.number)) });
    heldMap = map.number;
  };
  const lookAtCatalogue = async (): Promise<void> => {
    const version = await deps.database.withActor(reader, (tx) => versionInForce(tx));
    if (version === undefined || version.number === held) return;
    const rows = await deps.database.withActor(reader, (tx) => codesOfVersion(tx, version.number));
    putInForce(officialCatalogue(ownCatalogue(), {
      sha256: version.sha256, importedOn: version.imported_at.toISOString().slice(0, 10),
      rows: rows.filter((row) => !row.is_retired).map(officialOf), retired: rows.filter((row) => row.is_retired).map(officialOf),
    }));
    // The index is made now, lest the first to search should wait for it.
    diagnosisFinder();
    held = version.number;
  };
  const look = async (): Promise<void> => {
    await lookAtCatalogue();
    await lookAtMap();
  };
  await look();
  const timer = setInterval(() => { look().catch(deps.failed); }, EVERY_MILLISECONDS);
  timer.unref();
  return { look, close: () => { clearInterval(timer); } };
};
