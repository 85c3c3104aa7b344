import type { GrowthChart, GrowthPoint } from '#modules/growth/contract.ts';

/** Where things stand in a growth chart; pure. */

const DAYS_OF_MONTH = 30.4375;
const YEAR = 365.25;
/** Two years: the first day measured standing. */
const LYING_UNTIL = 731;

export const windows = {
  weeks: { from: 0, until: 91, step: 7, label: 7, axis: 'weeks' },
  infant: { from: 0, until: 24 * DAYS_OF_MONTH, step: DAYS_OF_MONTH, label: 2 * DAYS_OF_MONTH, axis: 'months' },
  child: { from: 0, until: 5 * YEAR, step: YEAR / 4, label: YEAR / 2, axis: 'months' },
  school: { from: 5 * YEAR, until: 10 * YEAR, step: YEAR / 2, label: YEAR, axis: 'years' },
  lying: { from: 45, until: 90, step: 1, label: 5, axis: 'cm' },
  standing: { from: 65, until: 121, step: 5, label: 5, axis: 'cm' },
  older: { from: 5 * YEAR, until: 19 * YEAR, step: YEAR, label: YEAR, axis: 'years' },
} as const;
export type WindowName = keyof typeof windows;
const ages = ['weeks', 'infant', 'child', 'school', 'older'] as const;

const unitOf = { weeks: 7, months: DAYS_OF_MONTH, years: YEAR, cm: 1 } as const;

/** The ages of a chart that WHO gives lines for and the child has reached; weight ends at ten years. */
export const windowsOf = (chart: Pick<GrowthChart, 'curves' | 'indicator'>, days: number): readonly WindowName[] => {
  if (chart.indicator === 'weight-for-length') return ['lying', 'standing'];
  const last = Math.max(...chart.curves.map(({ until }) => until), 0);
  return ages.filter((name) => windows[name].from <= days && windows[name].from < last - 1 && (name === 'school' ? last <= windows.school.until + 1 : name !== 'older' || last > windows.school.until + 1));
};

/** The narrowest that holds today's age; of who is older than all, the last. */
export const windowAt = (names: readonly WindowName[], days: number): WindowName | null =>
  names.find((name) => days < (name === 'lying' ? LYING_UNTIL : windows[name].until)) ?? names.at(-1) ?? null;

export const pointsWithin = <P extends Pick<GrowthPoint, 'x'>>(points: readonly P[], name: WindowName): readonly P[] =>
  points.filter(({ x }) => x >= windows[name].from && x <= windows[name].until);

export type Line = { readonly z: number; readonly points: readonly (readonly [number, number])[] };

/** The lines inside a window, whole to its edges. */
export const linesWithin = (chart: Pick<GrowthChart, 'curves'>, name: WindowName): readonly Line[] => {
  const { from, until } = windows[name];
  return chart.curves.flatMap(({ lines }) => lines.map(({ z, points }) => ({ z, points: points.filter(([at]) => at > from - 0.9 && at < until + 0.9) }))).filter(({ points }) => points.length > 1);
};

const steps = [0.5, 1, 2, 5, 10, 20, 50];

export type Axis = { readonly least: number; readonly most: number; readonly ticks: readonly number[] };

/** An axis of round numbers around the values, of eight or so. */
export const axisOf = (values: readonly number[]): Axis => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = steps.find((each) => (high - low) / each <= 9) ?? 100;
  const least = Math.floor(low / step) * step;
  const most = Math.ceil(high / step) * step;
  return { least, most, ticks: Array.from({ length: Math.round((most - least) / step) + 1 }, (_, at) => least + at * step) };
};

export type AgeTick = { readonly days: number; readonly label: string | null };

export const ageTicks = (name: WindowName): readonly AgeTick[] => {
  const { from, until, step, label, axis } = windows[name];
  const count = Math.round((until - from) / step);
  const every = Math.round(label / step);
  return Array.from({ length: count + 1 }, (_, at) => {
    const days = from + at * step;
    return { days, label: at % every === 0 ? String(Math.round(days / unitOf[axis])) : null };
  });
};

export const pathOf = (points: readonly (readonly [number, number])[], x: (days: number) => number, y: (value: number) => number): string =>
  points.map(([days, value], at) => `${at === 0 ? 'M' : 'L'}${x(days).toFixed(1)} ${y(value).toFixed(1)}`).join('');

/** −0.04, +1.20: with a true minus sign. */
export const zText = (z: number): string => `${z < 0 ? '−' : z > 0 ? '+' : ''}${Math.abs(z).toFixed(2)}`;

/** What a percentile is printed as: nobody stands on the nought or the hundred. */
export const percentileText = (percentile: number): string => {
  if (percentile < 0.1) return '<0.1';
  if (percentile > 99.9) return '>99.9';
  return percentile < 10 || percentile > 90 ? percentile.toFixed(1) : String(Math.round(percentile));
};
