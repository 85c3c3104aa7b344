import { isPiece } from '#kernel/line-dose.ts';
import type { PresentationFacts } from '#kernel/line-dose.ts';
import { amountWords } from '#kernel/line-words.ts';
import type { MeasuredAmount, MedicineCatalogue, Presentation } from './model.ts';

const shownUnits: Readonly<Record<string, string>> = { '[IU]': 'UI', ug: 'mcg' };
/** A unit as it is shown: UI and mcg for their codes. */
export const shownUnit = (unit: string): string => shownUnits[unit] ?? unit;

const measure = ({ amount, unit }: MeasuredAmount): string => `${String(amount)} ${shownUnit(unit)}`;

const strengthText = ({ content }: Presentation): string => content.map((strength) => {
  const { per } = strength;
  return per === null ? measure(strength) : `${measure(strength)}/${per.amount === 1 ? shownUnit(per.unit) : measure(per)}`;
}).join(' + ');

const packText = ({ pack }: Presentation): string =>
  `envase con ${isPiece(pack.unit) ? amountWords({ value: pack.amount, unit: pack.unit }, 'es') : measure(pack)}`;

/** A presentation without its pack: `tableta 500 mg`, `suspensión 250 mg/5 mL`. */
export const productText = (presentation: Presentation): string => `${presentation.form} ${strengthText(presentation)}`;

/** A presentation as it is printed: `tableta 500 mg, envase con 10 tabletas`. */
export const presentationText = (presentation: Presentation): string => `${productText(presentation)}, ${packText(presentation)}`;

/** What a quantity and the words to the patient need of presentations that are the same but for their pack; null for none. */
export const factsOf = (same: readonly Presentation[]) => {
  const [first] = same;
  if (first === undefined) return null;
  return { form: first.form, content: first.content.map(({ amount, unit, per }) => ({ amount, unit, per })), pack: { amount: same.length === 1 ? first.pack.amount : null, unit: first.pack.unit } } satisfies PresentationFacts;
};

/** Ingredients in the order that a presentation of exactly these holds them, else as they are. */
export const inPrintedOrder = ({ presentations }: MedicineCatalogue, keys: readonly string[]): readonly string[] => {
  const wanted = keys.toSorted().join('|');
  const same = keys.length < 2 ? undefined : presentations.find(({ content }) => content.map(({ ingredient }) => ingredient).sort().join('|') === wanted);
  return same === undefined ? keys : same.content.map(({ ingredient }) => ingredient);
};

const lowered = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** The generic name as it is printed first: `Amoxicilina con ácido clavulánico`. */
export const genericText = ({ ingredients }: MedicineCatalogue, keys: readonly string[]): string =>
  keys.map((key, at) => (at === 0 ? ingredients.get(key)?.es ?? key : lowered(ingredients.get(key)?.es ?? key))).reduce((all, next, at) => (at === 0 ? next : `${all}${at < keys.length - 1 ? ', ' : ' con '}${next}`), '');
