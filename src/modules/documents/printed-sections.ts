import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { DocumentBlock, DocumentSection } from '#platform/pdf/document.ts';
import type { CellField, DocumentType, Field, FormContent, FormValues, RowsField } from './contract.ts';
import { diagnosesIn, holds, isBlank, medicinesIn, rowsIn, vitalsIn } from './field-values.ts';
import { autographSections } from './printed-autographs.ts';
import { diagnosesBlock, medicinesBlock, paragraph, vitalsBlock } from './printed-blocks.ts';

/** The print of a form, in Spanish: a section for each of its type's that says something. */

const spanish = (localized: { readonly 'es-MX': string }): string => localized['es-MX'];

const dateText = (text: string): string => (isCivilDate(text) ? formatCivilDate(text, 'es-MX') : text);

/** A value of a simple field as a person reads it. */
const printedCell = (field: CellField, value: unknown): string => {
  if (value === null || value === undefined) return '';
  switch (field.kind) {
    case 'choice': { const chosen = field.choices.find((each) => each.value === value); return chosen === undefined ? '' : spanish(chosen.label); }
    case 'date': return dateText(String(value));
    case 'moment': { const [day = '', time = ''] = String(value).split('T'); return day === '' ? '' : `${dateText(day)} ${time}`; }
    case 'number': return `${String(value)}${field.unit === '' ? '' : ` ${field.unit}`}`;
    default: return String(value);
  }
};

const weights = { text: 4, line: 3, choice: 2, date: 2, moment: 3, number: 2 } as const satisfies Record<CellField['kind'], number>;

const table = (field: RowsField, values: FormValues): readonly DocumentBlock[] => {
  const rows = rowsIn(values, field.id);
  if (rows.length === 0) return [];
  return [{
    kind: 'table', columns: field.columns.map((column) => ({ heading: spanish(column.label), weight: weights[column.kind] })),
    rows: rows.map((row) => field.columns.map((column) => printedCell(column, row[column.id]))),
  }];
};

/** Two tables of one section, such as the diagnoses before and after an operation, are told apart by their labels. */
const named = (field: Field, alone: boolean, blocks: readonly DocumentBlock[]): readonly DocumentBlock[] =>
  (blocks.length === 0 || alone ? blocks : [...paragraph(`${spanish(field.label)}:`), ...blocks]);

const isWritten = (field: Field): boolean => field.kind === 'text';

const blocksOf = (field: Field, values: FormValues, alone: boolean): readonly DocumentBlock[] => {
  switch (field.kind) {
    case 'vitals': return vitalsBlock(vitalsIn(values, field.id));
    case 'diagnoses': return named(field, alone, diagnosesBlock(diagnosesIn(values, field.id)));
    case 'medicines': return named(field, alone, medicinesBlock(medicinesIn(values, field.id)));
    case 'rows': return named(field, alone, table(field, values));
    default: {
      const value = printedCell(field, values[field.id]);
      if (value.trim() === '') return [];
      if (isWritten(field)) return paragraph(alone ? value : `${spanish(field.label)}: ${value}`);
      return [{ kind: 'key-values', entries: [{ label: spanish(field.label), value }] }];
    }
  }
};

/** Neighbouring pairs of label and value share one block, as on a paper form. */
const joined = (blocks: readonly DocumentBlock[]): readonly DocumentBlock[] =>
  blocks.reduce<readonly DocumentBlock[]>((done, block) => {
    const last = done.at(-1);
    if (block.kind !== 'key-values' || last?.kind !== 'key-values') return [...done, block];
    return [...done.slice(0, -1), { kind: 'key-values', entries: [...last.entries, ...block.entries] }];
  }, []);

const isShown = (field: Field, values: FormValues): boolean =>
  (field.shownWhen === undefined || holds(field.shownWhen, values)) && (field.kind === 'vitals' || !isBlank(values[field.id]));

const writtenSections = (type: DocumentType, { values }: FormContent): readonly DocumentSection[] =>
  type.sections.flatMap(({ title, fields }) => {
    const shown = fields.filter((field) => isShown(field, values));
    const blocks = joined(shown.flatMap((field) => blocksOf(field, values, fields.length === 1)));
    return blocks.length === 0 ? [] : [{ heading: spanish(title), blocks }];
  });

/** The sections of a form's print, and lines for who signs by hand. What is hidden by a condition, or empty, is not printed. */
export const printedSections = (type: DocumentType, form: FormContent): readonly DocumentSection[] => [...writtenSections(type, form), ...autographSections(type, form)];
