import type { z } from 'zod';
import { diagnosisByCode } from '#modules/terminology/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { habitualSchema } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { codesSignedBy } from './queries.ts';

/** Twice may be chance. */
const LEAST = 3;
const MOST = 12;
const YEAR_MS = 365 * 86_400_000;

/** What the reader diagnosed at least three times in her notes signed within a year: codes and counts alone, no patient's. */
export const listHabitual = async (deps: Pick<RecordDeps, 'clock'>, tx: Tx<StaffActor>): Promise<z.input<typeof habitualSchema>> => {
  const rows = await codesSignedBy(tx, tx.actor.personId, { since: new Date(deps.clock.now().getTime() - YEAR_MS), least: LEAST, limit: MOST });
  const language = tx.actor.language === 'en-US' ? 'en' : 'es';
  // a code that the catalogue in force no longer has cannot be proposed
  return { diagnoses: rows.flatMap(({ code, times }) => { const term = diagnosisByCode(code)?.display[language]; return term === undefined ? [] : [{ code, term, times }]; }) };
};
