import { Button } from '@mantine/core';
import type { DocumentType, Field, FormValues, Section } from '#modules/documents/contract.ts';
import type { Chart } from '#modules/record/contract.ts';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import classes from '../consult/consult.module.css';
import { consultMessages } from '../consult/consult-messages.ts';
import { DiagnosesField } from '../consult/diagnoses-field.tsx';
import { focusField } from '../consult/fields.ts';
import { MedicinesField } from '../consult/medicines-field.tsx';
import { VitalsFields } from '../consult/vitals-fields.tsx';
import { useDraftKeeper, useFindings, useFormValue, useFormValues } from '../draft/use-draft.ts';
import { isHeld } from './conditions.ts';
import { formMessages } from './form-messages.ts';
import own from './form.module.css';
import { RowsField } from './rows-field.tsx';
import { SimpleField } from './simple-fields.tsx';

type FieldProps = { readonly field: Field; /** The title of its section: a label that repeats it is for screen readers. */ readonly under: string; readonly values: FormValues; readonly chart: Chart | null };

const OneField = ({ field, under }: { readonly field: Exclude<Field, { kind: 'vitals' | 'diagnoses' | 'medicines' | 'rows' }>; readonly under: string }) => {
  const language = useLanguage();
  const [value, change] = useFormValue<string | number | null>(field.id, field.kind === 'number' ? null : '');
  const label = field.label[language];
  return <SimpleField field={field} place={field.id} label={label} value={value} onChange={change} isCell={label === under && field.kind === 'text'} />;
};

const AnyField = ({ field, under, values, chart }: FieldProps) => {
  const language = useLanguage();
  switch (field.kind) {
    case 'vitals': return <VitalsFields chart={chart} />;
    case 'diagnoses': return <DiagnosesField field={field.id} label={field.label[language]} sex={chart?.patient.sex ?? null} patientId={chart?.patient.id} problems={chart?.problems ?? []} />;
    case 'medicines': return <MedicinesField field={field.id} label={field.label[language]} />;
    case 'rows': return <RowsField field={field} values={values} chart={chart} />;
    default: return <OneField field={field} under={under} />;
  }
};

const missingIn = (section: Section, places: readonly string[]): number =>
  places.filter((place) => section.fields.some(({ id }) => place === id || place.startsWith(`${id}.`))).length;

const Anchors = ({ type }: { readonly type: DocumentType }) => {
  const t = useText(formMessages);
  const c = useText(consultMessages);
  const language = useLanguage();
  const places = useFindings().filter(({ blocks }) => blocks).map(({ field }) => field);
  return (
    <nav className={`${classes['anchors'] ?? ''} ${own['anchors'] ?? ''}`} aria-label={t('sections')} tabIndex={0}>
      {type.sections.map((section) => {
        const missing = missingIn(section, places);
        return (
          <button key={section.id} type="button" onClick={() => { focusField(section.fields[0]?.id ?? ''); }}>
            {section.title[language]}
            {missing === 0 ? null : <span className={classes['anchorCount']}><span aria-hidden>{missing}</span><span className="amate-hidden">{c('count.missing', { count: missing })}</span></span>}
          </button>
        );
      })}
    </nav>
  );
};

/** Sections whose empty texts one key fills, and with what; each filled field says so in plain words and can be changed. */
const fills: Readonly<Record<string, 'normal' | 'denied'>> = { examination: 'normal', systems: 'denied' };

const FillEmpty = ({ section }: { readonly section: Section }) => {
  const t = useText(formMessages);
  const keeper = useDraftKeeper();
  const how = fills[section.id];
  if (how === undefined) return null;
  const fill = (): void => {
    const empty = section.fields.filter(({ kind }) => kind === 'text').map(({ id }) => id);
    let count = 0;
    keeper.change((content) => {
      if (!('values' in content)) return content;
      const lacking = empty.filter((id) => String(content.values[id] ?? '').trim() === '');
      count = lacking.length;
      return { ...content, values: { ...content.values, ...Object.fromEntries(lacking.map((id) => [id, t(`fill.${how}.text`)])) } };
    });
    keeper.flush();
    if (count > 0) toast.done(t('filled', { count }));
  };
  return <Button variant="subtle" size="compact-sm" onClick={fill}>{t(`fill.${how}`)}</Button>;
};

/** Short fields that stand beside each other in one row. */
const isShort = ({ kind }: Field): boolean => kind === 'line' || kind === 'number' || kind === 'date';

const grouped = (fields: readonly Field[]): readonly (readonly Field[])[] =>
  fields.reduce<readonly (readonly Field[])[]>((groups, field) => {
    const last = groups.at(-1);
    return last !== undefined && isShort(field) && isShort(last[0] as Field) ? [...groups.slice(0, -1), [...last, field]] : [...groups, [field]];
  }, []);

/** Any document of the record, written from the description of its type. */
export const FormEditor = ({ type, chart }: { readonly type: DocumentType; readonly chart: Chart | null }) => {
  const language = useLanguage();
  const values = useFormValues();
  return (
    <div className={classes['note']}>
      <Anchors type={type} />
      {type.sections.map((section) => (
        <section key={section.id} className={classes['part']} aria-label={section.title[language]}>
          <div className={own['heading']}><h2>{section.title[language]}</h2><FillEmpty section={section} /></div>
          {grouped(section.fields.filter((field) => isHeld(field.shownWhen, values))).map((group) => (
            <div key={group[0]?.id} className={group.length > 1 ? own['pair'] : undefined}>
              {group.map((field) => <AnyField key={field.id} field={field} under={section.title[language]} values={values} chart={chart} />)}
            </div>
          ))}
        </section>
      ))}
    </div>
  );
};
