import type { PatientId } from '#kernel/ids.ts';
import type { SearchQuery } from './search-query.ts';

/** What of a patient is found by number or beginning and not by words. Phones as `phoneDigits` gives them. */
export type IndexedNumbers = {
  readonly recordNumber: number;
  readonly birthDate: string | null;
  readonly curp: string | null;
  readonly phones: readonly string[];
  /** When the row last changed, in microseconds: tells whether it has to be read again. */
  readonly changed: number;
};

/** Numbers of many patients, packed: some 60 bytes each, searched by running through them. */
export type IndexColumns = {
  readonly put: (id: PatientId, numbers: IndexedNumbers) => void;
  readonly remove: (id: PatientId) => void;
  /** `changed` of what is held of a patient; undefined for one who is not there. */
  readonly changeOf: (id: PatientId) => number | undefined;
  /** Patients that answer, those whose record number it is first; at most `limit`. */
  readonly find: (query: SearchQuery, limit: number) => readonly PatientId[];
};

const phonesEach = 3;
const curpLength = 18;
/** Fewer digits of a telephone tell nobody apart. */
const fewestPhoneDigits = 4;

type Columns = {
  readonly recordNumbers: Float64Array;
  readonly birthDates: Int32Array;
  readonly phones: Float64Array;
  readonly phoneLengths: Uint8Array;
  /** The first and the last four digits of each telephone, plus one; 0 where there is none. A quick sieve before the whole is compared. */
  readonly phoneHeads: Uint16Array;
  readonly phoneTails: Uint16Array;
  readonly curps: Uint8Array;
  readonly changes: Float64Array;
};

const newColumns = (slots: number): Columns => ({
  recordNumbers: new Float64Array(slots), birthDates: new Int32Array(slots), phones: new Float64Array(slots * phonesEach),
  phoneLengths: new Uint8Array(slots * phonesEach), phoneHeads: new Uint16Array(slots * phonesEach), phoneTails: new Uint16Array(slots * phonesEach),
  curps: new Uint8Array(slots * curpLength), changes: new Float64Array(slots),
});

const grown = (columns: Columns, slots: number): Columns => {
  const larger = newColumns(slots);
  for (const name of Object.keys(larger) as (keyof Columns)[]) larger[name].set(columns[name]);
  return larger;
};

const dayNumber = (date: string): number => Number(date.replaceAll('-', ''));
const headOf = (digits: string): number => (digits.length < fewestPhoneDigits ? 0 : Number(digits.slice(0, fewestPhoneDigits)) + 1);
const tailOf = (digits: string): number => (digits.length < fewestPhoneDigits ? 0 : Number(digits.slice(-fewestPhoneDigits)) + 1);

/** A query's parts as numbers, made once and compared with each patient; -1 and 0 are never equal to anything kept. */
type Wanted = { readonly number: number; readonly digits: number; readonly head: number; readonly tail: number; readonly power: number; readonly born: number; readonly curp: string };

const wantedOf = ({ digits, birthDate, curp }: SearchQuery): Wanted => {
  const known = digits ?? '';
  return {
    number: digits === null ? -1 : Number(digits), digits: known.length, head: headOf(known), tail: tailOf(known), power: 10 ** known.length,
    born: birthDate === null ? 0 : dayNumber(birthDate), curp: curp ?? '',
  };
};

const phoneAnswers = (columns: Columns, slot: number, wanted: Wanted): boolean => {
  if (wanted.digits < fewestPhoneDigits) return false;
  for (let at = slot * phonesEach; at < (slot + 1) * phonesEach; at += 1) {
    const ends = columns.phoneTails[at] === wanted.tail;
    if (!ends && columns.phoneHeads[at] !== wanted.head) continue;
    const length = columns.phoneLengths[at] ?? 0;
    if (length < wanted.digits) continue;
    const phone = columns.phones[at] ?? 0;
    if (ends && phone % wanted.power === wanted.number) return true;
    if (Math.floor(phone / 10 ** (length - wanted.digits)) === wanted.number) return true;
  }
  return false;
};

const curpAnswers = (columns: Columns, slot: number, beginning: string): boolean => {
  for (let at = 0; at < beginning.length; at += 1) {
    if (columns.curps[slot * curpLength + at] !== beginning.charCodeAt(at)) return false;
  }
  return true;
};

const slotAnswers = (columns: Columns, slot: number, wanted: Wanted): boolean => {
  if (wanted.born !== 0 && columns.birthDates[slot] !== wanted.born) return false;
  if (wanted.curp !== '' && !curpAnswers(columns, slot, wanted.curp)) return false;
  return wanted.number < 0 || columns.recordNumbers[slot] === wanted.number || phoneAnswers(columns, slot, wanted);
};

/** Empty columns. */
export const createIndexColumns = (): IndexColumns => {
  const slots = new Map<PatientId, number>();
  const ids: (PatientId | undefined)[] = [];
  const free: number[] = [];
  let columns = newColumns(256);
  const write = (slot: number, { recordNumber, birthDate, curp, phones, changed }: IndexedNumbers): void => {
    columns.recordNumbers[slot] = recordNumber;
    columns.changes[slot] = changed;
    columns.birthDates[slot] = birthDate === null ? 0 : dayNumber(birthDate);
    for (let at = 0; at < phonesEach; at += 1) {
      const phone = phones[at] ?? '';
      columns.phones[slot * phonesEach + at] = Number(phone);
      columns.phoneLengths[slot * phonesEach + at] = phone.length;
      columns.phoneHeads[slot * phonesEach + at] = headOf(phone);
      columns.phoneTails[slot * phonesEach + at] = tailOf(phone);
    }
    for (let at = 0; at < curpLength; at += 1) columns.curps[slot * curpLength + at] = curp === null ? 0 : curp.charCodeAt(at);
  };
  return {
    put: (id, numbers) => {
      const slot = slots.get(id) ?? free.pop() ?? ids.length;
      if (slot >= columns.birthDates.length) columns = grown(columns, columns.birthDates.length * 2);
      slots.set(id, slot);
      ids[slot] = id;
      write(slot, numbers);
    },
    remove: (id) => {
      const slot = slots.get(id);
      if (slot === undefined) return;
      write(slot, { recordNumber: 0, birthDate: null, curp: null, phones: [], changed: 0 });
      slots.delete(id);
      ids[slot] = undefined;
      free.push(slot);
    },
    changeOf: (id) => {
      const slot = slots.get(id);
      return slot === undefined ? undefined : columns.changes[slot];
    },
    find: (query, limit) => {
      const byNumber: PatientId[] = [];
      const others: PatientId[] = [];
      const wanted = wantedOf(query);
      for (let slot = 0; slot < ids.length; slot += 1) {
        if (!slotAnswers(columns, slot, wanted)) continue;
        const id = ids[slot];
        if (id === undefined) continue;
        if (columns.recordNumbers[slot] === wanted.number) byNumber.push(id);
        else if (others.length < limit) others.push(id);
      }
      return [...byNumber, ...others].slice(0, limit);
    },
  };
};
