import { civilDateIn, isCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import { kidneysAt } from '#kernel/kidney-function.ts';
import type { KidneyState } from '#kernel/kidney-function.ts';
import { pregnancyAt, wasPregnantOn } from '#kernel/pregnancy.ts';
import type { PregnancyState, PregnancyStatement } from '#kernel/pregnancy.ts';
import { monthsAt } from '#kernel/vital-ranges.ts';
import type { Chart } from '#modules/record/contract.ts';
import type { ItemContent, SummaryItem } from '#modules/summary/contract.ts';
import { useTimeZone } from '../../session/session-context.ts';

/** What the summary says today of pregnancy and kidneys, for the strip and the rail; the kernel decides, here it is only asked. */

type Patient = Pick<Chart['patient'], 'birthDate' | 'biologicalSex'>;
const asDay = (text: string | null | undefined): CivilDate | null => (typeof text === 'string' && isCivilDate(text) ? text : null);

/** The day a statement or a sample is of, by the clinic’s calendar where nobody said. */
export const dayOfItem = ({ content, recordedAt }: SummaryItem, timeZone: string): CivilDate =>
  asDay(content.kind === 'pregnancy' ? content.on : content.since) ?? civilDateIn(timeZone, new Date(recordedAt));

const statementOf = (item: SummaryItem, timeZone: string): readonly PregnancyStatement[] => {
  const { content, recordedAt } = item;
  if (content.kind !== 'pregnancy' || content.status === 'entered-in-error') return [];
  return [{ status: content.status, lastPeriod: asDay(content.since), due: asDay(content.until), statedOn: dayOfItem(item, timeZone), recordedAt }];
};

/** Newest first, by the day each is of. */
export const byDay = (items: readonly SummaryItem[], timeZone: string): readonly SummaryItem[] =>
  items.toSorted((one, other) => dayOfItem(other, timeZone).localeCompare(dayOfItem(one, timeZone)) || other.recordedAt.localeCompare(one.recordedAt));

export type ClinicalState = { readonly pregnancy: PregnancyState | null; readonly kidneys: KidneyState | null };

export const clinicalState = (items: readonly SummaryItem[], { birthDate, biologicalSex }: Patient, { today, timeZone }: { readonly today: CivilDate; readonly timeZone: string }): ClinicalState => {
  const statements = items.flatMap((item) => statementOf(item, timeZone));
  const pregnancy = pregnancyAt(statements, today);
  const results = items.flatMap((item) => (item.content.kind === 'creatinine' ? [{ creatinine: item.content.value, height: item.content.height, takenOn: dayOfItem(item, timeZone), recordedAt: item.recordedAt }] : []));
  const isPregnant = pregnancy?.status === 'pregnant' && pregnancy.toConfirm === null;
  return { pregnancy, kidneys: kidneysAt(results, { birthDate: asDay(birthDate), sex: biologicalSex, isPregnant, wasPregnantOn: (day) => wasPregnantOn(statements, day) }, today) };
};

export const useToday = (): { readonly today: CivilDate; readonly timeZone: string } => {
  const timeZone = useTimeZone();
  return { today: civilDateIn(timeZone, systemClock.now()), timeZone };
};

/** Ages between which a woman is asked for pregnancy (GIIS-B015-04-11, fields 52-54: 9 to 59 years). */
export const mayBePregnant = ({ birthDate, biologicalSex }: Patient, today: CivilDate): boolean => {
  const months = monthsAt(birthDate, today);
  return biologicalSex !== 'H' && (months === null || (months >= 9 * 12 && months < 60 * 12));
};

/** Kinds whose items are statements or samples of their own day: only the newest is shown. */
export const isSeries = (kind: ItemContent['kind']): boolean => kind === 'pregnancy' || kind === 'creatinine';
