import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { KeptPhrase, PhraseLibraries } from './contract.ts';
import type { ChartingDeps } from './dependencies.ts';
import { phrasesInUse } from './phrase-queries.ts';
import { openPhrase } from './phrase-words.ts';
import { specialtyPhrases } from './specialty-phrases.ts';

/** Every phrase that the reader can write with, by library. */
export const listPhrases = async (deps: Pick<ChartingDeps, 'vault'>, tx: Tx<StaffActor>): Promise<PhraseLibraries> => {
  const rows = await phrasesInUse(tx, tx.actor.personId);
  const opened = await Promise.all(rows.map(async (row): Promise<KeptPhrase & { readonly isOwn: boolean }> => ({
    id: row.id, version: row.version, shortcut: row.shortcut, changedAt: row.changed_at.toISOString(), isOwn: row.owner_id !== null, ...await openPhrase(deps.vault, tx, row.id, row.words),
  })));
  const of = (wanted: boolean): KeptPhrase[] => opened.filter(({ isOwn }) => isOwn === wanted).map(({ isOwn: _, ...phrase }) => phrase);
  return { own: of(true), clinic: of(false), specialty: [...specialtyPhrases] };
};
