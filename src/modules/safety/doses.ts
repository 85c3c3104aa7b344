import { dosesADay } from '#kernel/medicine-line.ts';
import type { Frequency } from '#kernel/medicine-line.ts';
import { noteUnchecked } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import { amountTaken } from './dose-amount.ts';
import { doseFault } from './dose-fault.ts';
import type { DoseFacts } from './dose-fault.ts';
import type { DoseRow } from './fact-rows.ts';
import type { ActingPart, KnownMedicine } from './known-medicine.ts';
import type { ByIngredient, SafetyData } from './safety-data.ts';
import type { MedicineOrder, SafetyPatient } from './safety-request.ts';

const ADULT_FROM = 18 * 365.25;

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
const takes = (frequency: Frequency | null): { readonly aDay: number | null; readonly atOnce: number } => {
  if (frequency === null) return { aDay: null, atOnce: 1 };
  if (frequency.kind === 'once') return { aDay: 1, atOnce: 1 };
  if (frequency.kind !== 'pattern') return { aDay: dosesADay(frequency), atOnce: 1 };
  return { aDay: frequency.doses.reduce((sum, dose) => sum + dose, 0), atOnce: Math.max(1, ...frequency.doses) };
};

type OrderedPart = { readonly known: KnownMedicine; readonly order: MedicineOrder; readonly part: ActingPart };

const checkRow = (row: DoseRow, { known, order, part }: OrderedPart, patient: SafetyPatient, book: AlertBook): void => {
  const refs = [known.medicine.ref];
  book.evaluated += 1;
  const taken = amountTaken(order, part.keys, { unit: row.unit, isAlone: known.parts.length === 1 && part.keys.length === 1 });
  const { aDay, atOnce } = takes(order.frequency);
  if (taken === null || aDay === null) noteUnchecked(book, 'max-dose', 'dose-unknown', refs);
  if (taken === null) return;
  const facts: DoseFacts = { atOnce: taken.amount * atOnce, aDay: aDay === null ? null : taken.amount * aDay, isPerKg: taken.isPerKg, weightKg: patient.weightKg };
  const isChild = patient.ageDays !== null && patient.ageDays < ADULT_FROM;
  const fault = doseFault(row, facts, isChild);
  if (fault?.lacksWeight === true) noteUnchecked(book, 'max-dose', 'no-weight', refs);
  if (fault === null || fault.advice === null) return;
  book.found.push({ kind: 'max-dose', ...fault.advice, subject: [part.key, fault.figures], between: [part.display, fault.limit], refs });
};

const rowsFor = (table: ByIngredient<DoseRow>, { order, part }: OrderedPart, ageDays: number | null): readonly DoseRow[] =>
  part.keys.flatMap((key) => ofAge(ofRoute(table.get(key) ?? [], order.route), ageDays));

/** New medicines with an order: what is taken at once and in a day, against the limits of age, route and weight. */
export const checkDoses = (data: SafetyData, medicines: readonly KnownMedicine[], patient: SafetyPatient, book: AlertBook): void => {
  for (const known of medicines) {
    const { order, ref } = known.medicine;
    if (!known.isNew || order === undefined) continue;
    if (order.dose === null || order.unit === null) noteUnchecked(book, 'max-dose', 'dose-unknown', [ref]);
    for (const part of known.parts) {
      const rows = rowsFor(data.doses, { known, order, part }, patient.ageDays);
      if (rows.length === 0) noteUnchecked(book, 'max-dose', 'no-data', [ref]);
      else if (patient.ageDays === null) noteUnchecked(book, 'max-dose', 'age-unknown', [ref]);
      for (const row of rows) checkRow(row, { known, order, part }, patient, book);
    }
  }
};
