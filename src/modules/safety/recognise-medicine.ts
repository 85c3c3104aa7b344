import { fold } from '#kernel/fold.ts';
import { medicineCatalogue, resolveMedicine } from '#modules/medicines/public.ts';
import { safetyData } from './safety-data.ts';

/** Ingredients of a written name: by the catalogue, else a generic that only the safety tables hold. Null where nobody knows it. */
export const recogniseMedicine = (text: string): readonly string[] | null => {
  const found = resolveMedicine(medicineCatalogue(), text);
  if (found.status === 'resolved') return found.ingredients;
  const key = fold(text);
  return safetyData().isKnown(key) ? [key] : null;
};
