import { fold } from '#kernel/fold.ts';
import { civilDateFrom, partsOf } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';

const months = ['ene|jan', 'feb', 'mar', 'abr|apr', 'may', 'jun', 'jul', 'ago|aug', 'sep|set', 'oct', 'nov', 'dic|dec'].map((names) => names.split('|'));

const monthOf = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word);
  return months.findIndex((names) => names.some((name) => word.startsWith(name))) + 1;
};

// Two digits: the year nearest before or at ten years from now, so that 61 is 1961 and 26 is 2026.
const yearOf = (word: string | undefined, today: CivilDate): number => {
  const present = partsOf(today).year;
  if (word === undefined) return present;
  if (word.length > 2) return Number(word);
  const inCentury = Math.floor(present / 100) * 100 + Number(word);
  return inCentury > present + 10 ? inCentury - 100 : inCentury;
};

const wordsOf = (typed: string): readonly string[] => {
  const text = fold(typed);
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  if (run !== null) return run.slice(1);
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed.trim());
  if (written !== null) return [written[3] ?? '', written[2] ?? '', written[1] ?? ''];
  return text.match(/\d+|[a-z]{3,}/g) ?? [];
};

/**
 * A date as people type it, the day always first: `23/11/2026`, `23 nov 26`, `231126`, `23 de noviembre`; also
 * `2026-11-23`. Without a year it is this one. Null when it names no day.
 */
export const parseDateText = (typed: string, today: CivilDate): CivilDate | null => {
  const [day = '', month = '', year, ...rest] = wordsOf(typed);
  if (rest.length > 0 || !/^\d{1,2}$/.test(day) || month === '' || (year !== undefined && !/^(\d{2}|\d{4})$/.test(year))) return null;
  return civilDateFrom({ year: yearOf(year, today), month: monthOf(month), day: Number(day) }) ?? null;
};
