import { createHash } from 'node:crypto';
import { isUuid } from '#kernel/ids.ts';
import { isCivilDate } from '#kernel/civil-date.ts';
import type { FoundLine } from './queries.ts';

/** What a pharmacist filled in, read strictly: nothing is guessed, nothing is cut to fit. */

export type AskedItem = { readonly line: number; readonly quantity: number; readonly brand: string; readonly lot: string; readonly expires_on: string; readonly acquired_on: string | null };
export type AskedAct = {
  readonly request_id: string; readonly by_kind: 'pharmacist' | 'establishment'; readonly licence: string; readonly by_name: string; readonly establishment: string; readonly address: string;
  readonly retained: boolean; readonly items: readonly AskedItem[];
};
export type FieldFault = { readonly field: string; readonly code: 'missing' | 'too-long' | 'not-a-number' | 'not-a-date' | 'characters' };

type Read<Value> = { readonly value: Value } | { readonly faults: readonly FieldFault[] };
type Limits = { readonly least: number; readonly most: number };

const printable = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;
const licenceShape = /^[0-9A-Za-z./ -]*$/;

const textOf = (form: URLSearchParams, field: string, { least, most }: Limits): Read<string> => {
  const value = (form.get(field) ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (value.length < least) return { faults: [{ field, code: 'missing' }] };
  if (value.length > most) return { faults: [{ field, code: 'too-long' }] };
  return printable.test(value) ? { value } : { faults: [{ field, code: 'characters' }] };
};

/** `12`, `12.5` or `12,5`: no sign, no exponent, three decimals at most. */
const quantityOf = (form: URLSearchParams, field: string): Read<number | null> => {
  const text = (form.get(field) ?? '').trim();
  if (text === '') return { value: null };
  if (!/^\d{1,7}(?:[.,]\d{1,3})?$/.test(text)) return { faults: [{ field, code: 'not-a-number' }] };
  const value = Number(text.replace(',', '.'));
  return value > 0 ? { value } : { value: null };
};

/** A day, or a month, which lasts to its end: packs print `2027-04`. */
const dayOf = (form: URLSearchParams, field: string, isAsked: boolean): Read<string | null> => {
  const text = (form.get(field) ?? '').trim();
  if (text === '') return isAsked ? { faults: [{ field, code: 'missing' }] } : { value: null };
  if (isCivilDate(text)) return { value: text };
  const last = ['31', '30', '29', '28'].map((day) => `${text}-${day}`).find(isCivilDate);
  return last === undefined ? { faults: [{ field, code: 'not-a-date' }] } : { value: last };
};

const faultsIn = (...reads: readonly Read<unknown>[]): readonly FieldFault[] => reads.flatMap((read) => ('faults' in read ? read.faults : []));
const valueIn = <Value>(read: Read<Value>): Value => {
  if ('faults' in read) throw new Error('a faulty field has no value');
  return read.value;
};

const itemOf = (form: URLSearchParams, { line }: FoundLine): Read<AskedItem | null> => {
  const quantity = quantityOf(form, `quantity-${String(line)}`);
  // also of a line of which nothing is due: the act that took the last of it may be sent again and must be known as the same
  if ('value' in quantity && quantity.value === null) return { value: null };
  const name = (part: string): string => `${part}-${String(line)}`;
  const [brand, lot] = [textOf(form, name('brand'), { least: 1, most: 160 }), textOf(form, name('lot'), { least: 1, most: 60 })];
  const [expires, acquired] = [dayOf(form, name('expires'), true), dayOf(form, name('acquired'), false)];
  const faults = faultsIn(quantity, brand, lot, expires, acquired);
  if (faults.length > 0) return { faults };
  return { value: { line, quantity: valueIn(quantity) ?? 0, brand: valueIn(brand), lot: valueIn(lot), expires_on: valueIn(expires) ?? '', acquired_on: valueIn(acquired) } };
};

/** Reads the form of an act over the lines that there are. */
export const readAct = (form: URLSearchParams, lines: readonly FoundLine[]): Read<AskedAct> => {
  const licence = textOf(form, 'licence', { least: 5, most: 40 });
  const [name, establishment, address] = [textOf(form, 'name', { least: 3, most: 160 }), textOf(form, 'establishment', { least: 3, most: 200 }), textOf(form, 'address', { least: 0, most: 300 })];
  const items = lines.map((line) => itemOf(form, line));
  const request = form.get('request') ?? '';
  const odd: FieldFault[] = 'value' in licence && !licenceShape.test(licence.value) ? [{ field: 'licence', code: 'characters' }] : [];
  const faults = [...faultsIn(licence, name, establishment, address, ...items), ...odd, ...(isUuid(request) ? [] : [{ field: 'request', code: 'missing' as const }])];
  if (faults.length > 0) return { faults };
  return {
    value: {
      request_id: request, by_kind: form.get('kind') === 'establishment' ? 'establishment' : 'pharmacist', licence: valueIn(licence), by_name: valueIn(name), establishment: valueIn(establishment),
      address: valueIn(address), retained: form.get('retained') === 'yes', items: items.map(valueIn).filter((item) => item !== null),
    },
  };
};

/** What a receipt’s code is known by; letters and digits as they are read aloud, dashes and blanks left out. */
export const voidDigest = (code: string): Buffer => createHash('sha256').update(`amate/void:${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`).digest();
