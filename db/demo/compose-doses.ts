import { addDays, addMonths, civilDateIn } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { scheduleByAge, vaccines } from '#kernel/vaccines.ts';
import type { ItemContent } from '#modules/summary/contract.ts';
import { chanceOf } from './chance.ts';
import { birthDateOf } from './register-people.ts';
import { demoClinic } from './staff-table.ts';
import type { DemoPatient } from './story.ts';

/** The vaccines of the demo's children, as read from their cards: most of the schedule, a little late, and here and there a dose that is missing. */

const OLDEST_WITH_CARD = 13;
const GIVEN_OF_TEN = 9;
const LATEST_DAYS = 20;

/** Recorded when she was last `seen`: of what was given later nobody knew yet. */
export const composeDoses = (patient: DemoPatient, seen: Date | undefined, today: CivilDate): readonly ItemContent[] => {
  if (seen === undefined || patient.age[0] >= OLDEST_WITH_CARD) return [];
  const chance = chanceOf(`doses ${patient.key}`);
  const birthDate = birthDateOf(patient, today);
  const known = civilDateIn(demoClinic.timeZone, seen);
  const given = new Set<string>();
  return scheduleByAge.flatMap(({ vaccine, dose, from, bornFrom }): readonly ItemContent[] => {
    const on = addDays(addMonths(birthDate, from), from === 0 ? 0 : chance.between(0, LATEST_DAYS));
    const isGiven = on <= known && bornFrom === undefined && chance.between(1, 10) <= GIVEN_OF_TEN && (dose === 1 || given.has(`${vaccine} ${String(dose - 1)}`));
    if (!isGiven) return [];
    given.add(`${vaccine} ${String(dose)}`);
    return [{ kind: 'immunisation', status: 'completed', since: on, until: null, vaccine: vaccines[vaccine].name['es-MX'], dose: '', lot: '', note: '', code: vaccine, number: dose, source: 'card' }];
  });
};
