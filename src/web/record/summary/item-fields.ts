import { isCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { ItemContent, ItemKind } from '#modules/summary/contract.ts';

/** What this dialog asks for; a vaccine is asked for by one of its own. */
export type ListedKind = Exclude<ItemKind, 'immunisation'>;
export type ListedContent = Exclude<ItemContent, { readonly kind: 'immunisation' }>;

/** How each kind of item is asked for: its fields in order, what it begins with, what it is called in a list. */

export type FieldName = 'status' | 'since' | 'until' | 'substance' | 'reaction' | 'category' | 'criticality' | 'term' | 'name' | 'dose' | 'route' | 'frequency' | 'source' | 'area' | 'text' | 'severity' | 'note' | 'on' | 'value' | 'height';
export type Draft = Readonly<Record<string, string | null>>;
export type Asked = {
  readonly name: FieldName; readonly as: 'line' | 'words' | 'day' | 'choice' | 'diagnosis' | 'number'; readonly choices?: readonly string[];
  readonly label?: 'lastPeriod' | 'due' | 'born' | 'taken' | 'statedBy';
  /** Of a number: what is refused, as the record refuses it. An optional one may stay empty. */
  readonly limits?: { readonly least: number; readonly most: number; readonly optional?: boolean };
  readonly shownWhen?: (draft: Draft) => boolean;
};

const since: Asked = { name: 'since', as: 'day' };
const until: Asked = { name: 'until', as: 'day' };
const note: Asked = { name: 'note', as: 'words' };
const status = (...choices: readonly string[]): Asked => ({ name: 'status', as: 'choice', choices: [...choices, 'entered-in-error'] });
const line = (name: FieldName): Asked => ({ name, as: 'line' });

const isPregnant = ({ status: said }: Draft): boolean => said === 'pregnant';

export const fieldsOfKind: Readonly<Record<ListedKind, readonly Asked[]>> = {
  problem: [{ name: 'term', as: 'diagnosis' }, status('active', 'remission', 'inactive', 'resolved'), since, until, note],
  allergy: [line('substance'), { name: 'category', as: 'choice', choices: ['medication', 'food', 'environment', 'other'] }, line('reaction'), { name: 'criticality', as: 'choice', choices: ['high', 'low', 'unable-to-assess'] }, status('active', 'inactive', 'refuted'), since, note],
  medicine: [line('name'), line('dose'), line('route'), line('frequency'), { name: 'source', as: 'choice', choices: ['here', 'elsewhere', 'self'] }, status('active', 'on-hold', 'stopped'), since, until, note],
  antecedent: [{ name: 'area', as: 'choice', choices: ['family', 'surgical', 'social', 'gynaecological', 'other'] }, { name: 'text', as: 'words' }, since, status('stated')],
  pregnancy: [
    status('pregnant', 'breastfeeding', 'puerperium', 'not-pregnant', 'unknown'),
    { name: 'since', as: 'day', label: 'lastPeriod', shownWhen: isPregnant }, { name: 'until', as: 'day', label: 'due', shownWhen: isPregnant },
    { name: 'since', as: 'day', label: 'born', shownWhen: ({ status: said }) => said === 'puerperium' },
    { name: 'on', as: 'day' }, { name: 'source', as: 'choice', choices: ['test', 'patient', 'note'], label: 'statedBy' }, note,
  ],
  creatinine: [
    { name: 'value', as: 'number', limits: { least: 0.1, most: 40 } }, { name: 'since', as: 'day', label: 'taken' },
    { name: 'height', as: 'number', limits: { least: 30, most: 260, optional: true }, shownWhen: ({ isMinor }) => isMinor === 'yes' }, status('final'), note,
  ],
  flag: [{ name: 'text', as: 'words' }, { name: 'severity', as: 'choice', choices: ['warning', 'info'] }, status('active', 'ended'), until],
};

const when = { since: null, until: null };

const emptyItem: Readonly<Record<ListedKind, ListedContent>> = {
  problem: { kind: 'problem', status: 'active', ...when, code: '', term: '', note: '' },
  allergy: { kind: 'allergy', status: 'active', ...when, substance: '', category: 'medication', criticality: 'high', reaction: '', note: '' },
  medicine: { kind: 'medicine', status: 'active', ...when, name: '', dose: '', route: '', frequency: '', source: 'here', note: '' },
  antecedent: { kind: 'antecedent', status: 'stated', ...when, area: 'family', text: '' },
  pregnancy: { kind: 'pregnancy', status: 'pregnant', ...when, source: 'test', note: '' },
  creatinine: { kind: 'creatinine', status: 'final', ...when, value: Number.NaN, height: null, note: '' },
  flag: { kind: 'flag', status: 'active', ...when, text: '', severity: 'warning' },
};

/** A new item of a kind; what is dated is of today until somebody says otherwise. */
export const newItem = (kind: ListedKind, today: CivilDate): ListedContent => {
  const empty = emptyItem[kind];
  if (empty.kind === 'pregnancy') return { ...empty, on: today };
  return empty.kind === 'creatinine' ? { ...empty, since: today } : empty;
};

/** What the dialog edits: every field as it is typed. */
export const draftOf = (content: ListedContent, isMinor: boolean): Draft => ({
  ...Object.fromEntries(Object.entries(content).map(([name, value]) => [name, typeof value === 'number' ? (Number.isNaN(value) ? '' : String(value)) : value])), isMinor: isMinor ? 'yes' : 'no',
});

const numberOf = (typed: string | null | undefined): number => Number((typed ?? '').trim().replace(',', '.') || Number.NaN);
/** Whether what was typed is no number that the record takes. */
export const isWrongNumber = ({ name, limits }: Asked, draft: Draft): boolean => {
  if (limits === undefined) return false;
  const typed = (draft[name] ?? '').trim();
  const number = numberOf(typed);
  return typed === '' ? limits.optional !== true : !(number >= limits.least && number <= limits.most);
};

/** The content that a draft says; what its status does not ask for is left out. */
export const contentOf = (draft: Draft): ItemContent => {
  const { isMinor: _, ...said } = draft;
  if (said['kind'] === 'creatinine') return { ...said, value: numberOf(said['value']), height: (said['height'] ?? '') === '' ? null : numberOf(said['height']) } as unknown as ItemContent;
  if (said['kind'] !== 'pregnancy') return said as unknown as ItemContent;
  const hasBegun = said['status'] === 'pregnant' || said['status'] === 'puerperium';
  // versions from before these were asked lack them; the record takes no empty day or source
  const { on, source, ...rest } = said;
  const dated = isCivilDate(on ?? '') ? { on } : {};
  return { ...rest, ...dated, ...(source === undefined || source === null ? {} : { source }), since: hasBegun ? said['since'] : null, until: said['status'] === 'pregnant' ? said['until'] : null } as unknown as ItemContent;
};

/** The answer that there are no allergies. */
export const noAllergies: ItemContent = { kind: 'allergy', status: 'none-known', ...when, substance: '', category: 'other', criticality: 'unable-to-assess', reaction: '', note: '' };

/** What was typed of an item that names it; empty for those that are told by their status or value. */
export const nameOf = (content: ItemContent): string => {
  switch (content.kind) {
    case 'problem': return content.term;
    case 'allergy': return content.substance;
    case 'medicine': return [content.name, content.dose, content.route, content.frequency].filter((part) => part.trim() !== '').join(', ');
    case 'immunisation': return [content.vaccine, content.number === undefined ? '' : String(content.number), content.dose].filter((part) => part.trim() !== '').join(', ');
    case 'antecedent': case 'flag': return content.text;
    case 'creatinine': case 'pregnancy': return '';
  }
};
