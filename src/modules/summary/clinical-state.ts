import { civilDateIn, isCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { kidneysAt } from '#kernel/kidney-function.ts';
import type { KidneyPatient, KidneyState } from '#kernel/kidney-function.ts';
import { pregnancyAt, wasPregnantOn } from '#kernel/pregnancy.ts';
import type { PregnancyState, PregnancyStatement } from '#kernel/pregnancy.ts';
import type { SummaryItem } from './contract.ts';

/** What the summary says today of what changes a prescription; pure. */

type Said = Pick<SummaryItem, 'recordedAt' | 'content'>;
/** `timeZone` tells on which day of the clinic something was recorded. */
export type Today = { readonly today: CivilDate; readonly timeZone: string };

const dayOr = (text: string | null | undefined, fallback: CivilDate): CivilDate => (typeof text === 'string' && isCivilDate(text) ? text : fallback);
const dayOrNull = (text: string | null): CivilDate | null => (text !== null && isCivilDate(text) ? text : null);

const statementsIn = (items: readonly Said[], timeZone: string): readonly PregnancyStatement[] =>
  items.flatMap(({ recordedAt, content }) => (content.kind !== 'pregnancy' || content.status === 'entered-in-error' ? [] : [{
    status: content.status, lastPeriod: dayOrNull(content.since), due: dayOrNull(content.until), statedOn: dayOr(content.on, civilDateIn(timeZone, new Date(recordedAt))), recordedAt,
  }]));

/** Whether she is pregnant or breastfeeding as far as anybody stated; null when nobody did. `toConfirm` is never to be taken as true. */
export const pregnancyOf = (items: readonly Said[], { today, timeZone }: Today): PregnancyState | null => pregnancyAt(statementsIn(items, timeZone), today);

/** What the newest creatinine says of her kidneys; null when none is recorded. */
export const kidneysOf = (items: readonly Said[], patient: Omit<KidneyPatient, 'isPregnant' | 'wasPregnantOn'>, now: Today): KidneyState | null => {
  const statements = statementsIn(items, now.timeZone);
  const pregnancy = pregnancyAt(statements, now.today);
  const isPregnant = pregnancy?.status === 'pregnant' && pregnancy.toConfirm === null;
  return kidneysAt(items.flatMap(({ recordedAt, content }) => (content.kind !== 'creatinine' || content.status === 'entered-in-error' || content.since === null ? [] : [{
    creatinine: content.value, height: content.height, takenOn: dayOr(content.since, now.today), recordedAt,
  }])), { ...patient, isPregnant, wasPregnantOn: (day) => wasPregnantOn(statements, day) }, now.today);
};
