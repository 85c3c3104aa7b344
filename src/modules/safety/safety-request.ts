import type { Frequency } from '#kernel/medicine-line.ts';
import type { Strength } from '#modules/medicines/public.ts';

/** What is asked of the engine; pure shapes. What is not known is null, and what is null is never taken for no. */

/** How a medicine is given. `strengths` are of the presentation, to turn tablets and millilitres into milligrams. */
export type MedicineOrder = {
  readonly dose: number | null;
  /** A unit of the catalogue: `mg`, `tableta`, `mL`; with `perKg`, of each kilogram. */
  readonly unit: string | null;
  readonly perKg?: boolean;
  /** A route of the catalogue. */
  readonly route: string | null;
  readonly frequency: Frequency | null;
  readonly days: number | null;
  readonly strengths: readonly Strength[];
};

export type CheckedMedicine = {
  /** The caller's own name of it: `new:0`, `active:<id>`. */
  readonly ref: string;
  readonly text: string;
  /** Keys of the catalogue; null for a medicine that nobody recognised. */
  readonly ingredients: readonly string[] | null;
  readonly origin: 'new' | 'active';
  readonly order?: MedicineOrder;
};

export type PatientAllergy = {
  readonly text: string;
  /** Keys of the catalogue; null where the words name no ingredient that is known. */
  readonly ingredients: readonly string[] | null;
  readonly groups: readonly string[];
};

export type PatientProblem = { readonly code: string | null; readonly text: string };

export type SafetyPatient = {
  readonly ageDays: number | null;
  readonly sex: 'H' | 'M' | null;
  readonly weightKg: number | null;
  readonly pregnant: boolean | null;
  readonly trimester: 1 | 2 | 3 | null;
  readonly breastfeeding: boolean | null;
  /** mL/min/1.73 m². */
  readonly eGFR: number | null;
  /** Null: nobody asked. */
  readonly allergies: readonly PatientAllergy[] | null;
  /** CIE-10 codes where there is one. Null: not known; an empty list says that there are none, and rules may rest on that. */
  readonly problems: readonly PatientProblem[] | null;
  /** What the medicines are written for today: held beside the problems, and no word of what else there is. */
  readonly diagnoses?: readonly PatientProblem[];
};

/** `patient` is null where medicines are checked among themselves. */
export type SafetyRequest = { readonly medicines: readonly CheckedMedicine[]; readonly patient: SafetyPatient | null };
