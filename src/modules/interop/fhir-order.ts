import { fold } from '#kernel/fold.ts';
import type { Frequency } from '#kernel/medicine-line.ts';
import { recogniseMedicine } from '#modules/safety/public.ts';
import type { CheckedMedicine, MedicineOrder } from '#modules/safety/public.ts';
import type { FhirResource } from './contract.ts';
import { numberAt, pieceAt, piecesAt, saidBy, textAt } from './fhir-reading.ts';

/** A MedicationRequest or MedicationStatement as the engine weighs it. */

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, wk: 168 };

const frequencyOf = (dosage: unknown): Frequency | null => {
  const repeat = pieceAt(pieceAt(dosage, 'timing'), 'repeat');
  const hours = HOURS[textAt(repeat, 'periodUnit') ?? ''];
  const period = numberAt(repeat, 'period');
  const times = numberAt(repeat, 'frequency') ?? 1;
  if (hours === undefined || period === undefined || !(period > 0) || !(times > 0)) return null;
  return { kind: 'every', hours: (hours * period) / times };
};

/** UCUM codes and the words that stand beside them. */
const units: Readonly<Record<string, string>> = {
  'mg': 'mg', 'g': 'g', 'ug': 'ug', 'mcg': 'ug', 'ml': 'mL', '[iu]': '[IU]', 'iu': '[IU]', 'ui': '[IU]', 'meq': 'meq', 'mmol': 'mmol', '{tbl}': 'tableta', 'tableta': 'tableta', 'tabletas': 'tableta', 'tablet': 'tableta',
  'capsula': 'cápsula', 'capsule': 'cápsula', '{capsule}': 'cápsula', '[drp]': 'gota', 'gota': 'gota', 'gotas': 'gota', '{puff}': 'inhalación', 'inhalacion': 'inhalación',
};

const routes: Readonly<Record<string, string>> = {
  '26643006': 'oral', '47625008': 'intravenosa', '78421000': 'intramuscular', '34206005': 'subcutanea', '6064005': 'cutanea', 'oral': 'oral', 'via oral': 'oral', 'vo': 'oral', 'intravenosa': 'intravenosa', 'iv': 'intravenosa',
  'intramuscular': 'intramuscular', 'im': 'intramuscular', 'subcutanea': 'subcutanea', 'topica': 'cutanea', 'cutanea': 'cutanea', 'inhalada': 'inhalada',
};

const amountOf = (dosage: unknown): Pick<MedicineOrder, 'dose' | 'unit'> & { readonly perKg: boolean } => {
  const quantity = piecesAt(dosage, 'doseAndRate').map((rate) => pieceAt(rate, 'doseQuantity')).find((each) => each !== undefined);
  const [base = '', ...per] = fold(textAt(quantity, 'code') ?? textAt(quantity, 'unit') ?? '').split('/');
  return { dose: numberAt(quantity, 'value') ?? null, unit: units[base] ?? units[fold(textAt(quantity, 'unit') ?? '')] ?? null, perKg: per.includes('kg') };
};

const orderOf = (resource: FhirResource): MedicineOrder | undefined => {
  const [dosage] = piecesAt(resource, 'dosageInstruction');
  if (dosage === undefined) return undefined;
  const route = saidBy(pieceAt(dosage, 'route')).map((word) => routes[fold(word)]).find((each) => each !== undefined) ?? null;
  return { ...amountOf(dosage), route, frequency: frequencyOf(dosage), days: null, strengths: [] };
};

/** The names of a medicine, with those of a Medication that the resource itself contains. */
const namesOf = (resource: FhirResource): readonly string[] => {
  const own = saidBy(pieceAt(resource, 'medicationCodeableConcept'));
  const reference = pieceAt(resource, 'medicationReference');
  const contained = piecesAt(resource, 'contained').find((each) => textAt(reference, 'reference') === `#${textAt(each, 'id') ?? ''}`);
  return [...own, ...saidBy(pieceAt(contained, 'code')), ...[textAt(reference, 'display')].filter((text) => text !== undefined)];
};

/** Ingredients of the first name that anybody knows. */
const ingredientsOf = (names: readonly string[]): readonly string[] | null => names.map(recogniseMedicine).find((found) => found !== null) ?? null;

export const medicineOf = (resource: FhirResource, ref: string, origin: CheckedMedicine['origin']): CheckedMedicine => {
  const names = namesOf(resource);
  const order = orderOf(resource);
  return { ref, text: names[0] ?? 'Medicamento sin nombre', ingredients: ingredientsOf(names), origin, ...(order === undefined ? {} : { order }) };
};
