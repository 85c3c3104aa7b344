import { ActionIcon, Button } from '@mantine/core';
import { flushSync } from 'react-dom';
import { vitalSigns } from '#kernel/vital-ranges.ts';
import type { Measured } from '#kernel/vital-ranges.ts';
import type { CellField, FormValues, Row, RowsField as RowsFieldType } from '#modules/documents/contract.ts';
import type { Chart } from '#modules/record/contract.ts';
import { IconPlus, IconTrash } from '../../design/icons.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useFormValue } from '../draft/use-draft.ts';
import classes from '../consult/consult.module.css';
import { fieldId, focusField } from '../consult/fields.ts';
import { FindingLines, useShownFindings } from '../consult/finding-lines.tsx';
import { LevelMark, useMeasured } from '../vitals/level-mark.tsx';
import { isHeld } from './conditions.ts';
import { formMessages } from './form-messages.ts';
import own from './form.module.css';
import { SimpleField } from './simple-fields.tsx';

const MOST = 200;
const noRows: Row[] = [];

const emptyRow = (columns: readonly CellField[]): Row => Object.fromEntries(columns.map(({ id, kind }) => [id, kind === 'number' ? null : '']));

/** A reading of a vital-sign chart says at once what is out of the usual. */
const ReadingMark = ({ column, row, measured }: { readonly column: CellField; readonly row: Row; readonly measured: Measured }) => {
  const code = vitalSigns.find((sign) => sign === column.id);
  const value = row[column.id];
  return code === undefined || typeof value !== 'number' ? null : <LevelMark code={code} value={value} measured={measured} />;
};

/** A table of a form, a card a row: what does not fit a line on a phone still reads as one thing. */
export const RowsField = ({ field, values, chart }: { readonly field: RowsFieldType; readonly values: FormValues; readonly chart: Chart | null }) => {
  const t = useText(formMessages);
  const language = useLanguage();
  const measured = useMeasured(chart?.patient)();
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
                    <ReadingMark column={column} row={row} measured={measured} />
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
