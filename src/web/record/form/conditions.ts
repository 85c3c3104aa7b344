import type { Condition, FormValues, Row } from '#modules/documents/contract.ts';

/** Whether a field is to be shown now. The server judges what is missing; this only shows and hides. */
export const isHeld = (condition: Condition | undefined, values: FormValues, row?: Row): boolean => {
  if (condition === undefined) return true;
  const value = row !== undefined && condition.field in row ? row[condition.field] : values[condition.field];
  return (typeof value === 'string' || typeof value === 'number') && condition.is.includes(value);
};
