import type { AlertKind } from './contract.ts';
import type { AlertBook } from './alert-book.ts';
import type { Advice } from './fact-rows.ts';
import type { ActingPart, KnownMedicine } from './known-medicine.ts';
import type { ByIngredient } from './safety-data.ts';

/** A check of each new medicine by the rows of one table that hold for the patient. */
export type PartCheck<Row extends Advice> = {
  readonly kind: AlertKind;
  readonly table: ByIngredient<Row>;
  /** The fact of the patient that the row is about as it is shown, null where the row does not hold. */
  readonly holds: (row: Row) => string | null;
  /** What tells two alerts on one medicine apart; absent where the gravest row speaks for all. */
  readonly about?: (row: Row) => string;
};

export const rowsOf = <Row>(table: ByIngredient<Row>, { parts }: KnownMedicine): readonly Row[] => parts.flatMap(({ keys }) => keys.flatMap((key) => table.get(key) ?? []));

const advisePart = <Row extends Advice>({ kind, table, holds, about }: PartCheck<Row>, part: ActingPart, ref: string, book: AlertBook): void => {
  for (const row of part.keys.flatMap((key) => table.get(key) ?? [])) {
    book.evaluated += 1;
    const fact = holds(row);
    if (fact === null) continue;
    const { rule, severity, effect, recommendation, source } = row;
    book.found.push({ kind, rule, severity, effect, recommendation, source, subject: about === undefined ? [part.key] : [part.key, about(row)], between: [part.display, fact], refs: [ref] });
  }
};

export const adviseParts = <Row extends Advice>(check: PartCheck<Row>, medicines: readonly KnownMedicine[], book: AlertBook): void => {
  for (const { medicine, parts } of medicines.filter(({ isNew }) => isNew)) for (const part of parts) advisePart(check, part, medicine.ref, book);
};
