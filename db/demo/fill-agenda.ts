import { addDays, weekdayOf } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { fixedClock } from '#kernel/clock.ts';
import type { PatientId, PractitionerId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { instantOf } from '#kernel/wall-clock.ts';
import { bookAppointment, changeState } from '#modules/scheduling/public.ts';
import type { SchedulingDeps } from '#modules/scheduling/public.ts';
import type { Appointment } from '#modules/scheduling/contract.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { demoClinic } from './staff-table.ts';

type State = Appointment['status'];

/** The steps that lead to a state, in the order they are taken. */
const way: Readonly<Record<State, readonly State[]>> = {
  booked: [], confirmed: ['confirmed'], arrived: ['confirmed', 'arrived'], 'in-consult': ['arrived', 'in-consult'], attended: ['confirmed', 'arrived', 'in-consult', 'attended'],
  'no-show': ['no-show'], cancelled: ['cancelled'],
};

/** Times of a day with 30 minutes each; the day's states follow the hour that it is. */
const slots = ['09:00', '09:30', '10:15', '11:00', '11:45', '12:30', '16:00', '16:45', '17:30', '18:15'] as const;
const MINUTES = 30;
const MINUTE = 60_000;

const pastStates: readonly State[] = ['attended', 'attended', 'no-show', 'attended', 'attended'];
const comingStates: readonly State[] = ['confirmed', 'booked', 'confirmed', 'cancelled', 'booked'];

const stateAt = (starts: Date, now: Date, index: number): State => {
  const minutes = (starts.getTime() - now.getTime()) / MINUTE;
  if (minutes < -MINUTES) return pastStates[index % pastStates.length] ?? 'attended';
  if (minutes <= 0) return 'in-consult';
  return minutes <= 50 ? 'arrived' : comingStates[index % comingStates.length] ?? 'booked';
};

export type Booker = {
  readonly deps: Omit<SchedulingDeps, 'clock' | 'newId'> & { readonly random: (length: number) => Uint8Array };
  readonly actor: StaffActor;
  readonly now: Date;
};
export type Diary = { readonly practitionerId: PractitionerId; readonly patientIds: readonly PatientId[] };

const book = async (booker: Booker, diary: Diary, at: { readonly starts: Date; readonly patientId: PatientId; readonly index: number }): Promise<void> => {
  const { now, actor } = booker;
  const { starts } = at;
  const arrives = new Date(Math.min(now.getTime(), starts.getTime() - 8 * MINUTE));
  const deps: SchedulingDeps = { ...booker.deps, clock: fixedClock(arrives), newId: () => newId(now.getTime(), booker.deps.random) };
  await deps.database.withActor(actor, async (tx) => {
    const { id } = await bookAppointment(deps, tx, {
      patientId: at.patientId, practitionerId: diary.practitionerId, startsAt: starts.toISOString(), minutes: MINUTES, kind: at.index % 7 === 6 ? 'first' : 'follow-up',
    });
    for (const step of way[stateAt(starts, now, at.index)]) await changeState(deps, tx, id, step);
  });
};

/** Books `count` visits of a day for one physician; today's are in the states of the present hour. */
const bookDay = async (booker: Booker, diary: Diary, day: CivilDate, count: number): Promise<void> => {
  for (const [index, time] of slots.slice(0, count).entries()) {
    const patientId = diary.patientIds[index % diary.patientIds.length];
    if (patientId !== undefined) await book(booker, diary, { starts: instantOf(day, time, demoClinic.timeZone), patientId, index });
  }
};

/** Today's agenda and the next working day's. */
export const fillAgenda = async (booker: Booker, diaries: readonly Diary[], today: CivilDate): Promise<void> => {
  const tomorrow = weekdayOf(addDays(today, 1)) === 7 ? addDays(today, 2) : addDays(today, 1);
  for (const [index, diary] of diaries.entries()) {
    await bookDay(booker, diary, today, 10 - index);
    await bookDay(booker, { ...diary, patientIds: [...diary.patientIds].reverse() }, tomorrow, 4);
  }
};
