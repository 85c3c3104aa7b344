/**
 * One line of a prescription, as it is written, signed, printed and dispensed; pure shapes. What was not said is null:
 * nothing here is a default. RIS-30 asks for dose, presentation, route, frequency and duration of each line.
 */

/** LGS 226: how a medicine may be sold; null is unclassified, which is no fraction at all. */
export const fractions = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
export type Fraction = (typeof fractions)[number];

/** How often a dose is taken. `pattern` is doses at morning, noon and night, or morning, noon, evening and night, each a multiple of the line’s dose. */
export type Frequency =
  | { readonly kind: 'every'; readonly hours: number }
  | { readonly kind: 'times'; readonly perDay: number }
  | { readonly kind: 'pattern'; readonly doses: readonly number[] }
  | { readonly kind: 'weekly'; readonly everyWeeks: number }
  | { readonly kind: 'once' };

export type Duration = { readonly days: number } | { readonly continuous: true };

/** An amount in a unit of the catalogue: `500 mg`, `1 tableta`, `5 mL`. */
export type Amount = { readonly value: number; readonly unit: string };

/** What the pharmacy hands over: `21 cápsula`, and how many packs of the presentation that is, null where it is not known. */
export type Quantity = Amount & { readonly packs: number | null };

export type MedicineLine = {
  /** Keys of the catalogue's ingredients; empty for a medicine in free text, which nothing can check. */
  readonly ingredients: readonly string[];
  /** As it is printed first (LGS 226): `Amoxicilina con ácido clavulánico`. */
  readonly generic: string;
  readonly brand: string | null;
  readonly presentation: { readonly id: string | null; readonly text: string };
  readonly dose: Amount | null;
  /** A route of the catalogue: `oral`, `cutanea`… */
  readonly route: string | null;
  readonly frequency: Frequency | null;
  /** When it is only taken as needed: for what, or empty; null for a fixed schedule. */
  readonly asNeeded: string | null;
  readonly duration: Duration | null;
  readonly quantity: Quantity | null;
  readonly indications: { readonly es: string; readonly en: string };
  /** Folio of the health authority's special form, asked for by fraction I. */
  readonly specialFolio: string | null;
  /** How many times it may be filled, 1 where it is filled once. */
  readonly fills: number;
};

/** How many doses a day, on average; null for a single dose. */
export const dosesADay = (frequency: Frequency): number | null => {
  switch (frequency.kind) {
    case 'every': return 24 / frequency.hours;
    case 'times': return frequency.perDay;
    case 'pattern': return frequency.doses.filter((dose) => dose > 0).length;
    case 'weekly': return 1 / (7 * frequency.everyWeeks);
    case 'once': return null;
  }
};
