import { civilDateIn } from '#kernel/civil-date.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { SearchReply } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { openedPatients, rowOf } from './patient-rows.ts';
import { patientWithCurp } from './queries.ts';
import { parseSearch } from './search-query.ts';
import type { Seen } from './seen.ts';

const curpLength = 18;

// A whole CURP is asked of the database, so that it is found even while the index is loading.
const idsFor = async (tx: Tx<StaffActor>, deps: PatientDeps, query: string, limit: number): Promise<readonly PatientId[]> => {
  const found = deps.index.search(tx.actor, query, limit);
  const { curp } = parseSearch(query);
  if (curp?.length !== curpLength || found.length > 0) return found;
  const holder = await patientWithCurp(tx, await deps.vault.blind(tx, 'curp', curp));
  return holder === undefined ? [] : [holder];
};

/**
 * Patients of the actor's clinic by name (any order, no accents, typos), CURP, telephone, record number
 * or birth date, best first. A merged patient is found as the one it was merged into.
 */
export const searchPatients = async (
  deps: PatientDeps, actor: StaffActor, asked: { readonly query: string; readonly limit: number },
): Promise<Seen<SearchReply>> => {
  const today = civilDateIn(deps.timeZoneOf(actor.clinicId), deps.clock.now());
  const opened = await deps.database.reading(actor, async (tx) => openedPatients(tx, deps.vault, await idsFor(tx, deps, asked.query, asked.limit)));
  return {
    reply: { patients: opened.map(({ row, identity }) => rowOf(row, identity, today)), complete: deps.index.isComplete(actor.clinicId) },
    seen: opened.map(({ pseudonym }) => pseudonym),
  };
};
