import type { CheckedMedicine } from './safety-request.ts';
import type { SafetyData } from './safety-data.ts';

/** One thing that acts: an ingredient, or a fixed combination with what is in it. */
export type ActingPart = {
  /** Names it in alerts: the combination's key where there is one. */
  readonly key: string;
  /** Every key under which the tables may hold it. */
  readonly keys: readonly string[];
  readonly display: string;
};

export type KnownMedicine = {
  readonly medicine: CheckedMedicine; readonly parts: readonly ActingPart[]; readonly isNew: boolean;
  /** Its ingredients, sorted, combinations taken apart. */
  readonly ingredients: readonly string[];
};

/** The parts of ingredients: combinations that the tables keep whole stay whole, whether named whole or by their parts. */
export const partsOf = (data: SafetyData, ingredients: readonly string[]): readonly ActingPart[] => {
  const flat = new Set(ingredients.flatMap((key) => data.combinations.find((combination) => combination.key === key)?.parts ?? [key]));
  const whole = data.combinations.filter(({ parts }) => parts.every((part) => flat.has(part)));
  const covered = new Set(whole.flatMap(({ parts }) => parts));
  const singles = [...flat].filter((key) => !covered.has(key)).map((key) => ({ key, keys: [key], display: data.displayOf(key) }));
  return [...whole.map(({ key, parts }) => ({ key, keys: [key, ...parts], display: data.displayOf(key) })), ...singles];
};

/** Medicines whose every ingredient is known, and those of which anything is not. Parts known of the latter are checked all the same. */
export const recognised = (data: SafetyData, medicines: readonly CheckedMedicine[]): { readonly known: readonly KnownMedicine[]; readonly unmatched: readonly CheckedMedicine[] } => {
  const isWhole = ({ ingredients }: CheckedMedicine): boolean => ingredients !== null && ingredients.length > 0 && ingredients.every(data.isKnown);
  const known = (medicine: CheckedMedicine): KnownMedicine => {
    const parts = partsOf(data, (medicine.ingredients ?? []).filter(data.isKnown));
    return { medicine, parts, isNew: medicine.origin === 'new', ingredients: parts.flatMap(({ key, keys }) => (keys.length > 1 ? keys.filter((held) => held !== key) : keys)).toSorted() };
  };
  return {
    known: medicines.map(known),
    unmatched: medicines.filter((medicine) => !isWhole(medicine)),
  };
};

/** Given on the skin or into the ear, where little reaches the blood. Hormones and nitrates on the skin are meant to. */
const sparesTheBlood = new Set(['cutanea', 'otica']);
const meantForTheBlood = ['nitratos', 'anticonceptivos_hormonales'];

export const actsLocally = (data: SafetyData, { medicine, parts }: KnownMedicine): boolean => {
  const route = medicine.order?.route ?? null;
  if (route === null || !sparesTheBlood.has(route)) return false;
  return !parts.some(({ keys }) => meantForTheBlood.some((name) => keys.some((key) => data.interactions.classes.get(name)?.includes(key))));
};
