import { invalid } from './errors.ts';
import type { Language } from './language.ts';

declare const civilDate: unique symbol;

/** A day of the Gregorian calendar, `YYYY-MM-DD`, years 0001-9999, without time or zone. Compares and sorts as text. */
export type CivilDate = string & { readonly [civilDate]: true };

export type CivilDateParts = { readonly year: number; readonly month: number; readonly day: number };

/** Completed years, then completed months, then days. */
export type Age = { readonly years: number; readonly months: number; readonly days: number };

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const lengthOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0);

const isReal = ({ year, month, day }: CivilDateParts): boolean =>
  year >= 1 && year <= 9999 && day >= 1 && day <= lengthOfMonth(year, month);

const write = ({ year, month, day }: CivilDateParts): CivilDate =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as CivilDate;

const two = (number: number): string => String(number).padStart(2, '0');

/** Year, month 1-12, day 1-31. */
export function partsOf(date: CivilDate): CivilDateParts {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

/** True for `YYYY-MM-DD` that names a day of the calendar: 2023-02-29 does not. */
export const isCivilDate = (text: string): text is CivilDate =>
  shape.test(text) && isReal(partsOf(text as CivilDate));

/** Reads a date once, at the edge. Refuses with `civil-date-invalid`; the refused text is not repeated. */
export function parseCivilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw invalid('civil-date-invalid');
  return text;
}

/** The date of these parts, or undefined when the calendar has no such day. */
export const civilDateFrom = (parts: CivilDateParts): CivilDate | undefined =>
  Object.values(parts).every(Number.isInteger) && isReal(parts) ? write(parts) : undefined;

/**
 * The date n months later (or earlier). A day that the month does not have becomes the first of the
 * following month: 31 January + 1 month = 1 March (2 March never), so a term is never cut short.
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = partsOf(date);
  const count = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  if (day <= lengthOfMonth(target.year, target.month)) return checked({ ...target, day });
  const next = target.month === 12 ? { year: target.year + 1, month: 1 } : { year: target.year, month: target.month + 1 };
  return checked({ ...next, day: 1 });
}

/**
 * The date n years later (or earlier). 29 February in a year without one becomes 1 March: the cautious
 * reading for retention, since nothing is released a day early (PostgreSQL's interval would say 28 February).
 */
export const addYears = (date: CivilDate, years: number): CivilDate => addMonths(date, years * 12);

function checked(parts: CivilDateParts): CivilDate {
  if (!isReal(parts)) throw invalid('civil-date-out-of-range');
  return write(parts);
}

// Day numbers: years are counted from March, so that the leap day is the last of its year; the day of
// the year then follows from the regular 153 days of every five months.
function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date);
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return marchYear * 365 + Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400) + dayOfYear;
}

/** Days from the first date to the second; negative when the second is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from);

// The inverse of dayNumber, by cycles of 400 years (146,097 days), where leap days repeat.
function dateOfDayNumber(number: number): CivilDate {
  const cycle = Math.floor(number / 146_097);
  const inCycle = number - cycle * 146_097;
  const leapDays = Math.floor(inCycle / 1_460) - Math.floor(inCycle / 36_524) + Math.floor(inCycle / 146_096);
  const marchYear = Math.floor((inCycle - leapDays) / 365);
  const dayOfYear = inCycle - (365 * marchYear + Math.floor(marchYear / 4) - Math.floor(marchYear / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = cycle * 400 + marchYear + (month <= 2 ? 1 : 0);
  return checked({ year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 });
}

/** The date n days later (or earlier). Refuses `civil-date-out-of-range`. */
export const addDays = (date: CivilDate, days: number): CivilDate => dateOfDayNumber(dayNumber(date) + days);

/** Day of the week, 1 Monday to 7 Sunday (ISO 8601). */
export const weekdayOf = (date: CivilDate): number => ((dayNumber(date) + 2) % 7) + 1;

/**
 * Age at a date. Born on 29 February, a year is completed on 1 March of years without that day (the
 * same rule as {@link addYears}); months likewise. Refuses `date-before-birth`.
 */
export function ageAt(birth: CivilDate, at: CivilDate): Age {
  if (at < birth) throw invalid('date-before-birth');
  const from = partsOf(birth);
  const to = partsOf(at);
  const nominal = (to.year - from.year) * 12 + to.month - from.month;
  const months = addMonths(birth, nominal) > at ? nominal - 1 : nominal;
  return { years: Math.floor(months / 12), months: months % 12, days: daysBetween(addMonths(birth, months), at) };
}

// Own tables: browser and server carry different Unicode data, and a printed date must not depend on it.
const shortMonths = {
  'es-MX': ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  'en-US': ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const satisfies Record<Language, readonly string[]>;

/** `02/nov/2026` (es-MX) or `02/Nov/2026` (en-US): day first and the month in letters, so no reader swaps them. */
export function formatCivilDate(date: CivilDate, language: Language): string {
  const { year, month, day } = partsOf(date);
  return `${two(day)}/${shortMonths[language][month - 1] ?? ''}/${String(year).padStart(4, '0')}`;
}

const zones = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = zones.get(timeZone);
  if (known) return known;
  const made = makeZoneFormat(timeZone);
  zones.set(timeZone, made);
  return made;
}

function makeZoneFormat(timeZone: string): Intl.DateTimeFormat {
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  try {
    // Only the zone's arithmetic is taken from the engine: the numbers are read back part by part.
    return new Intl.DateTimeFormat('en-US', { ...fields, timeZone, hourCycle: 'h23', timeZoneName: 'longOffset', calendar: 'gregory', numberingSystem: 'latn' });
  } catch {
    throw invalid('time-zone-unknown');
  }
}

// Whoever asks what day it is mostly asks again within the minute. Since 1973 every zone is whole minutes from UTC.
const wholeMinutesSince = Date.UTC(1973, 0);
const lastRead = new Map<string, { readonly minute: number; readonly wall: ReturnType<typeof readWall> }>();

function wallClock(instant: Date, timeZone: string) {
  const milliseconds = instant.getTime();
  if (!(milliseconds >= wholeMinutesSince)) return readWall(instant, timeZone);
  const minute = Math.floor(milliseconds / 60_000);
  const known = lastRead.get(timeZone);
  if (known?.minute === minute) return known.wall;
  const wall = readWall(instant, timeZone);
  lastRead.set(timeZone, { minute, wall });
  return wall;
}

function readWall(instant: Date, timeZone: string) {
  const parts = zoneFormat(timeZone).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
  const offset = read('timeZoneName').replace('GMT', '').replace('\u2212', '-');
  return {
    date: parseCivilDate(`${read('year').padStart(4, '0')}-${read('month')}-${read('day')}`),
    time: `${read('hour')}:${read('minute')}`,
    offset: offset === '' ? '+00:00' : offset,
  };
}

/** The day that the calendar on the wall shows at an instant in an IANA time zone. Refuses `time-zone-unknown`. */
export const civilDateIn = (timeZone: string, instant: Date): CivilDate => wallClock(instant, timeZone).date;

/** The time on the wall, 24 hours, `HH:MM`. */
export const timeIn = (timeZone: string, instant: Date): string => wallClock(instant, timeZone).time;

/** Date and 24 h time with the zone's offset at that instant, as a record must show it: `02/nov/2026 14:05 (UTC-06:00)`. */
export function formatInstant(instant: Date, timeZone: string, language: Language): string {
  const { date, time, offset } = wallClock(instant, timeZone);
  return `${formatCivilDate(date, language)} ${time} (UTC${offset})`;
}
