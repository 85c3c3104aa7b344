import { conflict, notFound } from '#kernel/errors.ts';
import type { PatientId, PersonId, Pseudonym } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { TemplateWords } from './contract.ts';
import type { ChartingDeps } from './dependencies.ts';
import { insertTemplate, lockTemplate, lockTemplateLibrary, templatesInUse, updateTemplate } from './template-queries.ts';
import type { TemplateId, TemplateRow } from './template-queries.ts';
import { requireNoTraces } from './template-traces.ts';
import { sealTemplate } from './template-words.ts';

/** More would not be found again in a list. */
export const MOST_TEMPLATES = 200;

type Stored = { readonly id: TemplateId; readonly version: number };
/** Whose library is changed; null: the clinic's, which the database lets only physicians change. */
type Owner = PersonId | null;
type Named = { readonly owner: Owner; readonly id: TemplateId; readonly version: number };

const textsOf = ({ title, texts }: TemplateWords): readonly string[] => [title, ...Object.values(texts).filter((text) => text !== undefined)];

const locked = async (tx: Tx<StaffActor>, { owner, id, version }: Named): Promise<TemplateRow> => {
  const row = await lockTemplate(tx, id, owner);
  if (row === undefined) throw notFound('template-not-found');
  if (row.version !== version) throw conflict('template-changed');
  return row;
};

/**
 * Adds a template to a library and says whose identity was looked at. Refuses `template-names-patient` when its words say whose
 * note (`takenFrom`) they come from, and more than 200.
 */
export const addTemplate = async (deps: ChartingDeps, tx: Tx<StaffActor>, owner: Owner, { takenFrom, ...words }: TemplateWords & { readonly takenFrom: PatientId | null }): Promise<{ readonly stored: Stored; readonly pseudonyms: readonly Pseudonym[] }> => {
  const pseudonyms = await requireNoTraces(deps.vault, tx, textsOf(words), { takenFrom, code: 'template-names-patient' });
  await lockTemplateLibrary(tx, owner);
  const rows = (await templatesInUse(tx, tx.actor.personId)).filter(({ owner_id }) => owner_id === owner);
  if (rows.length >= MOST_TEMPLATES) throw conflict('template-library-full', { most: MOST_TEMPLATES });
  const id = deps.newId<'template'>();
  await insertTemplate(tx, { id, owner_id: owner, version: 1, words: await sealTemplate(deps.vault, tx, id, words), changed_by: tx.actor.personId, changed_at: deps.clock.now(), retired_at: null });
  return { stored: { id, version: 1 }, pseudonyms };
};

/** Changes a template. Refuses `template-changed` when `version` is not the newest, so that nothing is overwritten unseen. */
export const changeTemplate = async (deps: ChartingDeps, tx: Tx<StaffActor>, named: Named, words: TemplateWords): Promise<Stored> => {
  await requireNoTraces(deps.vault, tx, textsOf(words), { takenFrom: null, code: 'template-names-patient' });
  const row = await locked(tx, named);
  const version = row.version + 1;
  await updateTemplate(tx, { ...row, version, words: await sealTemplate(deps.vault, tx, row.id, words), changed_by: tx.actor.personId, changed_at: deps.clock.now() });
  return { id: row.id, version };
};

/** Takes a template out of use; what it said stays in the history. */
export const retireTemplate = async (deps: Pick<ChartingDeps, 'clock'>, tx: Tx<StaffActor>, named: Named): Promise<Stored> => {
  const row = await locked(tx, named);
  const [version, at] = [row.version + 1, deps.clock.now()];
  await updateTemplate(tx, { ...row, version, changed_by: tx.actor.personId, changed_at: at, retired_at: at });
  return { id: row.id, version };
};
