import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';

/** A child's growth, as the chart draws it. Ages are days, z standard deviations, values kg, cm and kg/m². */

const id = idSchemas(z.uuid());
const day = z.iso.date();

/** A pregnancy of 22 weeks to 44: below nobody lives, beyond a date is wrong. */
export const birthTermBody = z.strictObject({ weeks: z.int().min(22).max(43), days: z.int().min(0).max(6) });
export type BirthTerm = z.infer<typeof birthTermBody>;
export const birthTermReply = z.strictObject({ stated: z.literal(true) });

const pointSchema = z.strictObject({
  noteId: id<'note'>(), on: day, days: z.int(),
  /** Age it was judged by, where it is corrected for prematurity. */
  corrected: z.int().nullable(),
  value: z.number(),
  /** Where it stands in its chart: the age it is judged by, or the length lying in cm. */
  x: z.number(),
  z: z.number().nullable(), percentile: z.number().nullable(), isPlausible: z.boolean(),
  /** Why there is no score. */
  why: z.enum(['before-term', 'beyond-table']).nullable(),
});
export type GrowthPoint = z.infer<typeof pointSchema>;

const curveSchema = z.strictObject({
  table: z.enum(['standard', 'reference']), from: z.number(), until: z.number(),
  lines: z.array(z.strictObject({ z: z.int(), points: z.array(z.tuple([z.number(), z.number()])) })),
});
export type GrowthCurve = z.infer<typeof curveSchema>;

const chartSchema = z.strictObject({
  indicator: z.enum(['weight', 'height', 'bmi', 'head', 'weight-for-length']), unit: z.string(), curves: z.array(curveSchema),
  /** What a value measured today is judged by: null outside the table; `isSkewed`: corrected beyond three deviations. */
  now: z.strictObject({ l: z.number(), m: z.number(), s: z.number() }).nullable(), isSkewed: z.boolean(),
  /** Oldest first. */
  points: z.array(pointSchema),
});
export type GrowthChart = z.infer<typeof chartSchema>;

export const growthSchema = z.strictObject({
  /** Why nothing is drawn: WHO's tables go by sex and age, and end at nineteen years. */
  unavailable: z.enum(['no-birth-date', 'no-sex', 'too-old']).nullable(),
  sex: z.enum(['H', 'M']).nullable(), birthDate: day.nullable(),
  /** Today's age in days. */
  days: z.int().nullable(),
  /** What today's measures are judged by: corrected where it is. */
  judgedDays: z.int().nullable(),
  /** As it was last stated; null when nobody said. */
  term: z.strictObject({ weeks: z.int(), days: z.int(), statedBy: z.string(), statedAt: z.iso.datetime() }).nullable(),
  charts: z.array(chartSchema),
});
export type Growth = z.infer<typeof growthSchema>;
