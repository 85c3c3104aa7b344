import { addItem } from '#modules/summary/public.ts';
import type { ItemContent } from '#modules/summary/contract.ts';
import type { PatientId } from '#kernel/ids.ts';
import { civilDateIn } from '#kernel/civil-date.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { ComposedNote } from './compose-notes.ts';
import { demoClinic } from './staff-table.ts';

/** What a physician keeps beside her notes of a person: allergies, the problems that came back, today's medicines. */

const REPEATED = 2;
const dayOf = (at: Date): string => civilDateIn(demoClinic.timeZone, at);

const problemsOf = (notes: readonly ComposedNote[]): readonly ItemContent[] => {
  const seen = new Map<string, { readonly term: string; readonly since: Date; times: number }>();
  for (const { at, content } of notes) {
    for (const { code, term } of content.diagnoses) {
      const known = seen.get(code);
      if (known === undefined) seen.set(code, { term, since: at, times: 1 });
      else known.times += 1;
    }
  }
  return [...seen].filter(([code, { times }]) => times >= REPEATED && !code.startsWith('Z')).map(([code, { term, since }]) =>
    ({ kind: 'problem', status: 'active', since: dayOf(since), until: null, code, term, note: '' }));
};

const medicinesOf = (notes: readonly ComposedNote[]): readonly ItemContent[] => {
  const last = notes.at(-1);
  if (last === undefined) return [];
  return last.content.medicines.map(({ name, dose, route, frequency }) => ({ kind: 'medicine', status: 'active', since: dayOf(last.at), until: null, name, dose, route, frequency, source: 'here', note: '' }));
};

const allergyOf = (told: string): ItemContent => {
  const [substance = '', reaction = ''] = told.split(':');
  const isKnown = reaction !== '';
  return {
    kind: 'allergy', status: isKnown ? 'active' : 'none-known', since: null, until: null, substance: isKnown ? substance : '', category: isKnown ? 'medication' : 'other',
    criticality: isKnown ? 'high' : 'unable-to-assess', reaction: reaction.trim(), note: '',
  };
};

/** `allergies` as the history tells them; null when there is no history here, and then nobody has asked. */
export const summarise = async (deps: Parameters<typeof addItem>[0], actor: StaffActor, person: { readonly patientId: PatientId; readonly allergies: string | null; readonly notes: readonly ComposedNote[]; readonly doses: readonly ItemContent[] }): Promise<void> => {
  const items = [...(person.allergies === null ? [] : [allergyOf(person.allergies)]), ...problemsOf(person.notes), ...medicinesOf(person.notes), ...person.doses];
  await deps.database.withActor(actor, async (tx) => { for (const item of items) await addItem(deps, tx, person.patientId, item); });
};
