import { civilDateFrom, partsOf } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { fold } from '#kernel/fold.ts';

const months = ['ene|jan', 'feb', 'mar', 'abr|apr', 'may', 'jun', 'jul', 'ago|aug', 'sep|set', 'oct', 'nov', 'dic|dec'].map((names) => names.split('|'));

const monthOf = (word: string): number =>
  /^\d+$/.test(word) ? Number(word) : months.findIndex((names) => names.some((name) => word.startsWith(name))) + 1;

const wordsOf = (typed: string): readonly string[] => {
  const text = fold(typed);
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text.replace(/\D/g, '') === text ? text : '');
  return run === null ? (text.match(/\d+|[a-z]{3,}/g) ?? []).filter((word) => word !== 'del') : run.slice(1);
};

/**
 * A birth date as people say it, the day first: `15/03/1984`, `15031984`, `15 mar 84`. Two digits of a year name the
 * last such year up to today. Null when it names no day.
 */
export const parseBirthDate = (typed: string, today: CivilDate): CivilDate | null => {
  const [day = '', month = '', year = '', ...rest] = wordsOf(typed);
  if (rest.length > 0 || !/^\d{1,2}$/.test(day) || !/^(\d{2}|\d{4})$/.test(year)) return null;
  const present = partsOf(today).year;
  const inCentury = Math.floor(present / 100) * 100 + Number(year);
  const whole = year.length === 4 ? Number(year) : inCentury > present ? inCentury - 100 : inCentury;
  return civilDateFrom({ year: whole, month: monthOf(month), day: Number(day) }) ?? null;
};
