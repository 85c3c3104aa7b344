import { invalid } from '#kernel/errors.ts';
import { isCivilDate } from '#kernel/civil-date.ts';
import { diagnosisSchema, medicineSchema, noVitals, vitalsSchema } from './contract.ts';
import type { CellField, Condition, DocumentType, Field, FieldValue, FormContent, FormValues, NoteDiagnosis, NoteMedicine, Row, TakenVitals } from './contract.ts';

/** The values of a form's fields: what each field may hold, what it holds while empty, and whether it says anything. */

const emptyValue = (field: Field): FieldValue => {
  switch (field.kind) {
    case 'number': return null;
    case 'vitals': return { measures: noVitals, notTaken: '' };
    case 'diagnoses': case 'medicines': case 'rows': return [];
    default: return '';
  }
};

export const fieldsOf = (type: DocumentType): readonly Field[] => type.sections.flatMap(({ fields }) => fields);

/** A form of this type in which nothing is said yet. */
export const emptyForm = (type: DocumentType): FormContent =>
  ({ kind: type.kind, edition: type.edition, values: Object.fromEntries(fieldsOf(type).map((field) => [field.id, emptyValue(field)])) });

export const vitalsIn = (values: FormValues, field: string): TakenVitals => {
  const taken = (values[field] ?? { measures: noVitals, notTaken: '' }) as TakenVitals;
  // a sign that is asked only since is missing from earlier documents
  return { ...taken, measures: { ...noVitals, ...taken.measures } };
};
export const diagnosesIn = (values: FormValues, field: string): readonly NoteDiagnosis[] => (values[field] ?? []) as readonly NoteDiagnosis[];
export const medicinesIn = (values: FormValues, field: string): readonly NoteMedicine[] => (values[field] ?? []) as readonly NoteMedicine[];
export const rowsIn = (values: FormValues, field: string): readonly Row[] => (values[field] ?? []) as readonly Row[];
export const textIn = (values: FormValues | Row, field: string): string => {
  const value = values[field];
  return typeof value === 'string' ? value : '';
};

/** True when a text, a number or a list says nothing. */
export const isBlank = (value: FieldValue | undefined): boolean => {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
};

/** Whether a condition holds; a row's own columns are looked at before the form's fields. */
export const holds = (condition: Condition, values: FormValues, row?: Row): boolean => {
  const value = row !== undefined && condition.field in row ? row[condition.field] : values[condition.field];
  return (typeof value === 'string' || typeof value === 'number') && condition.is.includes(value);
};

const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d$/;
const LINE = 300;
const WORDS = 50_000;
const CELL = 2_000;

const isMoment = (text: string): boolean => isCivilDate(MOMENT.exec(text)?.[1] ?? '');

const isWithin = ({ least, most, whole }: Extract<CellField, { kind: 'number' }>, value: unknown): boolean =>
  value === null || (typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value)));

const cellFits = (field: CellField, value: unknown, most: number): boolean => {
  if (field.kind === 'number') return isWithin(field, value);
  if (typeof value !== 'string') return false;
  switch (field.kind) {
    case 'text': return value.length <= most;
    case 'line': return value.length <= LINE;
    case 'choice': return value === '' || field.choices.some((each) => each.value === value);
    case 'date': return value === '' || isCivilDate(value);
    case 'moment': return value === '' || isMoment(value);
  }
};

const rowFits = (columns: readonly CellField[], row: Row): boolean =>
  Object.keys(row).length === columns.length && columns.every((column) => column.id in row && cellFits(column, row[column.id], CELL));

const fits = (field: Field, value: FieldValue): boolean => {
  switch (field.kind) {
    case 'vitals': return typeof value === 'object' && value !== null && !Array.isArray(value) && vitalsSchema.safeParse((value as TakenVitals).measures).success;
    case 'diagnoses': {
      const list = diagnosisSchema.array().safeParse(value);
      return list.success && new Set(list.data.map(({ code }) => code)).size === list.data.length;
    }
    case 'medicines': return medicineSchema.array().safeParse(value).success;
    case 'rows': return Array.isArray(value) && value.every((row) => rowFits(field.columns, row as Row));
    default: return cellFits(field, value, WORDS);
  }
};

/**
 * Refuses a form that is not of this type: `document-field-unknown` for a field it does not have, `document-edition-differs`,
 * `document-value-wrong` for a value the field cannot hold. Details name the field, never the value. A field that is absent is empty.
 */
export const requireFitting = (type: DocumentType, form: FormContent): FormContent => {
  if (form.edition !== type.edition) throw invalid('document-edition-differs');
  const fields = new Map(fieldsOf(type).map((field) => [field.id, field]));
  for (const [id, value] of Object.entries(form.values)) {
    const field = fields.get(id);
    if (field === undefined) throw invalid('document-field-unknown');
    if (!fits(field, value)) throw invalid('document-value-wrong', { field: id });
  }
  return { ...form, values: { ...emptyForm(type).values, ...form.values } };
};
