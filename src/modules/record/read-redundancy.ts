import type { z } from 'zod';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { redundancySchema } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { originsOf } from './history-queries.ts';

const DAYS = 90;

/** How much of what this person signed in the last ninety days was carried from earlier notes. The database shows nobody another's figure. */
export const readRedundancy = async (deps: Pick<RecordDeps, 'clock'>, tx: Tx<StaffActor>): Promise<z.infer<typeof redundancySchema>> => {
  const since = new Date(deps.clock.now().getTime() - DAYS * 86_400_000);
  const { notes = 0, characters = 0, carried = 0 } = await originsOf(tx, tx.actor.personId, since) ?? {};
  return { days: DAYS, notes, characters, carried };
};
