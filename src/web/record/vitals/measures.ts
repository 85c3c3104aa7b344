import { possible } from '#kernel/vital-ranges.ts';
import type { VitalCode, Vitals } from '#modules/documents/contract.ts';

/** Vital signs as they are typed: units, limits, reading of what was typed, and the comparison with the last time. */

export type Measure = {
  readonly unit: string;
  /** Hard limits of the record's contract: what is possible at all. */
  readonly least: number;
  readonly most: number;
  /** Digits after the point that a person reads off the instrument. */
  readonly digits: 0 | 1;
  /** Beyond this share of the last value the screen asks whether it was typed right: a slip of the keyboard, no clinical judgement. */
  readonly unlikely?: number;
};

export const measures = {
  systolic: { ...possible.systolic, unit: 'mmHg', digits: 0 },
  diastolic: { ...possible.diastolic, unit: 'mmHg', digits: 0 },
  heartRate: { ...possible.heartRate, unit: '/min', digits: 0 },
  respiratoryRate: { ...possible.respiratoryRate, unit: '/min', digits: 0 },
  temperature: { ...possible.temperature, unit: '°C', digits: 1 },
  oxygenSaturation: { ...possible.oxygenSaturation, unit: '%', digits: 0 },
  weight: { ...possible.weight, unit: 'kg', digits: 1, unlikely: 0.2 },
  height: { ...possible.height, unit: 'cm', digits: 0, unlikely: 0.1 },
  headCircumference: { ...possible.headCircumference, unit: 'cm', digits: 1, unlikely: 0.1 },
  glucose: { ...possible.glucose, unit: 'mg/dL', digits: 0 },
} as const satisfies Record<VitalCode, Measure>;

/** In the order a physician asks for them. */
export const measureOrder = Object.keys(measures) as readonly VitalCode[];

export type Reading =
  | { readonly is: 'empty' }
  | { readonly is: 'value'; readonly value: number }
  | { readonly is: 'no-number' }
  | { readonly is: 'outside'; readonly least: number; readonly most: number };

/** Reads `36.5`, also `36,5`. What lies outside the record's limits is a typing error and is not stored. */
export const readVital = (code: VitalCode, typed: string): Reading => {
  const text = typed.trim().replace(',', '.');
  if (text === '') return { is: 'empty' };
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(text)) return { is: 'no-number' };
  const value = Number(text);
  const { least, most } = measures[code];
  return value < least || value > most ? { is: 'outside', least, most } : { is: 'value', value };
};

export const writeVital = (code: VitalCode, value: number): string => {
  const { digits } = measures[code];
  return Number.isInteger(value) || digits > 0 ? String(value) : value.toFixed(1);
};

export type Change = { readonly direction: 'up' | 'down' | 'same'; readonly by: number };

/** How a value moved since the one before; null when there is none before. */
export const changeOf = (value: number, previous: number | null): Change | null => {
  if (previous === null) return null;
  const by = Math.round(Math.abs(value - previous) * 10) / 10;
  return { direction: by === 0 ? 'same' : value > previous ? 'up' : 'down', by };
};

/** True when the value differs so much from the last one that it may be a slip of the keyboard. */
export const isUnlikely = (code: VitalCode, value: number | null, last: number | undefined): boolean => {
  const { unlikely } = measures[code] as Measure;
  return unlikely !== undefined && value !== null && last !== undefined && last > 0 && Math.abs(value - last) / last > unlikely;
};

/** Body mass index: weight in kg over the square of height in m (WHO); null while either is missing. */
export const bodyMassIndex = ({ weight, height }: Pick<Vitals, 'weight' | 'height'>): number | null =>
  weight === null || height === null ? null : Math.round((weight / (height / 100) ** 2) * 10) / 10;
