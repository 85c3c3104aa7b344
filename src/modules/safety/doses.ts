import { noteUnchecked } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import { amountTaken } from './dose-amount.ts';
import { doseFault } from './dose-fault.ts';
import type { DoseFacts } from './dose-fault.ts';
import { ADULT_FROM, limitsFor, takes } from './dose-limits.ts';
import { checkDoseSums } from './dose-sum.ts';
import type { DoseRow } from './fact-rows.ts';
import type { ActingPart, KnownMedicine } from './known-medicine.ts';
import type { ByIngredient, SafetyData } from './safety-data.ts';
import type { MedicineOrder, SafetyPatient } from './safety-request.ts';

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
  part.keys.flatMap((key) => limitsFor(table.get(key) ?? [], order.route, ageDays));

/** New medicines with an order: what is taken at once and in a day, alone and with what else holds the same, against the limits of age, route and weight. */
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
  checkDoseSums(data, medicines, patient, book);
};
