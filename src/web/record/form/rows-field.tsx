import { ActionIcon, Button } from '@mantine/core';
import { flushSync } from 'react-dom';
import type { CellField, FormValues, Row, RowsField as RowsFieldType } from '#modules/documents/contract.ts';
import { IconPlus, IconTrash } from '../../design/icons.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useFormValue } from '../draft/use-draft.ts';
import classes from '../consult/consult.module.css';
import { fieldId, focusField } from '../consult/fields.ts';
import { FindingLines, useShownFindings } from '../consult/finding-lines.tsx';
import { isHeld } from './conditions.ts';
import { formMessages } from './form-messages.ts';
import own from './form.module.css';
import { SimpleField } from './simple-fields.tsx';

const MOST = 200;
const noRows: Row[] = [];

const emptyRow = (columns: readonly CellField[]): Row => Object.fromEntries(columns.map(({ id, kind }) => [id, kind === 'number' ? null : '']));

/** A table of a form, a card a row: what does not fit a line on a phone still reads as one thing. */
export const RowsField = ({ field, values }: { readonly field: RowsFieldType; readonly values: FormValues }) => {
  const t = useText(formMessages);
  const language = useLanguage();
  const [rows, change] = useFormValue<Row[]>(field.id, noRows);
  const findings = useShownFindings(field.id, false);
  const what = field.rowLabel[language];
  const first = field.columns[0]?.id ?? '';
  const add = (): void => {
    flushSync(() => { change([...rows, emptyRow(field.columns)]); });
    focusField(`${field.id}.${String(rows.length)}.${first}`);
  };
  const remove = (at: number): void => {
    flushSync(() => { change(rows.filter((_, index) => index !== at)); });
    if (!focusField(`${field.id}.${String(Math.max(0, at - 1))}.${first}`)) focusField(field.id);
  };
  return (
    <fieldset className={own['rows']}>
      <legend>{field.label[language]}</legend>
      {field.help === undefined ? null : <p className={classes['help']}>{field.help[language]}</p>}
      {rows.length === 0 ? null : (
        <ol className={own['rowList']}>
          {rows.map((row, at) => (
            // a row has no identity but its place; the count makes fields start anew when one before them goes
            <li key={`${String(rows.length)} ${String(at)}`} className={own['row']} aria-label={`${what} ${String(at + 1)}`}>
              <div className={own['cells']}>
                {field.columns.filter((column) => isHeld(column.shownWhen, values, row)).map((column) => (
                  <div key={column.id} data-kind={column.kind}>
                    <SimpleField
                      field={column} place={`${field.id}.${String(at)}.${column.id}`} label={column.label[language]} value={row[column.id] ?? (column.kind === 'number' ? null : '')}
                      onChange={(value) => { change(rows.map((each, index) => (index === at ? { ...each, [column.id]: value } : each))); }}
                    />
                  </div>
                ))}
              </div>
              <ActionIcon aria-label={t('row.remove', { what, number: at + 1 })} onClick={() => { remove(at); }}><IconTrash size={16} /></ActionIcon>
            </li>
          ))}
        </ol>
      )}
      <Button id={fieldId(field.id)} variant="default" size="compact-md" leftSection={<IconPlus size={15} aria-hidden />} disabled={rows.length >= MOST} onClick={add}>{t('row.add', { what: what.toLocaleLowerCase(language) })}</Button>
      <FindingLines field={field.id} findings={findings} />
    </fieldset>
  );
};
