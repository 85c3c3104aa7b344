import { civilDateFrom } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { phoneDigits } from './phone-number.ts';

/** A search as typed, taken apart. What a part is null or empty for is not asked. */
export type SearchQuery = {
  /** The words of names. */
  readonly words: string;
  /** A CURP or the beginning of one, six characters at least, in capitals. */
  readonly curp: string | null;
  /** Digits of a telephone or a record number. */
  readonly digits: string | null;
  readonly birthDate: CivilDate | null;
};

const dayFirst = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/;
const yearFirst = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/;
const curpShape = /(?<![\p{L}\d])[A-Z]{4}\d{2}[A-Z\d]{0,12}(?![\p{L}\d])/iu;
const number = /\+?\d[\d\s().-]*/;

const cut = (text: string, found: RegExpExecArray | null): string =>
  found === null ? text : `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;

const dateIn = (text: string): { readonly rest: string; readonly date: CivilDate | null } => {
  const first = dayFirst.exec(text);
  const found = first ?? yearFirst.exec(text);
  if (found === null) return { rest: text, date: null };
  const [a = 0, b = 0, c = 0] = found.slice(1).map(Number);
  const date = civilDateFrom(first === null ? { year: a, month: b, day: c } : { year: c, month: b, day: a });
  return date === undefined ? { rest: text, date: null } : { rest: cut(text, found), date };
};

/** Takes a search apart: names in any order, a CURP or its beginning, digits, a birth date (dd/mm/aaaa); also mixed. */
export const parseSearch = (typed: string): SearchQuery => {
  const { rest, date } = dateIn(typed);
  const curp = curpShape.exec(rest);
  const afterCurp = cut(rest, curp);
  const run = number.exec(afterCurp);
  const digits = run === null ? '' : phoneDigits(run[0]);
  return {
    words: cut(afterCurp, run).trim(),
    curp: curp === null ? null : curp[0].toUpperCase(),
    digits: digits === '' ? null : digits,
    birthDate: date,
  };
};
