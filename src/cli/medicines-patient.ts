import { z } from 'zod';
import { fold } from '#kernel/fold.ts';
import type { Frequency } from '#kernel/medicine-line.ts';
import { medicineCatalogue } from '#modules/medicines/public.ts';
import type { Strength } from '#modules/medicines/public.ts';
import { readAllergy, recogniseMedicine, safetyData } from '#modules/safety/public.ts';
import type { MedicineOrder, PatientProblem, SafetyPatient } from '#modules/safety/public.ts';

/** The patient of `amate medicines check`, from JSON that a person or a script wrote. What is absent is not known. */

const named = z.union([z.string(), z.looseObject({ text: z.string() }), z.looseObject({ name: z.string() }), z.looseObject({ code: z.string() })]);
type Named = z.infer<typeof named>;

const figure = z.union([z.number(), z.string()]).nullish();

const daysOf: readonly (readonly [RegExp, number])[] = [[/^(?:d|day|dia)/, 1], [/^(?:w|week|sem)/, 7], [/^(?:m|month|mes)/, 30.4375], [/^(?:y|a|year|ano)/, 365.25]];

const lengthOf = (unit: string): number | undefined => daysOf.find(([pattern]) => pattern.test(fold(unit)))?.[1];

const patientSchema = z.strictObject({
  age: figure, ageUnit: z.string().refine((unit) => lengthOf(unit) !== undefined, 'days, weeks, months or years').nullish(), sex: z.string().nullish(), weightKg: figure,
  pregnant: z.boolean().nullish(), trimester: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullish(), breastfeeding: z.boolean().nullish(), eGFR: figure,
  allergies: z.array(named).nullish(), activeMedicines: z.array(named).nullish(), problems: z.array(named).nullish(),
  order: z.strictObject({
    name: z.string().nullish(), dose: figure, unit: z.string().nullish(), perKg: z.boolean().nullish(), route: z.string().nullish(),
    frequency: z.union([z.number(), z.string(), z.record(z.string(), z.unknown())]).nullish(), duration: z.union([z.number(), z.string(), z.record(z.string(), z.unknown())]).nullish(),
  }).nullish(),
});
export type PatientFile = z.infer<typeof patientSchema>;

/** Refuses in one sentence what is no patient. */
export const patientOf = (value: unknown): PatientFile => {
  const read = patientSchema.safeParse(value);
  if (!read.success) throw new Error(`The patient is malformed at ${read.error.issues[0]?.path.join('.') ?? ''}: ${read.error.issues[0]?.message ?? ''}.`);
  return read.data;
};

const textOf = (entry: Named): string => {
  if (typeof entry === 'string') return entry;
  return [entry['text'], entry['name'], entry['code']].find((part): part is string => typeof part === 'string') ?? '';
};

const numberOf = (value: number | string | null | undefined): number | null => {
  if (value === null || value === undefined || value === '') return null;
  const read = typeof value === 'number' ? value : Number.parseFloat(value.replace(',', '.'));
  return Number.isFinite(read) && read >= 0 ? read : null;
};

const ageDaysOf = ({ age, ageUnit }: PatientFile): number | null => {
  const [value, length] = [numberOf(age), lengthOf(ageUnit ?? 'years')];
  return value === null || length === undefined ? null : value * length;
};

/** In Mexico M is mujer, as in a CURP. */
const sexOf = (text: string | null | undefined): 'H' | 'M' | null => {
  const word = fold(text ?? '');
  if (/^(?:h|hombre|male|masculino|man)$/.test(word)) return 'H';
  return /^(?:m|f|mujer|female|femenino|woman)$/.test(word) ? 'M' : null;
};

const problemOf = (entry: Named): PatientProblem => {
  const text = textOf(entry);
  const said = typeof entry === 'string' ? undefined : entry['code'];
  if (typeof said === 'string') return { code: said, text };
  return { code: /^[A-Z]\d{2}(?:\.?[\dX])?(?=\s|$)/iu.exec(text)?.[0].toUpperCase() ?? null, text };
};

export const safetyPatientOf = (file: PatientFile): SafetyPatient => ({
  ageDays: ageDaysOf(file), sex: sexOf(file.sex), weightKg: numberOf(file.weightKg), pregnant: file.pregnant ?? null, trimester: file.trimester ?? null,
  breastfeeding: file.breastfeeding ?? null, eGFR: numberOf(file.eGFR),
  allergies: file.allergies?.map((entry) => readAllergy(safetyData(), recogniseMedicine, textOf(entry))) ?? null,
  problems: file.problems?.map(problemOf) ?? null,
});

export const activeNamesOf = ({ activeMedicines }: PatientFile): readonly string[] => (activeMedicines ?? []).map(textOf);

const unitNames: Readonly<Record<string, string>> = {
  mg: 'mg', miligramos: 'mg', g: 'g', gr: 'g', gramos: 'g', mcg: 'ug', ug: 'ug', 'µg': 'ug', 'μg': 'ug', microgramos: 'ug', ml: 'mL', mililitros: 'mL', ui: '[IU]', iu: '[IU]', '[iu]': '[IU]', u: '[IU]', unidades: '[IU]', meq: 'meq', mmol: 'mmol',
  tab: 'tableta', tableta: 'tableta', tabletas: 'tableta', tablet: 'tableta', tablets: 'tableta', comprimido: 'tableta', comprimidos: 'tableta', capsula: 'cápsula', capsulas: 'cápsula', capsule: 'cápsula', capsules: 'cápsula', gragea: 'gragea', grageas: 'gragea',
  gota: 'gota', gotas: 'gota', drop: 'gota', drops: 'gota', disparo: 'inhalación', disparos: 'inhalación', inhalacion: 'inhalación', inhalaciones: 'inhalación', puff: 'inhalación', puffs: 'inhalación', ampolleta: 'ampolleta', ampolletas: 'ampolleta', ampula: 'ampolleta',
  supositorio: 'supositorio', supositorios: 'supositorio', ovulo: 'óvulo', ovulos: 'óvulo', sobre: 'sobre', sobres: 'sobre', parche: 'parche', parches: 'parche', aplicacion: 'aplicación', aplicaciones: 'aplicación', dosis: 'dosis',
};

const routeNames: Readonly<Record<string, string>> = {
  vo: 'oral', po: 'oral', oral: 'oral', 'via oral': 'oral', iv: 'intravenosa', intravenosa: 'intravenosa', intravenous: 'intravenosa', im: 'intramuscular', intramuscular: 'intramuscular', sc: 'subcutanea', subcutanea: 'subcutanea', subcutaneous: 'subcutanea',
  topica: 'cutanea', topical: 'cutanea', cutanea: 'cutanea', inhalada: 'inhalada', inhaled: 'inhalada', nebulizada: 'nebulizada', rectal: 'rectal', vaginal: 'vaginal', oftalmica: 'oftalmica', otica: 'otica', nasal: 'nasal', sublingual: 'sublingual', transdermica: 'transdermica',
};

const times: Readonly<Record<string, number>> = { qd: 1, od: 1, bid: 2, tid: 3, qid: 4, una: 1, un: 1, dos: 2, tres: 3, cuatro: 4, seis: 6, ocho: 8, doce: 12, once: 1, twice: 2 };
const countOf = (word: string | undefined): number | null => (word === undefined ? null : numberOf(word) ?? times[word] ?? null);

const everyHours = (hours: number | null): Frequency | null => (hours === null || hours <= 0 ? null : { kind: 'every', hours });

/** A number alone is the hours between takes, as after a stroke (c/8), unless nobody takes anything that often. */
const SELDOM_HOURS = new Set([1, 2, 3, 5]);
const bareFrequency = (value: number): Frequency | null => (SELDOM_HOURS.has(value) ? { kind: 'times', perDay: value } : everyHours(value));

type Spoken = Readonly<Record<string, string | undefined>>;

/** What is said, in order: the first that fits speaks. */
const manners: readonly (readonly [RegExp, (said: Spoken, words: string) => Frequency | null])[] = [
  [/^\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?){2,3}$/, (_, words) => ({ kind: 'pattern', doses: words.split('-').map(Number) })],
  [/(?:(?:cada|every)\s+(?<count>\d+(?:\.\d+)?|[a-z]+)|(?:c\/?|q)\s*(?<many>\d+(?:\.\d+)?))\s*(?<unit>h|d)/, ({ count, many, unit }) => everyHours((countOf(count ?? many) ?? 0) * (unit === 'd' ? 24 : 1))],
  [/seman|week/, () => ({ kind: 'weekly', everyWeeks: 1 })],
  [/dosis unica|single/, () => ({ kind: 'once' })],
  [/^(?<many>\d+(?:\.\d+)?)\s*h/, ({ many }) => everyHours(countOf(many))],
  [/^(?<many>\d+)$/, ({ many }) => bareFrequency(Number(many))],
  [/^(?<many>\d+)\s*(?:x|v|\/)/, ({ many }) => ({ kind: 'times', perDay: Number(many) })],
  [/^(?:diari|daily|cada dia)/, () => ({ kind: 'times', perDay: 1 })],
  [/^(?<many>\d+|[a-z]+)(?:\s|$)/, ({ many }) => { const perDay = countOf(many); return perDay === null ? null : { kind: 'times', perDay }; }],
];

const spokenFrequency = (text: string): Frequency | null => {
  const words = fold(text);
  for (const [pattern, read] of manners) {
    const match = pattern.exec(words);
    if (match !== null) return read(match.groups ?? {}, words);
  }
  return null;
};

type Written<Name extends 'frequency' | 'duration'> = NonNullable<PatientFile['order']>[Name];

const frequencyOf = (value: Written<'frequency'>): Frequency | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return bareFrequency(value);
  if (typeof value === 'string') return spokenFrequency(value);
  const of = (name: string): number | null => (typeof value[name] === 'number' ? value[name] : null);
  const perDay = of('perDay') ?? of('timesPerDay');
  if (Array.isArray(value['doses'])) return { kind: 'pattern', doses: value['doses'].filter((dose): dose is number => typeof dose === 'number') };
  return perDay === null ? everyHours(of('hours') ?? of('everyHours') ?? of('frequencyHours')) : { kind: 'times', perDay };
};

const durationDays = (value: Written<'duration'>): number | null => {
  if (typeof value === 'number' || value === null || value === undefined) return value ?? null;
  return typeof value === 'string' ? numberOf(/\d+/.exec(value)?.[0]) : typeof value['days'] === 'number' ? value['days'] : null;
};

const strengthIn = (name: string, ingredient: string): readonly Strength[] => {
  const held = /(?<amount>\d+(?:[.,]\d+)?)\s*(?<unit>mg|g|mcg|ug|ui)\b(?:\s*\/\s*(?<per>\d+(?:[.,]\d+)?)?\s*ml)?/u.exec(fold(name));
  const unit = unitNames[held?.groups?.['unit'] ?? ''];
  const amount = numberOf(held?.groups?.['amount']);
  if (held === null || unit === undefined || amount === null) return [];
  return [{ ingredient, amount, unit, per: held[0].includes('ml') ? { amount: numberOf(held.groups?.['per']) ?? 1, unit: 'mL' } : null }];
};

/** The strengths that a name states, else those of the one presentation there is. */
const strengthsOf = (name: string, ingredients: readonly string[]): readonly Strength[] => {
  const stated = ingredients.length === 1 ? strengthIn(name, ingredients[0] ?? '') : [];
  if (stated.length > 0) return stated;
  const contents = medicineCatalogue().presentations.filter(({ content }) => content.length === ingredients.length && content.every(({ ingredient }) => ingredients.includes(ingredient))).map(({ content }) => content);
  return new Set(contents.map((content) => JSON.stringify(content))).size === 1 ? contents[0] ?? [] : [];
};

const takesADay = (frequency: Frequency | null): number => (frequency?.kind === 'every' ? 24 / frequency.hours : frequency?.kind === 'times' ? frequency.perDay : 1);

/** `500`, `500 mg`, `15 mg/kg`, `40 mg/kg/día`: the amount of one take, its unit as the catalogue writes it. */
const doseOf = ({ dose, unit, perKg }: NonNullable<PatientFile['order']>, aDay: number): Pick<MedicineOrder, 'dose' | 'unit'> & { readonly perKg: boolean } => {
  const said = /^\s*(?<value>[\d.,]+)\s*(?<unit>\D.*)?$/u.exec(String(dose ?? ''))?.groups ?? {};
  const [base = '', ...per] = fold(unit ?? said['unit'] ?? '').split('/').map((part) => part.trim());
  const whole = numberOf(said['value']);
  const isOfDay = per.some((part) => /^(?:d|dia|day)$/.test(part));
  return { dose: whole !== null && isOfDay ? whole / aDay : whole, unit: unitNames[base] ?? null, perKg: perKg === true || per.includes('kg') };
};

/** The order of a medicine of these ingredients, called `name`. */
export const orderOf = (written: NonNullable<PatientFile['order']>, ingredients: readonly string[], name: string): MedicineOrder => {
  const frequency = frequencyOf(written.frequency);
  return {
    ...doseOf(written, takesADay(frequency)), route: routeNames[fold(written.route ?? '')] ?? null, frequency, days: durationDays(written.duration), strengths: strengthsOf(name, ingredients),
  };
};
