import { fold } from '#kernel/fold.ts';
import type { Language } from '#kernel/language.ts';
import type { NoteMedicine } from '#modules/documents/contract.ts';
import { askedUnits, readMedicine } from './medicine-shorthand.ts';

export type MedicineOffer =
  | { readonly is: 'known'; readonly medicine: NoteMedicine }
  | { readonly is: 'read'; readonly medicine: NoteMedicine; readonly lacks: readonly (keyof NoteMedicine)[] }
  /** A number without a unit: the person is asked. */
  | { readonly is: 'asks'; readonly bare: string };

const wanted = ['dose', 'route', 'frequency'] as const;
const read = (medicine: NoteMedicine): MedicineOffer => ({ is: 'read', medicine, lacks: wanted.filter((part) => medicine[part] === '') });

/**
 * What the words of `rx` may mean: what was typed, read into parts, and regimens this patient or physician already
 * uses whose name begins so. A regimen comes first only when nothing but its name was typed.
 */
export const medicineOffers = (typed: string, known: readonly NoteMedicine[], language: Language): readonly MedicineOffer[] => {
  if (typed.trim() === '') return known.map((medicine) => ({ is: 'known', medicine }));
  const { medicine, bare } = readMedicine(typed, language);
  const alike = known.filter(({ name }) => fold(name).startsWith(fold(medicine.name))).map((each): MedicineOffer => ({ is: 'known', medicine: each }));
  if (bare !== null) return [{ is: 'asks', bare }, ...askedUnits.map((unit) => read({ ...medicine, dose: `${bare} ${unit}` })), ...alike];
  const isNameAlone = [...wanted, 'duration' as const].every((part) => medicine[part] === '');
  return isNameAlone ? [...alike, read(medicine)] : [read(medicine), ...alike];
};
