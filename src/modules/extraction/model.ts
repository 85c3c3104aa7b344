/** What was said in a consultation, and what follows from it. Pure data: no database, no clock. */

export type Speaker = 'clinician' | 'patient' | 'other' | 'unknown';

/** One turn, or part of one, of one voice. `text` is never changed: offsets of evidence count its UTF-16 units. */
export type Segment = { readonly id: string; readonly speaker: Speaker; readonly startMs: number; readonly endMs: number; readonly text: string };

/** What the chart says. `age` in years; H is hombre, M is mujer, as everywhere in the record. */
export type KnownPatient = {
  readonly age: number | null; readonly sex: 'H' | 'M' | null;
  readonly known: { readonly allergies: readonly string[]; readonly activeMedicines: readonly string[]; readonly problems: readonly string[] };
};
export type Transcript = { readonly segments: readonly Segment[]; readonly patient: KnownPatient | null };

/** Where something was said: from `start` to before `end` in the segment's text; the milliseconds are in proportion to it. */
export type Evidence = { readonly segment: string; readonly startMs: number; readonly endMs: number; readonly start: number; readonly end: number };

const factKinds = ['complaint', 'symptom', 'medicine', 'allergy', 'vital', 'finding', 'diagnosis', 'order', 'plan', 'follow-up', 'history', 'family-history'] as const;
export type FactKind = (typeof factKinds)[number];

/** Of whom it is said. `other` is neither the patient nor of her blood: a neighbour, a second patient in the same talk. */
export type FactSubject = 'patient' | 'family' | 'other';

/** Of a medicine, how it stands: taken now, ordered in this talk, no longer taken, taken once, not wanted. Of the rest: now or before. */
export type FactStatus = 'current' | 'prescribed' | 'stopped' | 'past' | 'refused';

/** One thing that was said. What was not said is null; nothing is reckoned beyond the words. */
export type Fact = {
  readonly kind: FactKind;
  /** The plain clinical name in Spanish, lower case with accents: `cefalea`, `paracetamol`, `presión arterial`. */
  readonly name: string;
  /** The words as they were said, of the name alone. */
  readonly said: string;
  readonly negated: boolean; readonly uncertain: boolean;
  readonly subject: FactSubject;
  /** `madre`, `abuelo paterno`; of a family-history. */
  readonly relative: string | null;
  readonly status: FactStatus;
  /** CIE-10 of four characters, of a diagnosis or history that the terms know. */
  readonly code: string | null;
  /** The ingredients of a medicine, as the catalogue's keys; empty when nobody recognised it. */
  readonly ingredients: readonly string[];
  readonly dose: number | null;
  /** Of `dose` or of `value`, UCUM where there is one: `mg`, `mL`, `mm[Hg]`, `Cel`. */
  readonly unit: string | null;
  readonly route: string | null;
  /** In words: `cada 8 horas`, `1-0-1`, `por la noche`. */
  readonly frequency: string | null; readonly frequencyHours: number | null;
  /** How long it goes on or has gone on, in words: `7 días`, `desde hace 3 días`. */
  readonly duration: string | null; readonly durationDays: number | null;
  readonly onset: string | null; readonly severity: string | null; readonly site: string | null; readonly side: 'derecho' | 'izquierdo' | 'bilateral' | null;
  /** A vital sign or measure: a number, or `120/80`. */
  readonly value: number | string | null;
  readonly evidence: readonly Evidence[];
};

/** A whole utterance in which nothing was understood, to be shown to the physician. */
export type Unmapped = { readonly text: string; readonly evidence: readonly Evidence[] };
export type Extraction = { readonly facts: readonly Fact[]; readonly unmapped: readonly Unmapped[] };

export const plainFact = (kind: FactKind, name: string, said: string, evidence: readonly Evidence[]): Fact => ({
  kind, name, said, negated: false, uncertain: false, subject: 'patient', relative: null, status: 'current', code: null, ingredients: [], dose: null, unit: null, route: null, frequency: null, frequencyHours: null,
  duration: null, durationDays: null, onset: null, severity: null, site: null, side: null, value: null, evidence,
});
