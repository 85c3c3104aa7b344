import { conflict, notFound } from '#kernel/errors.ts';
import { fold } from '#kernel/fold.ts';
import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Regimen } from './contract.ts';
import type { ChartingDeps } from './dependencies.ts';
import { endRegimen, insertRegimen, lockTemplateLibrary, regimensOf } from './template-queries.ts';
import type { RegimenId } from './template-queries.ts';
import { requireNoTraces } from './template-traces.ts';
import { openRegimen, sealRegimen } from './template-words.ts';

const MOST_REGIMENS = 200;

export type KeptRegimen = { readonly id: RegimenId; readonly regimen: Regimen };

/** What makes two lines the same regimen, however they were typed. */
export const regimenKey = ({ name, dose, route, frequency, duration }: Regimen): string => JSON.stringify([name, dose, route, frequency, duration].map(fold));

/** The regimens that the actor keeps as her usual ones, the newest first. */
export const keptRegimens = async (deps: Pick<ChartingDeps, 'vault'>, tx: Tx<StaffActor>): Promise<readonly KeptRegimen[]> =>
  Promise.all((await regimensOf(tx, tx.actor.personId)).map(async ({ id, words }) => ({ id, regimen: await openRegimen(deps.vault, tx, id, words) })));

/** Keeps a regimen as usual; the same one twice is one. Refuses `regimen-names-patient` and more than 200. */
export const keepRegimen = async (deps: ChartingDeps, tx: Tx<StaffActor>, { takenFrom, ...regimen }: Regimen & { readonly takenFrom: PatientId | null }): Promise<{ readonly id: RegimenId; readonly pseudonyms: readonly Pseudonym[] }> => {
  const pseudonyms = await requireNoTraces(deps.vault, tx, Object.values(regimen), { takenFrom, code: 'regimen-names-patient' });
  await lockTemplateLibrary(tx, tx.actor.personId);
  const kept = await keptRegimens(deps, tx);
  const same = kept.find((each) => regimenKey(each.regimen) === regimenKey(regimen));
  if (same !== undefined) return { id: same.id, pseudonyms };
  if (kept.length >= MOST_REGIMENS) throw conflict('regimen-library-full', { most: MOST_REGIMENS });
  const id = deps.newId<'regimen'>();
  await insertRegimen(tx, { id, owner_id: tx.actor.personId, words: await sealRegimen(deps.vault, tx, id, regimen), kept_at: deps.clock.now(), retired_at: null });
  return { id, pseudonyms };
};

/** Keeps it no longer. */
export const retireRegimen = async (deps: Pick<ChartingDeps, 'clock'>, tx: Tx<StaffActor>, id: RegimenId): Promise<{ readonly id: RegimenId }> => {
  if (!await endRegimen(tx, id, tx.actor.personId, deps.clock.now())) throw notFound('regimen-not-found');
  return { id };
};
