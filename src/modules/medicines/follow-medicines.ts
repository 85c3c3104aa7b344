import type { GateActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import { ownMedicines, putInForce } from './catalogue.ts';
import { joinFiles } from './join-files.ts';
import { noMedicineFiles } from './medicine-file.ts';
import type { MedicineFileKind, MedicineFiles } from './medicine-file.ts';
import { classesOfFile, filesInForce, namesOfFile, productsOfFile } from './medicine-file-queries.ts';
import { searchFormulary } from './search-formulary.ts';

const reader: GateActor = { kind: 'gate', login: 'amate_index' };
const EVERY_MILLISECONDS = 30_000;

export type MedicinesFollower = {
  /** Looks now; what changed is in force when it answers. */
  readonly look: () => Promise<void>;
  readonly close: () => void;
};

/**
 * Puts the imported files of medicines in force in this process as it starts, and later ones within half a minute of their
 * import. What cannot be read is told to `failed` and leaves what was before in force.
 */
export const followMedicines = async (deps: { readonly database: Database; readonly failed: (error: unknown) => void }): Promise<MedicinesFollower> => {
  let held = '';
  const look = async (): Promise<void> => {
    // one transaction, so that the three kinds are of one moment
    const found = await deps.database.withActor(reader, async (tx) => {
      const inForce = await filesInForce(tx);
      const now = inForce.map(({ number }) => number).sort((one, other) => one - other).join(' ');
      if (now === held) return null;
      const numberOf = (kind: MedicineFileKind): number => inForce.find((each) => each.kind === kind)?.number ?? 0;
      const files: MedicineFiles = {
        compendio: await productsOfFile(tx, numberOf('compendio')), rxnorm: await namesOfFile(tx, numberOf('rxnorm')), classes: await classesOfFile(tx, numberOf('classes')),
      };
      return { now, files, digests: inForce.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort() };
    });
    if (found === null) return;
    const { catalogue } = joinFiles(ownMedicines(), { ...noMedicineFiles, ...found.files }, found.digests);
    // The indexes are made now, lest the first to search should wait for them.
    searchFormulary(catalogue, { q: 'para', limit: 1 });
    putInForce(catalogue);
    held = found.now;
  };
  await look();
  const timer = setInterval(() => { look().catch(deps.failed); }, EVERY_MILLISECONDS);
  timer.unref();
  return { look, close: () => { clearInterval(timer); } };
};
