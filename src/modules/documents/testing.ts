// Made-up forms for tests: complete ones of any type, and every place of theirs that a rule asks for.
import assert from 'node:assert/strict';
import { evaluate } from '#kernel/norms.ts';
import { formKinds } from './contract.ts';
import type { Ask, CellField, Condition, DocumentType, Field, FieldValue, FormContent, FormKind, FormValues, Row, VitalCode } from './contract.ts';
import { documentType } from './document-types.ts';
import { emptyForm, fieldsOf, holds, rowsIn, vitalsIn } from './field-values.ts';
import { documentRules } from './rules.ts';

const measures: Readonly<Record<VitalCode, number>> = {
  temperature: 36.5, systolic: 118, diastolic: 76, heartRate: 72, respiratoryRate: 16, oxygenSaturation: 97, weight: 72.4, height: 165, headCircumference: 56, glucose: 94,
};

const two = (number: number): string => String(number).padStart(2, '0');

/** A quarter up the range: within every sign's limits, and a systolic above its diastolic. */
const numberOf = ({ least, most, whole }: Extract<CellField, { kind: 'number' }>): number => {
  const quarter = least + (most - least) / 4;
  return whole ? Math.ceil(quarter) : quarter;
};

/** A value that says which field and row it is of, so that a print can be searched for it. Moments grow with the field's place. */
const cellOf = (field: CellField, place: number, row = 0): string | number => {
  switch (field.kind) {
    case 'number': return numberOf(field);
    case 'choice': return field.choices[0]?.value ?? '';
    case 'date': return `2026-11-${two(place + 1)}`;
    case 'moment': return `2026-11-${two(place + 1)}T0${String(row)}:30`;
    default: return `Ejemplo ${field.id} ${two(place)}-${two(row)}`;
  }
};

const rowsOf = ({ columns, least = 1 }: Extract<Field, { kind: 'rows' }>): readonly Row[] =>
  Array.from({ length: Math.max(least, 2) }, (_, row) => Object.fromEntries(columns.map((column, at) => [column.id, cellOf(column, at, row)])));

const valueOf = (field: Field, place: number): FieldValue => {
  switch (field.kind) {
    case 'vitals': return { measures, notTaken: '' };
    case 'diagnoses': return [{ code: `Z00${String(place % 10)}`, term: `Ejemplo ${field.id}`, catalogue: 'prueba', certainty: 'confirmed', firstTime: true }];
    case 'medicines': return [{ name: 'Paracetamol', dose: '500 mg', route: 'oral', frequency: 'cada 8 horas', duration: '3 días' }];
    case 'rows': return [...rowsOf(field)];
    default: return cellOf(field, place);
  }
};

/** A form of this kind with every field filled that is shown while the given answers hold; the others stay empty. */
export const aComplete = (kind: FormKind, answers: FormValues = {}): FormContent => {
  const type = documentType(kind);
  const form = emptyForm(type);
  const values = fieldsOf(type).reduce<FormValues>((told, field, place) => {
    const isShown = field.shownWhen === undefined || holds(field.shownWhen, told);
    return isShown ? { ...told, [field.id]: answers[field.id] ?? valueOf(field, place) } : told;
  }, form.values);
  return { ...form, values };
};

const conditionsOf = (type: DocumentType): readonly Condition[] =>
  fieldsOf(type).flatMap(({ asks, shownWhen }) => [asks?.when, shownWhen]).filter((condition) => condition !== undefined);

/** Complete forms of a kind in which each answer that a condition looks at is given once. */
export const everyComplete = (kind: FormKind): readonly FormContent[] => {
  const type = documentType(kind);
  const asked = new Set(conditionsOf(type).map(({ field }) => field));
  const answers = fieldsOf(type).flatMap((field) => (field.kind === 'choice' && asked.has(field.id) ? field.choices.map(({ value }) => ({ [field.id]: value })) : []));
  return [aComplete(kind), ...answers.map((answer) => aComplete(kind, answer))];
};

/** A place of a form that a rule asks for: its path in findings, and the form with nothing in that place. */
type AskedPlace = { readonly rule: string; readonly path: string; readonly emptied: FormContent };

const withValue = (form: FormContent, id: string, value: FieldValue): FormContent => ({ ...form, values: { ...form.values, [id]: value } });

const isActive = (asks: Ask | undefined, values: FormValues, row?: Row): asks is Ask => asks !== undefined && (asks.when === undefined || holds(asks.when, values, row));

const cellPlaces = (field: Extract<Field, { kind: 'rows' }>, form: FormContent): readonly AskedPlace[] => {
  const rows = rowsIn(form.values, field.id);
  return rows.flatMap((row, at) => field.columns.flatMap(({ id, kind, asks }) => {
    if (!isActive(asks, form.values, row)) return [];
    const emptied = rows.map((each, index) => (index === at ? { ...each, [id]: kind === 'number' ? null : '' } : each));
    return [{ rule: asks.rule, path: `${field.id}.${String(at)}.${id}`, emptied: withValue(form, field.id, emptied) }];
  }));
};

const vitalPlaces = (field: Extract<Field, { kind: 'vitals' }>, form: FormContent, rule: string): readonly AskedPlace[] => {
  const none = emptyForm(documentType(form.kind)).values[field.id] ?? null;
  if (field.needs === undefined) return [{ rule, path: field.id, emptied: withValue(form, field.id, none) }];
  const taken = vitalsIn(form.values, field.id);
  return field.needs.map((code) => ({ rule, path: `${field.id}.${code}`, emptied: withValue(form, field.id, { ...taken, measures: { ...taken.measures, [code]: null } }) }));
};

const placesOf = (field: Field, form: FormContent): readonly AskedPlace[] => {
  const cells = field.kind === 'rows' ? cellPlaces(field, form) : [];
  if (!isActive(field.asks, form.values)) return cells;
  const { rule } = field.asks;
  if (field.kind === 'vitals') return vitalPlaces(field, form, rule);
  const none = emptyForm(documentType(form.kind)).values[field.id] ?? null;
  return [{ rule, path: field.id, emptied: withValue(form, field.id, none) }, ...cells];
};

const askedPlaces = (form: FormContent): readonly AskedPlace[] => fieldsOf(documentType(form.kind)).flatMap((field) => placesOf(field, form));

const everyPlace: readonly (AskedPlace & { readonly kind: FormKind })[] =
  formKinds.flatMap((kind) => everyComplete(kind).flatMap((form) => askedPlaces(form).map((place) => ({ ...place, kind }))));

/** Half a blood pressure also breaks the rule that it is a pair. */
const pairBroken = (path: string) => (/^vitals\.(systolic|diastolic)$/.test(path) ? [{ rule: 'GIIS-B015-29-FORM', field: 'vitals.systolic' }] : []);

type Places = Readonly<Partial<Record<FormKind, string>>>;

const placesNamed = (places: Places): readonly string[] => Object.entries(places).flatMap(([kind, paths]) => paths.split(' ').map((path) => `${kind}: ${path}`));

/**
 * A test: in complete forms the rule asks for these places, named kind by kind, and for no other; and a form that is
 * empty in one of them has that finding alone.
 */
export const asks = (rule: string, places: Places) => (): void => {
  const own = everyPlace.filter((place) => place.rule === rule);
  assert.deepEqual([...new Set(own.map(({ kind, path }) => `${kind}: ${path}`))].toSorted(), placesNamed(places).toSorted());
  for (const { path, emptied } of own) {
    const found = evaluate(documentRules, emptied).map(({ rule: broken, field }) => ({ rule: broken, field }));
    assert.deepEqual(found, [{ rule, field: path }, ...pairBroken(path)]);
  }
};

/** The same for rules that only one kind of document answers. */
export const askedIn = (kind: FormKind) => (rule: string, paths: string) => asks(rule, { [kind]: paths });
