import { conflict, invalid, notFound } from '#kernel/errors.ts';
import type { PersonId } from '#kernel/ids.ts';
import { PHRASE_LIMITS, unknownTokens } from '#kernel/phrase.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PhraseWords } from './contract.ts';
import type { ChartingDeps } from './dependencies.ts';
import { insertPhrase, lockLibrary, lockPhrase, phrasesInUse, updatePhrase } from './phrase-queries.ts';
import type { PhraseId, PhraseRow } from './phrase-queries.ts';
import { sealPhrase } from './phrase-words.ts';

type Stored = { readonly id: PhraseId; readonly version: number };
/** Whose library is changed; null: the clinic's, which the database lets only physicians change. */
type Owner = PersonId | null;
type Named = { readonly owner: Owner; readonly id: PhraseId; readonly version: number };

const requireSound = ({ text }: PhraseWords): void => {
  if (unknownTokens(text).length > 0) throw invalid('phrase-token-unknown');
};

const requireFree = (rows: readonly PhraseRow[], shortcut: string, but?: PhraseId): void => {
  if (rows.some((row) => row.shortcut === shortcut && row.id !== but)) throw conflict('phrase-shortcut-taken');
};

/** The library's phrases in use, held: nobody else adds or renames until this is done. */
const lockedLibrary = async (tx: Tx<StaffActor>, owner: Owner): Promise<readonly PhraseRow[]> => {
  await lockLibrary(tx, owner);
  return (await phrasesInUse(tx, tx.actor.personId)).filter(({ owner_id }) => owner_id === owner);
};

const lockedPhrase = async (tx: Tx<StaffActor>, { owner, id, version }: Named): Promise<PhraseRow> => {
  const row = await lockPhrase(tx, id, owner);
  if (row === undefined) throw notFound('phrase-not-found');
  if (row.version !== version) throw conflict('phrase-changed');
  return row;
};

/** Adds a phrase to a library. Refuses a short name that the library uses, a token that does not exist, and more than 500. */
export const addPhrase = async (deps: ChartingDeps, tx: Tx<StaffActor>, owner: Owner, words: PhraseWords): Promise<Stored> => {
  requireSound(words);
  const rows = await lockedLibrary(tx, owner);
  requireFree(rows, words.shortcut);
  if (rows.length >= PHRASE_LIMITS.library) throw conflict('phrase-library-full', { most: PHRASE_LIMITS.library });
  const id = deps.newId<'phrase'>();
  await insertPhrase(tx, {
    id, owner_id: owner, shortcut: words.shortcut, version: 1, words: await sealPhrase(deps.vault, tx, id, words), changed_by: tx.actor.personId, changed_at: deps.clock.now(), retired_at: null,
  });
  return { id, version: 1 };
};

/** Changes a phrase. Refuses `phrase-changed` when `version` is not the newest, so that nothing is overwritten unseen. */
export const changePhrase = async (deps: ChartingDeps, tx: Tx<StaffActor>, named: Named, words: PhraseWords): Promise<Stored> => {
  requireSound(words);
  const rows = await lockedLibrary(tx, named.owner);
  const row = await lockedPhrase(tx, named);
  requireFree(rows, words.shortcut, named.id);
  const version = row.version + 1;
  await updatePhrase(tx, { ...row, shortcut: words.shortcut, version, words: await sealPhrase(deps.vault, tx, row.id, words), changed_by: tx.actor.personId, changed_at: deps.clock.now() });
  return { id: row.id, version };
};

/** Takes a phrase out of use; its short name is free again and what it said stays in the history. */
export const retirePhrase = async (deps: Pick<ChartingDeps, 'clock'>, tx: Tx<StaffActor>, named: Named): Promise<Stored> => {
  const row = await lockedPhrase(tx, named);
  const [version, at] = [row.version + 1, deps.clock.now()];
  await updatePhrase(tx, { ...row, version, changed_by: tx.actor.personId, changed_at: at, retired_at: at });
  return { id: row.id, version };
};
