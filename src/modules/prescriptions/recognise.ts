import { medicineCatalogue, productText } from '#modules/medicines/public.ts';
import type { Presentation, Strength } from '#modules/medicines/public.ts';
import { recogniseMedicine } from '#modules/safety/public.ts';
import type { MedicineOrder } from '#modules/safety/public.ts';
import type { PrescriptionContent, PrescriptionLine, PrescriptionPresentation } from './contract.ts';

/** The keys that a written name stands for; null for one that nobody recognises, which is then told as not checked. */
export const ingredientsOf = (text: string): readonly string[] | null => recogniseMedicine(text);

/**
 * What one unit of the product holds: of the presentation that was chosen, else of the product that is named without its pack.
 * An imported file may have given another product the id that a stored line bears: then its text says what was meant.
 */
const strengthsOf = ({ presentation, ingredients }: PrescriptionLine): readonly Strength[] => {
  const { presentationById, presentations } = medicineCatalogue();
  const isMeant = (each: Presentation): boolean => {
    const text = productText(each);
    const isNamed = presentation.text === text || presentation.text.startsWith(`${text},`);
    return isNamed && each.content.length === ingredients.length && each.content.every(({ ingredient }) => ingredients.includes(ingredient));
  };
  const chosen = presentationById.get(presentation.id ?? '');
  return (chosen !== undefined && isMeant(chosen) ? chosen : presentations.find(isMeant))?.content ?? [];
};

/** Keys of a line that the catalogue holds; a key that it does not hold, or none at all, is a medicine that nothing can check. */
export const checkedKeys = ({ ingredients }: PrescriptionLine): readonly string[] | null => {
  const known = medicineCatalogue().ingredients;
  return ingredients.length > 0 && ingredients.every((key) => known.has(key)) ? ingredients : null;
};

/** A line as the safety engine weighs it. */
export const orderOf = (line: PrescriptionLine): MedicineOrder => ({
  dose: line.dose?.value ?? null, unit: line.dose?.unit ?? null, route: line.route, frequency: line.frequency,
  days: line.duration !== null && 'days' in line.duration ? line.duration.days : null, strengths: strengthsOf(line),
});

/** Ingredients as they are printed; a medicine in free text has none. */
export const displayOf = (keys: readonly string[]): string =>
  keys.map((key) => medicineCatalogue().ingredients.get(key)?.es ?? key).join(' con ') || 'Medicamento en texto libre';

/** The presentations that lines name and the catalogue holds. */
export const presentationsOf = ({ lines }: Pick<PrescriptionContent, 'lines'>): PrescriptionPresentation[] => {
  const { presentationById } = medicineCatalogue();
  return [...new Set(lines.flatMap(({ presentation }) => presentation.id ?? []))].flatMap((id) => {
    const found = presentationById.get(id);
    return found === undefined ? [] : [{ id, form: found.form, routes: [...found.routes], pack: { ...found.pack }, content: found.content.map((each) => ({ ...each })) }];
  });
};
