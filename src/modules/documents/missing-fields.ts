import type { Finding } from '#kernel/norms.ts';
import type { Ask, DocumentType, Field, FormContent, FormValues, Row, RowsField, VitalsField } from './contract.ts';
import { vitalCodes } from './contract.ts';
import { fieldsOf, holds, isBlank, medicinesIn, rowsIn, vitalsIn } from './field-values.ts';

/** What a form's own fields lack, whoever asks for it. */

type Missing = Finding;

const isAsked = (asks: Ask | undefined, values: FormValues, row?: Row): asks is Ask =>
  asks !== undefined && (asks.when === undefined || holds(asks.when, values, row));

const vitalsMissing = (field: VitalsField, values: FormValues, rule: string): readonly Missing[] => {
  const { measures, notTaken } = vitalsIn(values, field.id);
  if (notTaken.trim() !== '') return [];
  const taken = vitalCodes.filter((code) => measures[code] !== null);
  if (field.needs === undefined) return taken.length === 0 ? [{ rule, field: field.id, code: 'note-needs-vitals' }] : [];
  return field.needs.filter((code) => measures[code] === null).map((code) => ({ rule, field: `${field.id}.${code}`, code: 'document-vital-missing' }));
};

const cellsMissing = (field: RowsField, values: FormValues): readonly Missing[] =>
  rowsIn(values, field.id).flatMap((row, index) => field.columns.flatMap(({ id, asks }) =>
    isAsked(asks, values, row) && isBlank(row[id]) ? [{ rule: asks.rule, field: `${field.id}.${String(index)}.${id}`, code: 'document-field-missing' }] : []));

const fieldMissing = (field: Field, values: FormValues): readonly Missing[] => {
  const cells = field.kind === 'rows' ? cellsMissing(field, values) : [];
  const { asks } = field;
  if (!isAsked(asks, values)) return cells;
  const { rule } = asks;
  if (field.kind === 'vitals') return vitalsMissing(field, values, rule);
  if (field.kind === 'rows') {
    const lacks = rowsIn(values, field.id).length < (field.least ?? 1);
    return [...(lacks ? [{ rule, field: field.id, code: 'document-rows-missing' }] : []), ...cells];
  }
  return isBlank(values[field.id]) ? [{ rule, field: field.id, code: 'document-field-missing' }] : [];
};

/** Every field that a rule asks for and that says nothing, in the order of the form. */
export const missingFields = (type: DocumentType, { values }: FormContent): readonly Missing[] => fieldsOf(type).flatMap((field) => fieldMissing(field, values));

/** Medicines without name, dose, route or periodicity, in any field of the form. */
export const incompleteMedicines = (type: DocumentType, { values }: FormContent, rule: string): readonly Missing[] =>
  fieldsOf(type).filter(({ kind }) => kind === 'medicines').flatMap(({ id }) => medicinesIn(values, id).flatMap((medicine, index) =>
    (['name', 'dose', 'route', 'frequency'] as const).flatMap((part) =>
      (medicine[part].trim() === '' ? [{ rule, field: `${id}.${String(index)}.${part}`, code: `medicine-needs-${part}` }] : []))));

type Pressure = { readonly systolic: number | null; readonly diastolic: number | null };
const pressureWrong = ({ systolic, diastolic }: Pressure): string | null => {
  if ((systolic === null) !== (diastolic === null)) return 'pressure-needs-both';
  return systolic !== null && diastolic !== null && systolic < diastolic ? 'pressure-upside-down' : null;
};

const numberIn = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === 'number' ? value : null;
};

/** The pressures a form states: of its vital signs, and of each reading of a chart. */
const pressuresOf = (field: Field, values: FormValues): readonly (Pressure & { readonly path: string })[] => {
  if (field.kind === 'vitals') return [{ path: field.id, ...vitalsIn(values, field.id).measures }];
  if (field.kind !== 'rows') return [];
  return rowsIn(values, field.id).map((row, at) => ({ path: `${field.id}.${String(at)}`, systolic: numberIn(row, 'systolic'), diastolic: numberIn(row, 'diastolic') }));
};

/** A blood pressure with one value of the pair, or upside down. */
export const wrongPressure = (type: DocumentType, { values }: FormContent, rule: string): readonly Missing[] =>
  fieldsOf(type).flatMap((field) => pressuresOf(field, values)).flatMap(({ path, ...pressure }) => {
    const code = pressureWrong(pressure);
    return code === null ? [] : [{ rule, field: `${path}.systolic`, code }];
  });
