import type { NoteMedicine } from '#modules/documents/contract.ts';

/** Words and numbers of one visit, as patterns of `say`. Kept by theme in the `-table.ts` files. */
export type NotePattern = {
  /** Subjective. */
  readonly s: string;
  readonly e: string;
  /** Results. */
  readonly r?: string;
  readonly a: string;
  readonly p: string;
  /** Codes of the catalogue of terms; a `?` at the end says presumptive. */
  readonly dx: readonly string[];
  readonly meds: readonly string[];
  readonly prog: string;
  readonly signs?: Signs;
};

/** What this illness does to the vital signs, as a range to choose from. */
export type Signs = {
  readonly temperature?: readonly [number, number];
  readonly heartRate?: readonly [number, number];
  readonly respiratoryRate?: readonly [number, number];
  readonly saturation?: readonly [number, number];
  readonly glucose?: readonly [number, number];
  /** Added to the person's usual pressure. */
  readonly pressure?: readonly [number, number];
};

/** The visits of a chronic illness or of a healthy child: `first` in order, then `then` by turns. */
export type Course = { readonly by?: DoctorLogin; readonly first: readonly NotePattern[]; readonly then: readonly NotePattern[] };
/** The variants of an acute illness. */
export type Acute = readonly NotePattern[];

export type DoctorLogin = 'medica' | 'medico' | 'pediatra';

/** A medicine for a person of this weight in kg and age in years. */
export type Medicine = (weight: number, age: number) => NoteMedicine;

/** A person who does not exist. Ages are told from the day of the seed, so that a newborn stays one. */
export type DemoPatient = {
  readonly key: string;
  readonly given: string;
  readonly first: string;
  readonly second: string | null;
  readonly sex: 'H' | 'M';
  /** Completed years and days beyond them. */
  readonly age: readonly [years: number, days: number];
  /** Two letters of the CURP. */
  readonly entity: string;
  readonly doctor: DoctorLogin;
  /** `illness@daysAgo` for an acute one; `course:visits` or `course:visits:from-to` (days ago) for a course. */
  readonly story: readonly string[];
  /** Weight at the first and last visit in kg, and height in cm; children follow the growth tables by `size` instead. */
  readonly body?: readonly [from: number, to: number, height: number];
  /** How the child compares with the median, 1 = like it. */
  readonly size?: number;
  /** Pressure at the first and at the last visit, mmHg. */
  readonly pressure?: readonly [readonly [number, number], readonly [number, number]];
  readonly homonym?: string;
  readonly noCurp?: 'newborn' | 'foreigner' | 'never-registered' | 'not-at-hand';
  readonly nationality?: string;
  readonly guardian?: { readonly name: string; readonly relationship: 'mother' | 'father' | 'guardian' | 'grandparent' };
  readonly emergency?: { readonly name: string; readonly relationship: 'spouse' | 'child' | 'sibling' | 'mother' | 'father' };
  /** Weeks of pregnancy on the day of the seed. */
  readonly weeks?: number;
  /** Known illnesses that the visits' words may mention. */
  readonly home?: boolean;
};
