import type { SearchQuery } from './search-query.ts';

/** What of a patient is found by number or beginning and not by words. Phones as `phoneDigits` gives them. */
export type IndexedNumbers = {
  readonly recordNumber: number;
  readonly birthDate: string | null;
  readonly curp: string | null;
  readonly phones: readonly string[];
};

/** Numbers of many patients, packed: some 60 bytes each, searched by running through them. */
export type IndexColumns = {
  readonly put: (id: string, numbers: IndexedNumbers) => void;
  readonly remove: (id: string) => void;
  /** True when the patient answers to all that the query asks beside words. */
  readonly answers: (id: string, query: SearchQuery) => boolean;
  /** Patients that answer, those whose record number it is first; at most `limit`. */
  readonly find: (query: SearchQuery, limit: number) => readonly string[];
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
  readonly curps: Uint8Array;
};

const newColumns = (slots: number): Columns => ({
  recordNumbers: new Float64Array(slots), birthDates: new Int32Array(slots), phones: new Float64Array(slots * phonesEach),
  phoneLengths: new Uint8Array(slots * phonesEach), curps: new Uint8Array(slots * curpLength),
});

const grown = (columns: Columns, slots: number): Columns => {
  const larger = newColumns(slots);
  for (const name of Object.keys(larger) as (keyof Columns)[]) larger[name].set(columns[name]);
  return larger;
};

const dayNumber = (date: string): number => Number(date.replaceAll('-', ''));

const phoneAnswers = (columns: Columns, slot: number, digits: string): boolean => {
  if (digits.length < fewestPhoneDigits) return false;
  const wanted = Number(digits);
  const power = 10 ** digits.length;
  for (let at = slot * phonesEach; at < (slot + 1) * phonesEach; at += 1) {
    const length = columns.phoneLengths[at] ?? 0;
    if (length < digits.length) continue;
    const phone = columns.phones[at] ?? 0;
    if (phone % power === wanted || Math.floor(phone / 10 ** (length - digits.length)) === wanted) return true;
  }
  return false;
};

const curpAnswers = (columns: Columns, slot: number, beginning: string): boolean => {
  for (let at = 0; at < beginning.length; at += 1) {
    if (columns.curps[slot * curpLength + at] !== beginning.charCodeAt(at)) return false;
  }
  return true;
};

const slotAnswers = (columns: Columns, slot: number, { digits, birthDate, curp }: SearchQuery): boolean => {
  if (birthDate !== null && columns.birthDates[slot] !== dayNumber(birthDate)) return false;
  if (curp !== null && !curpAnswers(columns, slot, curp)) return false;
  return digits === null || columns.recordNumbers[slot] === Number(digits) || phoneAnswers(columns, slot, digits);
};

/** Empty columns. */
export const createIndexColumns = (): IndexColumns => {
  const slots = new Map<string, number>();
  const ids: (string | undefined)[] = [];
  const free: number[] = [];
  let columns = newColumns(256);
  const write = (slot: number, { recordNumber, birthDate, curp, phones }: IndexedNumbers): void => {
    columns.recordNumbers[slot] = recordNumber;
    columns.birthDates[slot] = birthDate === null ? 0 : dayNumber(birthDate);
    for (let at = 0; at < phonesEach; at += 1) {
      const phone = phones[at] ?? '';
      columns.phones[slot * phonesEach + at] = Number(phone);
      columns.phoneLengths[slot * phonesEach + at] = phone.length;
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
      write(slot, { recordNumber: 0, birthDate: null, curp: null, phones: [] });
      slots.delete(id);
      ids[slot] = undefined;
      free.push(slot);
    },
    answers: (id, query) => {
      const slot = slots.get(id);
      return slot !== undefined && slotAnswers(columns, slot, query);
    },
    find: (query, limit) => {
      const byNumber: string[] = [];
      const others: string[] = [];
      const wanted = query.digits === null ? -1 : Number(query.digits);
      for (let slot = 0; slot < ids.length; slot += 1) {
        const id = ids[slot];
        if (id === undefined || !slotAnswers(columns, slot, query)) continue;
        (columns.recordNumbers[slot] === wanted ? byNumber : others).push(id);
        if (others.length >= limit && byNumber.length > 0) break;
      }
      return [...byNumber, ...others].slice(0, limit);
    },
  };
};
