import type { Severity } from './contract.ts';
import type { AlertBook } from './alert-book.ts';
import type { DuplicateClass } from './fact-rows.ts';
import { actsLocally } from './known-medicine.ts';
import type { ActingPart, KnownMedicine } from './known-medicine.ts';
import type { SafetyData } from './safety-data.ts';

const SOURCE = 'Regla de Amate: duplicidad terapéutica';

type Pair = readonly [KnownMedicine, KnownMedicine];

/** The same product again while it is taken: a renewal, not a fault. */
const isRenewal = ([one, other]: Pair): boolean => one.isNew !== other.isNew && one.ingredients.join('|') === other.ingredients.join('|');

const takenTwice: Readonly<Record<'renewal' | 'apart' | 'together', { readonly severity: Severity; readonly effect: string; readonly recommendation: string }>> = {
  renewal: { severity: 'moderate', effect: 'Ya lo toma.', recommendation: 'Si es renovación, siga; si es un segundo medicamento, suspenda el anterior.' },
  apart: { severity: 'moderate', effect: 'El mismo fármaco por dos vías.', recommendation: 'Confirme que ambas vías son necesarias.' },
  together: { severity: 'major', effect: 'El mismo fármaco dos veces: la dosis se suma.', recommendation: 'Deje uno solo o justifique por qué los dos.' },
};

const routeOf = ({ medicine }: KnownMedicine): string | null => medicine.order?.route ?? null;

const goApart = ([one, other]: Pair, data: SafetyData): boolean =>
  routeOf(one) !== null && routeOf(other) !== null && routeOf(one) !== routeOf(other) && (actsLocally(data, one) || actsLocally(data, other));

const sameIngredients = (data: SafetyData, pair: Pair, book: AlertBook): void => {
  const [one, other] = pair;
  const twice = one.ingredients.filter((key) => other.ingredients.includes(key));
  if (twice.length === 0) return;
  const manner = isRenewal(pair) ? 'renewal' : goApart(pair, data) ? 'apart' : 'together';
  for (const key of twice) {
    book.found.push({
      kind: 'duplicate', rule: `duplicate:${manner}`, ...takenTwice[manner], source: SOURCE, subject: [key],
      between: [one.medicine.text, other.medicine.text].toSorted(), refs: [one.medicine.ref, other.medicine.ref],
    });
  }
};

const classesOf = (data: SafetyData, { keys }: ActingPart): readonly DuplicateClass[] => keys.flatMap((key) => data.duplicateClasses.get(key) ?? []);

const sameClasses = (data: SafetyData, [one, other]: Pair, book: AlertBook): void => {
  for (const part of one.parts) {
    const classes = classesOf(data, part);
    for (const second of classes.length === 0 ? [] : other.parts) {
      if (second.keys.some((key) => part.keys.includes(key))) continue;
      const [first, last] = part.key < second.key ? [part, second] : [second, part];
      for (const { key, es, severity } of classes.filter((held) => classesOf(data, second).some((another) => another.key === held.key))) {
        book.found.push({
          kind: 'duplicate', rule: `duplicate:class:${key}`, severity, effect: `Dos del mismo grupo: ${es}.`, recommendation: 'Deje uno solo o justifique por qué los dos.',
          source: SOURCE, subject: [first.key, last.key], between: [first.display, last.display], refs: [one.medicine.ref, other.medicine.ref],
        });
      }
    }
  }
};

/** The same ingredient or two of one group that are not taken together, across every pair of which one is new. */
export const checkDuplicates = (data: SafetyData, medicines: readonly KnownMedicine[], book: AlertBook): void => {
  medicines.forEach((one, at) => {
    for (const other of medicines.slice(at + 1)) {
      if (!one.isNew && !other.isNew) continue;
      book.evaluated += 1;
      sameIngredients(data, [one, other], book);
      if (!actsLocally(data, one) && !actsLocally(data, other)) sameClasses(data, [one, other], book);
    }
  });
};
