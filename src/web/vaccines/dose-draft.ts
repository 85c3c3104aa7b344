import type { CivilDate } from '#kernel/civil-date.ts';
import { vaccines } from '#kernel/vaccines.ts';
import type { VaccineCode } from '#kernel/vaccines.ts';
import type { Language } from '#kernel/language.ts';
import { codeIn } from './doses.ts';
import type { Immunisation } from './doses.ts';

/** What is typed of a dose. `code` empty: a vaccine that is none of ours, by its name. */
export type DoseDraft = {
  readonly code: string; readonly name: string; readonly number: string; readonly status: Immunisation['status']; readonly source: 'here' | 'card' | 'told' | '';
  readonly since: CivilDate | null; readonly expiry: CivilDate | null; readonly lot: string; readonly maker: string; readonly site: string; readonly route: string; readonly reaction: string; readonly note: string;
  /** Amount, of versions from before doses were numbered. */
  readonly dose: string;
};

export const newDose = (code: VaccineCode | '', number: number, today: CivilDate): DoseDraft => ({
  code, name: '', number: number === 0 ? '' : String(number), status: 'completed', source: 'here', since: today, expiry: null, lot: '', maker: '', site: '', route: '', reaction: '', note: '', dose: '',
});

export const draftOfDose = (content: Immunisation): DoseDraft => ({
  code: content.code ?? '', name: content.code === undefined ? content.vaccine : '', number: content.number === undefined ? '' : String(content.number), status: content.status, source: content.source ?? '',
  since: content.since as CivilDate | null, expiry: (content.expiry ?? null) as CivilDate | null, lot: content.lot, maker: content.maker ?? '', site: content.site ?? '', route: content.route ?? '',
  reaction: content.reaction ?? '', note: content.note, dose: content.dose,
});

export type DoseLack = 'need.name' | 'need.day' | 'need.lot';

/** What keeps a dose from being recorded (SUM-4). */
export const lacksOf = ({ code, name, status, source, since, lot }: DoseDraft): readonly DoseLack[] => {
  if (status === 'entered-in-error') return [];
  const lacks: DoseLack[] = [];
  if (code === '' && name.trim() === '') lacks.push('need.name');
  if (source === 'here' && since === null) lacks.push('need.day');
  if (source === 'here' && status === 'completed' && lot.trim() === '') lacks.push('need.lot');
  return lacks;
};

const filled = <Name extends string>(name: Name, text: string): Partial<Record<Name, string>> => (text.trim() === '' ? {} : { [name]: text.trim() } as Record<Name, string>);

/** The content that the draft says; a refused dose has no lot and nothing else of what is injected. */
export const contentOfDose = (draft: DoseDraft, language: Language): Immunisation => {
  const code = codeIn(draft.code);
  const isGiven = draft.status !== 'refused';
  return {
    kind: 'immunisation', status: draft.status, since: draft.since, until: null, vaccine: code === undefined ? draft.name.trim() : vaccines[code].name[language], dose: draft.dose, note: draft.note, lot: isGiven ? draft.lot.trim() : '',
    ...(code === undefined ? {} : { code }), ...(draft.number === '' ? {} : { number: Number(draft.number) }), ...(draft.source === '' ? {} : { source: draft.source }),
    ...(isGiven ? { ...filled('maker', draft.maker), ...filled('site', draft.site), ...filled('route', draft.route), ...filled('reaction', draft.reaction), ...(draft.expiry === null ? {} : { expiry: draft.expiry }) } : {}),
  };
};

/** The lot of each vaccine as last typed in this window: a vial serves several people. */
const lots = new Map<string, string>();
export const lotOf = (code: string): string => lots.get(code) ?? '';
export const rememberLot = ({ code, lot, source, status }: DoseDraft): void => { if (code !== '' && source === 'here' && status === 'completed') lots.set(code, lot.trim()); };
