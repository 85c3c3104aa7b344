import { reckonQuantity } from '#kernel/line-quantity.ts';
import { lineWords } from '#kernel/line-words.ts';
import type { PrescriptionLine, PrescriptionPresentation } from '#modules/prescriptions/contract.ts';

/** Changes of a line and what follows from them; pure. What a person wrote by hand is never written over. */

type Parts = Partial<Pick<PrescriptionLine, 'dose' | 'route' | 'frequency' | 'asNeeded' | 'duration'>>;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const reckoned = (line: PrescriptionLine, presentation: PrescriptionPresentation | null): PrescriptionLine['quantity'] => reckonQuantity(line, presentation)?.quantity ?? null;

/** Whether quantity and words are still the ones that were reckoned from the rest. */
const isOwn = (line: PrescriptionLine, presentation: PrescriptionPresentation | null) => {
  // a line may have got its words before its presentation was known
  const known = [lineWords(line, presentation), lineWords(line, null)];
  return {
    quantity: line.quantity === null || same(line.quantity, reckoned(line, presentation)),
    es: line.indications.es.trim() === '' || known.some(({ es }) => es === line.indications.es),
    en: line.indications.en.trim() === '' || known.some(({ en }) => en === line.indications.en),
  };
};

/** The line with these parts changed, its quantity and its words reckoned anew where nobody wrote them by hand. */
export const changeLine = (line: PrescriptionLine, parts: Parts, presentation: PrescriptionPresentation | null): PrescriptionLine => {
  const own = isOwn(line, presentation);
  const next = { ...line, ...parts };
  const words = lineWords(next, presentation);
  return {
    ...next,
    quantity: own.quantity ? reckoned(next, presentation) : line.quantity,
    indications: { es: own.es ? words.es : line.indications.es, en: own.en ? words.en : line.indications.en },
  };
};

/** A line that has no words yet, with them. */
export const withWords = (line: PrescriptionLine, presentation: PrescriptionPresentation | null): PrescriptionLine => changeLine(line, {}, presentation);

/** A medicine that no catalogue knows, as it was typed: printed, and told as not checked. */
export const freeLine = (text: string): PrescriptionLine => ({
  ingredients: [], generic: text.slice(0, 300), brand: null, presentation: { id: null, text: '' }, dose: null, route: null, frequency: null, asNeeded: null, duration: null, quantity: null,
  indications: { es: '', en: '' }, specialFolio: null, fills: 1,
});

/** The lines with what follows from presentations that have become known; the same lines when nothing does. */
export const withPresentations = (lines: PrescriptionLine[], presentations: readonly PrescriptionPresentation[]): PrescriptionLine[] => {
  const next = lines.map((line) => {
    const presentation = presentations.find(({ id }) => id === line.presentation.id);
    return presentation === undefined ? line : changeLine(line, {}, presentation);
  });
  return same(next, lines) ? lines : next;
};
