import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { KeptTemplate, TemplateLibraries } from './contract.ts';
import type { ChartingDeps } from './dependencies.ts';
import { specialtyTemplates } from './specialty-templates.ts';
import { templatesInUse } from './template-queries.ts';
import { openTemplate } from './template-words.ts';

/** Every template that the reader can fill a note with, by library. */
export const listTemplates = async (deps: Pick<ChartingDeps, 'vault'>, tx: Tx<StaffActor>): Promise<TemplateLibraries> => {
  const rows = await templatesInUse(tx, tx.actor.personId);
  const opened = await Promise.all(rows.map(async (row): Promise<{ readonly isOwn: boolean; readonly template: KeptTemplate }> => ({
    isOwn: row.owner_id !== null, template: { id: row.id, version: row.version, changedAt: row.changed_at.toISOString(), ...await openTemplate(deps.vault, tx, row.id, row.words) },
  })));
  const of = (wanted: boolean): KeptTemplate[] => opened.filter(({ isOwn }) => isOwn === wanted).map(({ template }) => template);
  return { own: of(true), clinic: of(false), specialty: [...specialtyTemplates] };
};
