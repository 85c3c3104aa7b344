import { dosesADay } from '#kernel/medicine-line.ts';
import type { Frequency } from '#kernel/medicine-line.ts';
import type { DoseRow } from './fact-rows.ts';

/** Which limits hold for a route and an age, and how often a dose is taken. */

/** In days. */
export const ADULT_FROM = 18 * 365.25;

/** Routes by which little or another amount reaches the blood: limits of any systemic route say nothing of them. */
const localRoutes = new Set(['cutanea', 'oftalmica', 'otica', 'nasal', 'vaginal', 'inhalada', 'nebulizada', 'intradermica', 'intraarticular', 'intrauterina', 'bucal']);

/** Rows of the very route, else of any systemic one. Without a route, those of the mouth stand in: the usual one. */
const ofRoute = (rows: readonly DoseRow[], route: string | null): readonly DoseRow[] => {
  const exact = rows.filter((row) => row.route === (route ?? 'oral'));
  if (exact.length > 0) return exact;
  const general = route !== null && localRoutes.has(route) ? [] : rows.filter((row) => row.route === '');
  return general.length > 0 || route !== null ? general : rows;
};

const holdsAt = ({ min, max }: DoseRow, ageDays: number): boolean => (min === null || ageDays >= min) && (max === null || ageDays <= max);

/** A child of whom the table says nothing may not have more than an adult. */
const ofAge = (rows: readonly DoseRow[], ageDays: number | null): readonly DoseRow[] => {
  const adult = rows.filter(({ population }) => population === 'adult');
  if (ageDays === null) return adult;
  if (ageDays >= ADULT_FROM) return adult.filter((row) => holdsAt(row, ageDays));
  const child = rows.filter((row) => row.population === 'child' && holdsAt(row, ageDays));
  return child.length > 0 ? child : adult;
};

/** Doses at morning, noon and night count as written: 1-0-2 is three a day, two at once. */
export const takes = (frequency: Frequency | null): { readonly aDay: number | null; readonly atOnce: number } => {
  if (frequency === null) return { aDay: null, atOnce: 1 };
  if (frequency.kind === 'once') return { aDay: 1, atOnce: 1 };
  if (frequency.kind !== 'pattern') return { aDay: dosesADay(frequency), atOnce: 1 };
  return { aDay: frequency.doses.reduce((sum, dose) => sum + dose, 0), atOnce: Math.max(1, ...frequency.doses) };
};

/** Not known is taken for the mouth, as everywhere here. */
export const reachesTheBlood = (route: string | null): boolean => route === null || !localRoutes.has(route);

/** The rows of one ingredient that hold for this route and age. */
export const limitsFor = (rows: readonly DoseRow[], route: string | null, ageDays: number | null): readonly DoseRow[] => ofAge(ofRoute(rows, route), ageDays);
