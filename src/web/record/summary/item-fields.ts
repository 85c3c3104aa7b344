import type { ItemContent, ItemKind } from '#modules/summary/contract.ts';

/** How each kind of item is asked for: its fields in order, what it begins with, what it is called in a list. */

export type FieldName = 'status' | 'since' | 'until' | 'substance' | 'reaction' | 'category' | 'criticality' | 'term' | 'name' | 'dose' | 'route' | 'frequency' | 'source' | 'vaccine' | 'lot' | 'area' | 'text' | 'severity' | 'note';
export type Asked = { readonly name: FieldName; readonly as: 'line' | 'words' | 'day' | 'choice' | 'diagnosis'; readonly choices?: readonly string[]; readonly label?: 'lastPeriod' | 'due' | 'given' };

const since: Asked = { name: 'since', as: 'day' };
const until: Asked = { name: 'until', as: 'day' };
const note: Asked = { name: 'note', as: 'words' };
const status = (...choices: readonly string[]): Asked => ({ name: 'status', as: 'choice', choices: [...choices, 'entered-in-error'] });
const line = (name: FieldName): Asked => ({ name, as: 'line' });

export const fieldsOfKind: Readonly<Record<ItemKind, readonly Asked[]>> = {
  problem: [{ name: 'term', as: 'diagnosis' }, status('active', 'remission', 'inactive', 'resolved'), since, until, note],
  allergy: [line('substance'), { name: 'category', as: 'choice', choices: ['medication', 'food', 'environment', 'other'] }, line('reaction'), { name: 'criticality', as: 'choice', choices: ['high', 'low', 'unable-to-assess'] }, status('active', 'inactive', 'refuted'), since, note],
  medicine: [line('name'), line('dose'), line('route'), line('frequency'), { name: 'source', as: 'choice', choices: ['here', 'elsewhere', 'self'] }, status('active', 'on-hold', 'stopped'), since, until, note],
  immunisation: [line('vaccine'), line('dose'), line('lot'), { name: 'since', as: 'day', label: 'given' }, status('completed', 'refused'), note],
  antecedent: [{ name: 'area', as: 'choice', choices: ['family', 'surgical', 'social', 'gynaecological', 'other'] }, { name: 'text', as: 'words' }, since, status('stated')],
  pregnancy: [status('pregnant', 'not-pregnant', 'puerperium'), { name: 'since', as: 'day', label: 'lastPeriod' }, { name: 'until', as: 'day', label: 'due' }, note],
  flag: [{ name: 'text', as: 'words' }, { name: 'severity', as: 'choice', choices: ['warning', 'info'] }, status('active', 'ended'), until],
};

const when = { since: null, until: null };

export const emptyItem: Readonly<Record<ItemKind, ItemContent>> = {
  problem: { kind: 'problem', status: 'active', ...when, code: '', term: '', note: '' },
  allergy: { kind: 'allergy', status: 'active', ...when, substance: '', category: 'medication', criticality: 'high', reaction: '', note: '' },
  medicine: { kind: 'medicine', status: 'active', ...when, name: '', dose: '', route: '', frequency: '', source: 'here', note: '' },
  immunisation: { kind: 'immunisation', status: 'completed', ...when, vaccine: '', dose: '', lot: '', note: '' },
  antecedent: { kind: 'antecedent', status: 'stated', ...when, area: 'family', text: '' },
  pregnancy: { kind: 'pregnancy', status: 'pregnant', ...when, note: '' },
  flag: { kind: 'flag', status: 'active', ...when, text: '', severity: 'warning' },
};

/** The answer that there are no allergies. */
export const noAllergies: ItemContent = { kind: 'allergy', status: 'none-known', ...when, substance: '', category: 'other', criticality: 'unable-to-assess', reaction: '', note: '' };

/** What an item is called in a list; empty for those that are told by their status alone. */
export const nameOf = (content: ItemContent): string => {
  switch (content.kind) {
    case 'problem': return content.term;
    case 'allergy': return content.substance;
    case 'medicine': return [content.name, content.dose, content.route, content.frequency].filter((part) => part.trim() !== '').join(', ');
    case 'immunisation': return [content.vaccine, content.dose].filter((part) => part.trim() !== '').join(', ');
    case 'antecedent': case 'flag': return content.text;
    case 'pregnancy': return '';
  }
};
