import { bySeverity, noteUnchecked } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import { actsLocally } from './known-medicine.ts';
import type { KnownMedicine } from './known-medicine.ts';
import { adviseParts, rowsOf } from './part-advice.ts';
import type { SafetyData } from './safety-data.ts';
import type { SafetyPatient } from './safety-request.ts';

/** By the estimated filtration. Without one, medicines for which it may be grave are named as not checked. */
export const checkKidneys = (data: SafetyData, medicines: readonly KnownMedicine[], { eGFR }: SafetyPatient, book: AlertBook): void => {
  const reaching = medicines.filter((known) => !actsLocally(data, known));
  if (eGFR === null) {
    const refs = reaching.filter((known) => known.isNew && rowsOf(data.renal, known).some(({ severity }) => bySeverity(severity, 'major') <= 0)).map(({ medicine }) => medicine.ref);
    if (refs.length > 0) noteUnchecked(book, 'renal', 'no-egfr', refs);
    return;
  }
  adviseParts({ kind: 'renal', table: data.renal, holds: ({ below }) => (eGFR < below ? `TFG ${String(Math.round(eGFR))}` : null) }, reaching, book);
};
