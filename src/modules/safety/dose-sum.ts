import { noteUnchecked } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import { amountTaken } from './dose-amount.ts';
import { doseFault } from './dose-fault.ts';
import { limitsFor, reachesTheBlood, takes } from './dose-limits.ts';
import type { DoseRow } from './fact-rows.ts';
import type { ActingPart, KnownMedicine } from './known-medicine.ts';
import type { SafetyData } from './safety-data.ts';
import type { SafetyPatient } from './safety-request.ts';

/** One of several medicines that hold the same ingredient. */
type Holder = { readonly known: KnownMedicine; readonly part: ActingPart };

const holdersByKey = (medicines: readonly KnownMedicine[]): ReadonlyMap<string, readonly Holder[]> => {
  const found = new Map<string, Holder[]>();
  for (const known of medicines.filter(({ medicine }) => reachesTheBlood(medicine.order?.route ?? null))) {
    for (const part of known.parts) for (const key of part.keys) found.set(key, [...(found.get(key) ?? []), { known, part }]);
  }
  return found;
};

/** What one of them gives in a day, in the unit of the row; null where it cannot be known. */
const inADay = (key: string, { known, part }: Holder, row: DoseRow, weightKg: number | null): number | null => {
  const { order } = known.medicine;
  if (order === undefined) return null;
  const taken = amountTaken(order, [key], { unit: row.unit, isAlone: known.parts.length === 1 && part.keys.length === 1 });
  const { aDay } = takes(order.frequency);
  if (taken === null || aDay === null || (taken.isPerKg && weightKg === null)) return null;
  return taken.amount * aDay * (taken.isPerKg ? weightKg ?? 0 : 1);
};

type Sum = { readonly key: string; readonly display: string; readonly holders: readonly Holder[]; readonly row: DoseRow };

const isOver = (row: DoseRow, aDay: number, patient: SafetyPatient): ReturnType<typeof doseFault> => {
  const fault = doseFault(row, { atOnce: 0, aDay, isPerKg: false, weightKg: patient.weightKg }, false);
  return fault?.limit === 'Dosis máxima' ? fault : null;
};

const checkSum = ({ key, display, holders, row }: Sum, patient: SafetyPatient, book: AlertBook): void => {
  book.evaluated += 1;
  const amounts = holders.map((holder) => ({ holder, amount: inADay(key, holder, row, patient.weightKg) }));
  const unknown = amounts.filter(({ amount }) => amount === null).map(({ holder }) => holder.known.medicine.ref);
  if (unknown.length > 0) noteUnchecked(book, 'max-dose', 'dose-unknown', unknown);
  const counted = amounts.flatMap(({ holder, amount }) => (amount === null ? [] : [{ holder, amount }]));
  // what is too much by itself has its own alert
  if (counted.length < 2 || counted.some(({ amount }) => isOver(row, amount, patient) !== null)) return;
  const fault = isOver(row, counted.reduce((sum, { amount }) => sum + amount, 0), patient);
  if (fault === null || fault.advice === null) return;
  const advice = { ...fault.advice, effect: `Entre ${String(counted.length)} productos con ${display.toLowerCase()}: ${fault.advice.effect}` };
  book.found.push({ kind: 'max-dose', ...advice, subject: [key, 'sum', fault.figures], between: [...counted.map(({ holder }) => holder.known.medicine.text), fault.limit], refs: counted.map(({ holder }) => holder.known.medicine.ref) });
};

/** The day's amount of one ingredient over every product that holds it, new and active, where at least one is new. */
export const checkDoseSums = (data: SafetyData, medicines: readonly KnownMedicine[], patient: SafetyPatient, book: AlertBook): void => {
  for (const [key, holders] of holdersByKey(medicines)) {
    const fresh = holders.filter(({ known }) => known.isNew);
    if (holders.length < 2 || fresh.length === 0) continue;
    const rows = new Map(fresh.flatMap(({ known }) => limitsFor(data.doses.get(key) ?? [], known.medicine.order?.route ?? null, patient.ageDays)).map((row) => [row.rule, row]));
    for (const row of rows.values()) if (row.perDay !== null || row.perKgDay !== null) checkSum({ key, display: data.displayOf(key), holders, row }, patient, book);
  }
};
