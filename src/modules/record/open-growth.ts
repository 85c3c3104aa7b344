import { civilDateIn, daysBetween, parseCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { PatientId, PractitionerId, Pseudonym } from '#kernel/ids.ts';
import { comparableHeight, correctedDays, growthCurves, growthUnits, indicators, isSkewed, lmsAt, lyingLength, scoreOf, sizeCurves, STANDING_FROM, weightForSize } from '#modules/growth/public.ts';
import type { Curve, Indicator, Sex } from '#modules/growth/public.ts';
import type { Growth, GrowthChart, GrowthPoint } from '#modules/growth/contract.ts';
import { patientFacts, trailIds } from '#modules/patients/public.ts';
import { clinicHeader, staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { RecordDeps } from './dependencies.ts';
import { lastBirthTerm, measuresOf } from './growth-queries.ts';
import type { MeasureRow, TermRow } from './growth-queries.ts';

/** WHO's tables end with the month in which nineteen years are completed. */
const TOO_OLD = 19;

type Child = { readonly sex: Sex; readonly birthDate: CivilDate; readonly gestationDays: number | null; readonly timeZone: string; readonly today: number };

/** A size without a word of how it was taken was taken as WHO compares it at that age: lying below two years, standing from then. */
const heightAt = (cm: number, days: number, judged: number): number => comparableHeight(cm, days < STANDING_FROM ? 'lying' : 'standing', judged);

const valueOf = (indicator: Indicator, { weight, height, head }: MeasureRow, days: number, judged: number): { readonly shown: number; readonly compared: number } | null => {
  const plain = (value: number | null) => (value === null ? null : { shown: value, compared: value });
  if (indicator === 'weight') return plain(weight);
  if (indicator === 'head') return plain(head);
  if (height === null) return null;
  const compared = heightAt(height, days, judged);
  if (indicator === 'height') return { shown: height, compared };
  if (weight === null) return null;
  const index = (cm: number): number => weight / (cm / 100) ** 2;
  return { shown: Number(index(height).toFixed(1)), compared: index(compared) };
};

const pointOf = (child: Child, indicator: Indicator, row: MeasureRow): readonly GrowthPoint[] => {
  const on = civilDateIn(child.timeZone, row.taken_at);
  const days = daysBetween(child.birthDate, on);
  if (days < 0) return [];
  const corrected = correctedDays(days, child.gestationDays);
  const judged = corrected ?? days;
  const value = valueOf(indicator, row, days, judged);
  return value === null ? [] : [{ noteId: row.note_id, on, days, corrected, value: value.shown, x: judged, ...scoreOf(indicator, child.sex, judged, value.compared) }];
};

const nowOf = ({ today, gestationDays, sex }: Child, indicator: Indicator): GrowthChart['now'] => {
  const lms = lmsAt(indicator, sex, correctedDays(today, gestationDays) ?? today);
  return lms === null ? null : { l: lms.l, m: lms.m, s: lms.s };
};

const drawn = (curves: readonly Curve[]): GrowthChart['curves'] =>
  curves.map(({ lines, ...curve }) => ({ ...curve, lines: lines.map(({ z, points }) => ({ z, points: points.map(([at, value]): [number, number] => [at, value]) })) }));

const chartOf = (child: Child, rows: readonly MeasureRow[]) => (indicator: Indicator): GrowthChart => ({
  now: nowOf(child, indicator), isSkewed: isSkewed[indicator],
  indicator, unit: growthUnits[indicator], points: rows.flatMap((row) => pointOf(child, indicator, row)), curves: drawn(growthCurves(indicator, child.sex)),
});

/** Weight for length, which asks no age but the one that says how the child was measured. */
const sizeChart = (child: Child, rows: readonly MeasureRow[]): GrowthChart => ({
  indicator: 'weight-for-length', unit: 'kg', now: null, isSkewed: true, curves: drawn(sizeCurves(child.sex)),
  points: rows.flatMap(({ note_id, taken_at, weight, height }) => {
    const on = civilDateIn(child.timeZone, taken_at);
    const days = daysBetween(child.birthDate, on);
    if (weight === null || height === null || days < 0) return [];
    return [{ noteId: note_id, on, days, corrected: null, value: weight, x: lyingLength(height, days), ...weightForSize(child.sex, weight, height, days) }];
  }),
});

const chartsOf = (child: Child, rows: readonly MeasureRow[]): GrowthChart[] => [...indicators.map(chartOf(child, rows)), sizeChart(child, rows)];

const termOf = (stated: TermRow | undefined, names: ReadonlyMap<PractitionerId, string>): Growth['term'] => (stated === undefined ? null : {
  weeks: Math.floor(stated.gestation_days / 7), days: stated.gestation_days % 7, statedBy: names.get(stated.stated_by) ?? '', statedAt: stated.stated_at.toISOString(),
});

/**
 * A child's growth against WHO's tables: what signed documents measured, each with its z and percentile by age, corrected
 * for prematurity until two years where the term of birth was stated. Says why when nothing can be drawn.
 */
export const openGrowth = async (deps: RecordDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<{ readonly growth: Growth; readonly pseudonyms: readonly Pseudonym[] }> => {
  const facts = await patientFacts(tx, patientId);
  const trail = await trailIds(tx, patientId);
  const [keys, names, { timeZone }, rows, stated] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), clinicHeader(tx), measuresOf(tx, trail), lastBirthTerm(tx, trail)]);
  const today = civilDateIn(timeZone, deps.clock.now());
  const birthDate = facts.birthDate === null ? null : parseCivilDate(facts.birthDate);
  const sex = facts.biologicalSex;
  const gestationDays = stated?.gestation_days ?? null;
  const days = birthDate === null ? null : daysBetween(birthDate, today);
  const growth = {
    sex, birthDate, days, judgedDays: days === null ? null : correctedDays(days, gestationDays) ?? days, term: termOf(stated, names),
  };
  const pseudonyms = [...keys.values()].map(({ pseudonym }) => pseudonym);
  if (birthDate === null || days === null) return { growth: { ...growth, unavailable: 'no-birth-date', charts: [] }, pseudonyms };
  if ((facts.yearsAt(today) ?? 0) >= TOO_OLD) return { growth: { ...growth, unavailable: 'too-old', charts: [] }, pseudonyms };
  if (sex === null) return { growth: { ...growth, unavailable: 'no-sex', charts: [] }, pseudonyms };
  return { growth: { ...growth, unavailable: null, charts: chartsOf({ sex, birthDate, gestationDays, timeZone, today: days }, rows) }, pseudonyms };
};
