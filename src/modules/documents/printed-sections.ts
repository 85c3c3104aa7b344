import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { DocumentBlock, DocumentSection } from '#platform/pdf/document.ts';
import type { CellField, DocumentType, Field, FormContent, FormValues, RowsField } from './contract.ts';
import { diagnosesIn, holds, isBlank, medicinesIn, rowsIn, vitalsIn } from './field-values.ts';
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

const table = (field: RowsField, values: FormValues): readonly DocumentBlock[] => {
  const rows = rowsIn(values, field.id);
  if (rows.length === 0) return [];
  return [
    ...paragraph(spanish(field.label)),
    {
      kind: 'table', columns: field.columns.map((column) => ({ heading: spanish(column.label), weight: column.kind === 'text' ? 4 : 2 })),
      rows: rows.map((row) => field.columns.map((column) => printedCell(column, row[column.id]))),
    },
  ];
};

const isWritten = (field: Field): boolean => field.kind === 'text';

const blocksOf = (field: Field, values: FormValues, alone: boolean): readonly DocumentBlock[] => {
  switch (field.kind) {
    case 'vitals': return vitalsBlock(vitalsIn(values, field.id));
    case 'diagnoses': return diagnosesBlock(diagnosesIn(values, field.id));
    case 'medicines': return medicinesBlock(medicinesIn(values, field.id));
    case 'rows': return table(field, values);
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

/** The sections of a form's print. What is hidden by a condition, or empty, is not printed. */
export const printedSections = (type: DocumentType, { values }: FormContent): readonly DocumentSection[] =>
  type.sections.flatMap(({ title, fields }) => {
    const shown = fields.filter((field) => isShown(field, values));
    const blocks = joined(shown.flatMap((field) => blocksOf(field, values, fields.length === 1)));
    return blocks.length === 0 ? [] : [{ heading: spanish(title), blocks }];
  });
