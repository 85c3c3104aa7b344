import { civilDateIn, partsOf, timeIn } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

const utcOf = (date: CivilDate, time: string): number => {
  const { year, month, day } = partsOf(date);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, day);
  instant.setUTCHours(hour, minute);
  return instant.getTime();
};

/**
 * The instant at which a wall in an IANA time zone shows this day and time (`HH:MM`).
 * A time that a clock change skips becomes as much later as the clock jumped; of a time that happens twice, the first.
 */
export const instantOf = (date: CivilDate, time: string, timeZone: string): Date => {
  const wanted = utcOf(date, time);
  const offsetAt = (instant: number): number => {
    const at = new Date(instant);
    return utcOf(civilDateIn(timeZone, at), timeIn(timeZone, at)) - Math.floor(instant / 60_000) * 60_000;
  };
  const candidates = [wanted - offsetAt(wanted - 86_400_000), wanted - offsetAt(wanted + 86_400_000)];
  const exact = candidates.filter((each) => each + offsetAt(each) === wanted);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
};
