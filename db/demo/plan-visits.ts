import { createHash } from 'node:crypto';
import { addDays, weekdayOf } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { instantOf } from '#kernel/wall-clock.ts';
import { chanceOf } from './chance.ts';
import { courses, illnesses } from './courses.ts';
import { demoClinic } from './staff-table.ts';
import type { DemoPatient, DoctorLogin, NotePattern } from './story.ts';

/** A visit to come: who, when, of what. */
export type PlannedVisit = {
  readonly date: CivilDate;
  readonly daysAgo: number;
  readonly doctor: DoctorLogin;
  readonly pattern: NotePattern;
  /** Where in its course it stands, 0 to 1; an acute visit is always 0. */
  readonly along: number;
};

type Dated = Omit<PlannedVisit, 'date'>;

const YEAR = 352;
const acute = /^(\w+)@(\d+)$/;
const course = /^(\w+):(\d+)(?::(\d+)-(\d+))?$/;

const acuteVisit = (patient: DemoPatient, name: string, daysAgo: number): readonly Dated[] => {
  const variants = illnesses[name];
  if (variants === undefined) throw new Error(`no illness ${name}`);
  return [{ daysAgo, doctor: patient.doctor, pattern: chanceOf(`${patient.key} ${name} ${String(daysAgo)}`).pick(variants), along: 0 }];
};

const courseVisits = (patient: DemoPatient, name: string, count: number, [from, to]: readonly [number, number]): readonly Dated[] => {
  const found = courses[name];
  if (found === undefined) throw new Error(`no course ${name}`);
  const chance = chanceOf(`${patient.key} ${name}`);
  const turn = chance.between(0, 5);
  const step = count === 1 ? 0 : (from - to) / (count - 1);
  return Array.from({ length: count }, (_, at) => {
    const pattern = found.first[at] ?? found.then[(at + turn) % found.then.length];
    if (pattern === undefined) throw new Error(`the course ${name} has no visit ${String(at)}`);
    const drift = at === 0 || at === count - 1 ? 0 : chance.between(-3, 3);
    return { daysAgo: Math.max(1, Math.round(from - step * at) + drift), doctor: found.by ?? patient.doctor, pattern, along: count === 1 ? 1 : at / (count - 1) };
  });
};

const visitsOf = (patient: DemoPatient, told: string): readonly Dated[] => {
  const ill = acute.exec(told);
  if (ill !== null) return acuteVisit(patient, ill[1] ?? '', Number(ill[2]));
  const followed = course.exec(told);
  if (followed === null) throw new Error(`a story cannot be read: ${told}`);
  const [, name = '', count = '1', from, to] = followed;
  // Each person begins the year's course on another day.
  const begins = YEAR - chanceOf(`${patient.key} ${name} begins`).between(0, 40);
  const range = from === undefined || to === undefined ? [begins, 3 + chanceOf(`${patient.key} ${name} ends`).between(0, 30)] as const : [Number(from), Number(to)] as const;
  return courseVisits(patient, name, Number(count), range);
};

const SUNDAY = 7;
/** The practice is closed on Sundays: the Saturday before is taken, and never a day that this person has already. */
const openDay = (wanted: CivilDate, taken: ReadonlySet<string>): CivilDate => {
  let day = wanted;
  while (weekdayOf(day) === SUNDAY || taken.has(day)) day = addDays(day, -1);
  return day;
};

/** All visits of a person in order of time, one a day at most, the last one yesterday at the latest. */
export const planVisits = (patient: DemoPatient, today: CivilDate): readonly PlannedVisit[] => {
  const taken = new Set<string>();
  const dated = patient.story.flatMap((told) => visitsOf(patient, told)).map((visit) => {
    const date = openDay(addDays(today, -visit.daysAgo), taken);
    taken.add(date);
    return { ...visit, date };
  });
  return dated.sort((one, other) => (one.date < other.date ? -1 : 1));
};

/** A time of day for a visit: the same for the same person and day, from 9 to 13:45 and from 16 to 18:45. */
export const instantOfVisit = (key: string, date: CivilDate): Date => {
  const quarter = (createHash('sha256').update(`${key} ${date}`).digest()[0] ?? 0) % 32;
  const minutes = quarter < 20 ? 9 * 60 + quarter * 15 : 16 * 60 + (quarter - 20) * 15;
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return instantOf(date, time, demoClinic.timeZone);
};
