import { noteUnchecked } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import type { AlertKind } from './contract.ts';
import type { KnownMedicine } from './known-medicine.ts';
import { adviseParts, rowsOf } from './part-advice.ts';
import type { ByIngredient, SafetyData } from './safety-data.ts';
import type { SafetyPatient } from './safety-request.ts';

const DAYS_OF_A_YEAR = 365.25;
/** Ages at which a woman of whom nothing is known is asked for, in years. */
const mayBearFrom = 12;
const mayBearTo = 55;

/** Whether a pregnancy is possible and nobody said: a man and a child are not asked for, an unknown sex or age is. */
const mayBePregnant = ({ sex, ageDays }: SafetyPatient): boolean =>
  sex !== 'H' && (ageDays === null || (ageDays >= mayBearFrom * DAYS_OF_A_YEAR && ageDays < (mayBearTo + 1) * DAYS_OF_A_YEAR));

const noteWithoutRow = (kind: AlertKind, table: ByIngredient<unknown>, medicines: readonly KnownMedicine[], book: AlertBook): void => {
  const refs = medicines.filter((known) => known.isNew && known.parts.some(({ keys }) => !keys.some((key) => table.has(key)))).map(({ medicine }) => medicine.ref);
  if (refs.length > 0) noteUnchecked(book, kind, 'no-data', refs);
};

/** By trimester where it is known, else by any. Silence of the tables on a pregnant woman's medicine is said. */
export const checkPregnancy = (data: SafetyData, medicines: readonly KnownMedicine[], patient: SafetyPatient, book: AlertBook): void => {
  const { pregnant, trimester } = patient;
  if (pregnant === true) {
    adviseParts({
      kind: 'pregnancy', table: data.pregnancy,
      holds: ({ trimesters }) => (trimesters.length === 0 || trimester === null || trimesters.includes(trimester) ? 'Embarazo' : null),
    }, medicines, book);
    noteWithoutRow('pregnancy', data.pregnancy, medicines, book);
  }
  if (pregnant !== null || !mayBePregnant(patient)) return;
  const refs = medicines.filter((known) => known.isNew && rowsOf(data.pregnancy, known).some(({ severity }) => severity === 'contraindicated')).map(({ medicine }) => medicine.ref);
  if (refs.length > 0) noteUnchecked(book, 'pregnancy', 'pregnancy-unknown', refs);
};

export const checkLactation = (data: SafetyData, medicines: readonly KnownMedicine[], { breastfeeding }: SafetyPatient, book: AlertBook): void => {
  if (breastfeeding !== true) return;
  adviseParts({ kind: 'lactation', table: data.lactation, holds: () => 'Lactancia' }, medicines, book);
  noteWithoutRow('lactation', data.lactation, medicines, book);
};
