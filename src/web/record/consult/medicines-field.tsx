import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { NoteMedicine } from '#modules/documents/contract.ts';
import { IconPlus, IconTrash } from '../../design/icons.ts';
import { useText } from '../../i18n/use-text.ts';
import { CarriedMedicine } from '../carry/carried-share.tsx';
import { medicinesOf, useDraftKeeper, useDraftPart, withMedicines } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { useRegimenChoices } from '../regimens/regimen-choices.tsx';
import type { RegimenChoices } from '../regimens/regimen-choices.tsx';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { fieldId, focusField } from './fields.ts';
import { FindingLines, findingsId, useIsLacking, useShownFindings } from './finding-lines.tsx';

const partsAfterName = ['dose', 'route', 'frequency', 'duration'] as const satisfies readonly (keyof NoteMedicine)[];
const MOST = 40;
const emptyMedicine: NoteMedicine = { name: '', dose: '', route: '', frequency: '', duration: '' };

type PartProps = { readonly list: string; readonly part: keyof NoteMedicine; readonly at: number; readonly value: string; readonly onChange: (value: string) => void; readonly onEnter: () => void; readonly choices?: RegimenChoices };

const MedicinePart = ({ list, part, at, value, onChange, onEnter, choices }: PartProps) => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const keeper = useDraftKeeper();
  const [wasVisited, setWasVisited] = useState(false);
  const field = `${list}.${String(at)}.${part}`;
  const findings = useShownFindings(field, wasVisited);
  const isLacking = useIsLacking(field);
  return (
    <div className={classes['medicinePart']} data-part={part} data-lacking={isLacking}>
      <label htmlFor={fieldId(field)}><span aria-hidden>{n(`medicine.${part}`)}</span><span className="amate-hidden">{t('medicine.of', { field: n(`medicine.${part}`), number: at + 1 })}</span></label>
      <input
        id={fieldId(field)} className={classes['line']} value={value} maxLength={300} autoComplete="off" placeholder={at === 0 ? t(`example.${part}`) : undefined}
        aria-invalid={findings.length > 0} aria-describedby={findings.length === 0 ? undefined : findingsId(field)}
        onChange={(event) => { onChange(event.currentTarget.value); }} onFocus={choices?.onFocus} onBlur={() => { choices?.onBlur(); setWasVisited(true); keeper.flush(); }} {...choices?.aria}
        onKeyDown={(event) => { if (choices?.onKeyDown(event) !== true && event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing) { event.preventDefault(); onEnter(); } }}
      />
      {choices?.list}
      <FindingLines field={field} findings={findings} />
    </div>
  );
};

/** The medicine's name, with what is usually written of it. */
const NamePart = ({ medicine, onFill, ...rest }: Omit<PartProps, 'part' | 'choices'> & { readonly medicine: NoteMedicine; readonly onFill: (medicine: NoteMedicine) => void }) =>
  <MedicinePart {...rest} part="name" choices={useRegimenChoices(medicine, onFill)} />;

/** Adds an empty line and goes to it. */
export const useAddMedicine = (field = 'medicines'): (() => void) => {
  const keeper = useDraftKeeper();
  return () => {
    let last = 0;
    // drawn at once: whoever goes on typing already writes in the new line
    flushSync(() => {
      keeper.change((content) => {
        const before = medicinesOf(content, field);
        const isOpen = before.at(-1)?.name.trim() === '';
        const medicines = isOpen || before.length >= MOST ? before : [...before, emptyMedicine];
        last = medicines.length - 1;
        return medicines === before ? content : withMedicines(content, field, medicines);
      });
    });
    focusField(`${field}.${String(last)}.name`);
  };
};

/** Medicines, a line each: what, dose, route, frequency, duration. Enter starts the next line. */
export const MedicinesField = ({ field = 'medicines', label }: { /** Where the document keeps them. */ readonly field?: string; readonly label?: string }) => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const keeper = useDraftKeeper();
  const medicines = useDraftPart(({ draft }) => medicinesOf(draft.content, field));
  const change = (next: NoteMedicine[]): void => { keeper.change((content) => withMedicines(content, field, next)); };
  const put = (at: number, parts: Partial<NoteMedicine>): void => { change(medicines.map((each, index) => (index === at ? { ...each, ...parts } : each))); };
  const add = useAddMedicine(field);
  const remove = (at: number): void => {
    flushSync(() => { change(medicines.filter((_, index) => index !== at)); });
    if (!focusField(`${field}.${String(Math.max(0, at - 1))}.name`)) focusField(field);
  };
  return (
    <fieldset className={classes['medicines']}>
      <legend>{label ?? n('part.medicines')}</legend>
      {medicines.length === 0 ? null : (
        <ol className={classes['medicineList']}>
          {medicines.map((medicine, at) => (
            // a line has no identity but its place
            <li key={at} className={classes['medicine']}>
              <NamePart list={field} at={at} value={medicine.name} medicine={medicine} onEnter={add} onFill={(filled) => { put(at, filled); }} onChange={(name) => { put(at, { name }); }} />
              {partsAfterName.map((part) => <MedicinePart key={part} list={field} part={part} at={at} value={medicine[part]} onEnter={add} onChange={(value) => { put(at, { [part]: value }); }} />)}
              <ActionIcon aria-label={t('medicine.remove', { number: at + 1 })} onClick={() => { remove(at); }}><IconTrash size={16} /></ActionIcon>
              {field === 'medicines' ? <CarriedMedicine medicine={medicine} /> : null}
            </li>
          ))}
        </ol>
      )}
      <Button id={fieldId(field)} variant="default" size="compact-md" leftSection={<IconPlus size={15} aria-hidden />} disabled={medicines.length >= MOST} onClick={add}>{t('medicine.add')}</Button>
    </fieldset>
  );
};
