import { noteUnchecked } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import type { KnownMedicine } from './known-medicine.ts';
import { adviseParts, rowsOf } from './part-advice.ts';
import type { SafetyData } from './safety-data.ts';
import type { SafetyPatient } from './safety-request.ts';

const ageText = (days: number): string => {
  if (days < 61) return `${String(Math.floor(days))} días`;
  if (days < 730) return `${String(Math.floor(days / 30.4375))} meses`;
  return `${String(Math.floor(days / 365.25))} años`;
};

export const checkAges = (data: SafetyData, medicines: readonly KnownMedicine[], { ageDays }: SafetyPatient, book: AlertBook): void => {
  if (ageDays === null) {
    const refs = medicines.filter((known) => known.isNew && rowsOf(data.ages, known).length > 0).map(({ medicine }) => medicine.ref);
    if (refs.length > 0) noteUnchecked(book, 'age', 'age-unknown', refs);
    return;
  }
  adviseParts({
    kind: 'age', table: data.ages,
    holds: ({ min, max }) => ((min !== null && ageDays < min) || (max !== null && ageDays > max) ? ageText(ageDays) : null),
  }, medicines, book);
};
