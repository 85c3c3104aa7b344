import type { ReactNode } from 'react';
import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { Language } from '#kernel/language.ts';
import type { CellField, Field, FormContent, NoteDiagnosis, NoteMedicine, Row, TakenVitals } from '#modules/documents/contract.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { noteMessages } from '../note/note-messages.ts';
import { isHeld } from './conditions.ts';
import own from './form.module.css';
import { useDocumentTypes } from './use-document-types.ts';

/** A form to be read, in the screen's language. Empty fields are left out. */

const dateText = (text: string, language: Language): string => (isCivilDate(text) ? formatCivilDate(text, language) : text);

const cellText = (field: CellField, value: unknown, language: Language): string => {
  if (value === null || value === undefined) return '';
  switch (field.kind) {
    case 'choice': return field.choices.find((each) => each.value === value)?.label[language] ?? '';
    case 'date': return dateText(String(value), language);
    case 'moment': { const [day = '', time = ''] = String(value).split('T'); return day === '' ? '' : `${dateText(day, language)} ${time}`; }
    case 'number': return `${String(value)} ${field.unit}`.trim();
    default: return String(value);
  }
};

const Table = ({ columns, rows }: { readonly columns: readonly CellField[]; readonly rows: readonly Row[] }) => {
  const language = useLanguage();
  return (
    <div className={own['scroll']} tabIndex={0} role="group">
      <table className={own['table']}>
        <thead><tr>{columns.map(({ id, label }) => <th key={id} scope="col">{label[language]}</th>)}</tr></thead>
        <tbody>{rows.map((row, at) => <tr key={at}>{columns.map((column) => <td key={column.id}>{cellText(column, row[column.id], language)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
};

export type Parts = {
  readonly vitals: (taken: TakenVitals) => ReactNode;
  readonly diagnoses: (diagnoses: readonly NoteDiagnosis[]) => ReactNode;
  readonly medicines: (medicines: readonly NoteMedicine[]) => ReactNode;
  readonly section: (heading: string, inside: ReactNode) => ReactNode;
};

const inside = (field: Field, content: FormContent, parts: Parts, language: Language): ReactNode => {
  const value = content.values[field.id];
  switch (field.kind) {
    case 'vitals': return parts.vitals(value as TakenVitals);
    case 'diagnoses': return parts.diagnoses((value ?? []) as readonly NoteDiagnosis[]);
    case 'medicines': return parts.medicines((value ?? []) as readonly NoteMedicine[]);
    case 'rows': return Array.isArray(value) && value.length > 0 ? <Table columns={field.columns} rows={value as Row[]} /> : null;
    default: { const text = cellText(field, value, language); return text.trim() === '' ? null : text; }
  }
};

/** The words of a form by its type; while the type is not here yet, nothing. */
export const FormWords = ({ content, parts }: { readonly content: FormContent; readonly parts: Parts }) => {
  const language = useLanguage();
  const n = useText(noteMessages);
  const { types } = useDocumentTypes();
  const type = types.find(({ kind }) => kind === content.kind);
  if (type === undefined) return <p>{n('loading-form')}</p>;
  return type.sections.map((section) => {
    const shown = section.fields.filter((field) => isHeld(field.shownWhen, content.values))
      .map((field) => ({ field, words: inside(field, content, parts, language) })).filter(({ words }) => words !== null && words !== undefined);
    if (shown.length === 0) return null;
    return <div key={section.id}>{parts.section(section.title[language], <dl className={own['facts']}>{shown.map(({ field, words }) => <FactOf key={field.id} label={field.label[language]} isAlone={section.fields.length === 1} words={words} />)}</dl>)}</div>;
  });
};

const FactOf = ({ label, isAlone, words }: { readonly label: string; readonly isAlone: boolean; readonly words: ReactNode }) => (
  <><dt className={isAlone ? 'amate-hidden' : undefined}>{label}</dt><dd style={{ whiteSpace: 'pre-wrap', ...(isAlone ? { gridColumn: '1 / -1' } : {}) }}>{words}</dd></>
);
