import type { FieldValue } from '#modules/documents/contract.ts';
import type { NoteContent } from '#modules/record/contract.ts';

/** The texts of any document by the place that findings give them: `plan`, `witnesses.0.name`. */

const evolutionTexts = ['subjective', 'examination', 'results', 'assessment', 'plan', 'prognosis'] as const;
const addendumTexts = ['reason', 'text'] as const;

const cellOf = (value: FieldValue | undefined, at: string | undefined, column: string | undefined): unknown => {
  if (at === undefined || column === undefined) return value;
  const row: unknown = Array.isArray(value) ? value[Number(at)] : undefined;
  return typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[column] : undefined;
};

/** What stands at a place; null when there is no text there. */
export const textAt = (content: NoteContent, place: string): string | null => {
  const [field = '', at, column] = place.split('.');
  const found = 'values' in content ? cellOf(content.values[field], at, column) : (content as unknown as Readonly<Record<string, unknown>>)[field];
  return typeof found === 'string' ? found : null;
};

/** The same document with another text at a place that has one. */
export const withTextAt = (content: NoteContent, place: string, text: string): NoteContent => {
  if (textAt(content, place) === null) return content;
  const [field = '', at, column] = place.split('.');
  if (!('values' in content)) return { ...content, [field]: text };
  const value = content.values[field];
  const next = at === undefined || column === undefined || !Array.isArray(value) ? text : value.map((row, index) => (index === Number(at) ? { ...row as object, [column]: text } : row)) as FieldValue;
  return { ...content, values: { ...content.values, [field]: next } };
};

/** Every place of a document in which words are written. */
export const textPlaces = (content: NoteContent): readonly string[] => {
  if (content.kind === 'evolution') return evolutionTexts;
  if (content.kind === 'addendum') return addendumTexts;
  return Object.entries(content.values).flatMap(([field, value]): readonly string[] => {
    if (typeof value === 'string') return [field];
    if (!Array.isArray(value)) return [];
    return value.flatMap((row, at) => Object.entries(row as object).flatMap(([column, cell]) => (typeof cell === 'string' ? [`${field}.${String(at)}.${column}`] : [])));
  });
};
