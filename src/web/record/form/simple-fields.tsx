import { NativeSelect, Radio } from '@mantine/core';
import { useState } from 'react';
import type { CivilDate } from '#kernel/civil-date.ts';
import { isCivilDate } from '#kernel/civil-date.ts';
import type { CellField } from '#modules/documents/contract.ts';
import { DateField } from '../../design/date-field.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useDraftKeeper } from '../draft/use-draft.ts';
import classes from '../consult/consult.module.css';
import { fieldId, rememberCaret } from '../consult/fields.ts';
import { FindingLines, findingsId, useShownFindings } from '../consult/finding-lines.tsx';
import { Writing } from '../consult/narrative.tsx';
import { useVisited } from '../consult/use-visited.ts';
import { formMessages } from './form-messages.ts';
import own from './form.module.css';

/** Fields that hold one text or number, on their own or in the cell of a table. */

type Value = string | number | null;
export type SimpleProps = {
  readonly field: CellField;
  /** The field's place in the form, as findings name it. */
  readonly place: string;
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** In a table the label is for screen readers: the column says it. */
  readonly isCell?: boolean;
};

/** What the field lacks once it was left; what has been said since the server last judged is missing no more. */
const useLacks = (place: string, value: Value) => {
  const keeper = useDraftKeeper();
  const [wasVisited, visited] = useVisited();
  const isSaid = value !== null && value !== '';
  const findings = useShownFindings(place, wasVisited).filter(({ code }) => !(isSaid && code === 'document-field-missing'));
  const leave = (): void => { visited(); keeper.flush(); };
  return { findings, leave, describedBy: findings.length === 0 ? undefined : findingsId(place) };
};

const Labelled = ({ place, label, help, isCell, children }: { readonly place: string; readonly label: string; readonly help?: string | undefined; readonly isCell?: boolean | undefined; readonly children: React.ReactNode }) => (
  <div className={classes['writing']}>
    <label htmlFor={fieldId(place)} className={isCell === true ? 'amate-hidden' : undefined}>{label}</label>
    {help === undefined ? null : <p id={`${fieldId(place)}-ayuda`} className={classes['help']}>{help}</p>}
    {children}
  </div>
);

const LineField = ({ field, place, label, value, onChange, isCell }: SimpleProps) => {
  const language = useLanguage();
  const { findings, leave, describedBy } = useLacks(place, value);
  return (
    <Labelled place={place} label={label} help={field.help?.[language]} isCell={isCell}>
      <input
        id={fieldId(place)} className={classes['line']} value={typeof value === 'string' ? value : ''} maxLength={300} autoComplete="off" aria-invalid={findings.length > 0} aria-describedby={[field.help === undefined ? '' : `${fieldId(place)}-ayuda`, describedBy ?? ''].join(' ').trim() || undefined}
        onChange={(event) => { onChange(event.currentTarget.value); }} onBlur={(event) => { rememberCaret(event.currentTarget); leave(); }}
      />
      <FindingLines field={place} findings={findings} />
    </Labelled>
  );
};

const FEW = 4;

const ChoiceField = ({ field, place, label, value, onChange, isCell }: SimpleProps & { readonly field: Extract<CellField, { kind: 'choice' }> }) => {
  const language = useLanguage();
  const t = useText(formMessages);
  const { findings, leave, describedBy } = useLacks(place, value);
  if (isCell !== true && field.choices.length <= FEW) {
    return (
      <div className={classes['writing']}>
        <Radio.Group label={label} value={typeof value === 'string' ? value : ''} onChange={onChange} onBlur={leave} aria-describedby={describedBy} description={field.help?.[language]} classNames={{ label: own['groupLabel'] ?? '' }}>
          <div className={own['choices']}>
            {field.choices.map((choice, at) => <Radio key={choice.value} value={choice.value} label={choice.label[language]} {...(at === 0 ? { id: fieldId(place) } : {})} />)}
          </div>
        </Radio.Group>
        <FindingLines field={place} findings={findings} />
      </div>
    );
  }
  return (
    <Labelled place={place} label={label} help={field.help?.[language]} isCell={isCell}>
      <NativeSelect
        id={fieldId(place)} value={typeof value === 'string' ? value : ''} aria-invalid={findings.length > 0} aria-describedby={describedBy} onBlur={leave} onChange={(event) => { onChange(event.currentTarget.value); }}
        data={[{ value: '', label: t('choice.none') }, ...field.choices.map((choice) => ({ value: choice.value, label: choice.label[language] }))]}
      />
      <FindingLines field={place} findings={findings} />
    </Labelled>
  );
};

const dateOf = (text: Value): CivilDate | null => (typeof text === 'string' && isCivilDate(text) ? text : null);

const DayField = ({ place, label, value, onChange, isCell }: SimpleProps) => {
  const { findings, leave, describedBy } = useLacks(place, value);
  return (
    <Labelled place={place} label={label} isCell={isCell}>
      <DateField id={fieldId(place)} value={dateOf(value)} onChange={(date) => { onChange(date ?? ''); }} onBlur={leave} aria-describedby={describedBy} />
      <FindingLines field={place} findings={findings} />
    </Labelled>
  );
};

const CLOCK = /^([01]?\d|2[0-3]):?([0-5]\d)$/;

const MomentField = ({ place, label, value, onChange }: SimpleProps) => {
  const t = useText(formMessages);
  const { findings, leave, describedBy } = useLacks(place, value);
  const [day = '', clock = ''] = typeof value === 'string' ? value.split('T') : [];
  const [typedDay, setTypedDay] = useState(day);
  const [typed, setTyped] = useState(clock);
  const store = (nextDay: string, nextTime: string): void => {
    const time = CLOCK.exec(nextTime);
    onChange(nextDay === '' || time === null ? '' : `${nextDay}T${(time[1] ?? '').padStart(2, '0')}:${time[2] ?? ''}`);
  };
  return (
    <div className={classes['writing']}>
      <span className={own['momentLabel']} aria-hidden>{label}</span>
      <div className={own['moment']}>
        <DateField id={fieldId(place)} aria-label={t('moment.day', { field: label })} value={dateOf(typedDay)} onChange={(date) => { setTypedDay(date ?? ''); store(date ?? '', typed); }} onBlur={leave} aria-describedby={describedBy} />
        <div>
          <input
            id={`${fieldId(place)}-hora`} aria-label={t('moment.time', { field: label })} className={classes['line']} value={typed} maxLength={5} inputMode="numeric" autoComplete="off" placeholder={t('moment.hint')}
            onChange={(event) => { setTyped(event.currentTarget.value); store(typedDay, event.currentTarget.value); }} onBlur={leave}
          />
        </div>
      </div>
      <FindingLines field={place} findings={findings} />
    </div>
  );
};

const NumberField = ({ field, place, label, value, onChange, isCell }: SimpleProps & { readonly field: Extract<CellField, { kind: 'number' }> }) => {
  const t = useText(formMessages);
  const { findings, leave, describedBy } = useLacks(place, value);
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  const { least, most, unit, whole } = field;
  const read = (text: string): number | null => {
    const number = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
    return Number.isFinite(number) && number >= least && number <= most && (!whole || Number.isInteger(number)) ? number : null;
  };
  const isWrong = typed.trim() !== '' && read(typed) === null;
  return (
    <Labelled place={place} label={label} isCell={isCell}>
      <div className={classes['vitalBox']}>
        <input
          id={fieldId(place)} value={typed} inputMode={whole ? 'numeric' : 'decimal'} autoComplete="off" maxLength={10} aria-invalid={isWrong || findings.length > 0} aria-describedby={describedBy}
          onChange={(event) => { setTyped(event.currentTarget.value); onChange(read(event.currentTarget.value)); }} onBlur={leave}
        />
        {unit === '' ? null : <span>{unit}</span>}
      </div>
      {isWrong ? <p className={classes['odd']} role="status">{t('number.wrong', { least, most, unit })}</p> : null}
      <FindingLines field={place} findings={findings} />
    </Labelled>
  );
};

/** One simple field of a form. */
export const SimpleField = (props: SimpleProps) => {
  const language = useLanguage();
  const { field, place, label, value, onChange } = props;
  switch (field.kind) {
    case 'text': return <Writing field={place} label={label} value={typeof value === 'string' ? value : ''} onChange={onChange} rows={field.rows ?? 2} isCell={props.isCell === true} {...(field.help === undefined ? {} : { help: field.help[language] })} />;
    case 'line': return <LineField {...props} />;
    case 'choice': return <ChoiceField {...props} field={field} />;
    case 'date': return <DayField {...props} />;
    case 'moment': return <MomentField {...props} />;
    case 'number': return <NumberField {...props} field={field} />;
  }
};
