import { useState } from 'react';
import type { VitalCode } from '#modules/documents/contract.ts';
import type { Chart, NoteFinding } from '#modules/record/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDraftKeeper, useTakenVitals } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { bodyMassIndex, isUnlikely, measures, measureOrder, readVital, writeVital } from '../vitals/measures.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { fieldId } from './fields.ts';
import { FindingLines, findingsId, useIsLacking, useShownFindings } from './finding-lines.tsx';

const slipOf = (code: VitalCode, kind: 'no-number' | 'outside'): NoteFinding =>
  ({ rule: 'GIIS-B015', norm: 'GIIS-B015-04-11', numeral: null, unconfirmed: null, code: `vital-${kind}`, field: `vitals.${code}`, blocks: true });

type VitalProps = { readonly code: VitalCode; readonly value: number | null; readonly last: number | undefined; readonly onValue: (code: VitalCode, value: number | null) => void };

const VitalField = ({ code, value, last, onValue }: VitalProps) => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const keeper = useDraftKeeper();
  const [typed, setTyped] = useState(value === null ? '' : writeVital(code, value));
  const [wasVisited, setWasVisited] = useState(false);
  const field = `vitals.${code}`;
  const findings = useShownFindings(field, wasVisited);
  const { unit, least, most } = measures[code];
  const type = (text: string): void => {
    setTyped(text);
    const reading = readVital(code, text);
    const isSlip = reading.is === 'no-number' || reading.is === 'outside';
    keeper.slip(field, isSlip ? slipOf(code, reading.is) : null);
    onValue(code, reading.is === 'value' ? reading.value : null);
  };
  const isOdd = wasVisited && findings.length === 0 && isUnlikely(code, value, last);
  return (
    <div className={classes['vital']}>
      <label htmlFor={fieldId(field)}>{n(`vital.${code}`)}</label>
      <div className={classes['vitalBox']}>
        <input
          id={fieldId(field)} value={typed} inputMode="decimal" autoComplete="off" maxLength={8} aria-invalid={findings.length > 0} aria-describedby={`${fieldId(field)}-unidad ${findings.length === 0 ? '' : findingsId(field)}`.trim()}
          onChange={(event) => { type(event.currentTarget.value); }} onFocus={() => { setWasVisited(false); }} onBlur={() => { setWasVisited(true); keeper.flush(); }}
        />
        <span id={`${fieldId(field)}-unidad`}>{unit}</span>
      </div>
      <FindingLines field={field} findings={findings} />
      {findings.some(({ code: which }) => which === 'vital-outside') ? <p className={classes['help']}>{t('vital.limits', { least, most, unit })}</p> : null}
      {isOdd ? <p className={classes['odd']} role="status">{t('vital.unlikely', { last: `${String(last)} ${unit}` })}</p> : null}
    </div>
  );
};

const NotTaken = () => {
  const t = useText(consultMessages);
  const keeper = useDraftKeeper();
  const { measures: vitals, notTaken: reason, change } = useTakenVitals();
  const [wasVisited, setWasVisited] = useState(false);
  const findings = useShownFindings('vitals', wasVisited);
  const isAny = measureOrder.some((code) => vitals[code] !== null);
  if (isAny && reason === '') return null;
  return (
    <div className={classes['writing']}>
      <label htmlFor={fieldId('vitalsNotTaken')} className={classes['lesser']}>{t('vitals-not-taken')}</label>
      <input
        id={fieldId('vitalsNotTaken')} className={classes['line']} value={reason} maxLength={300} autoComplete="off" aria-describedby={findings.length === 0 ? undefined : findingsId('vitals')}
        onChange={(event) => { const notTaken = event.currentTarget.value; change((taken) => ({ ...taken, notTaken })); }} onBlur={() => { setWasVisited(true); keeper.flush(); }}
      />
      <FindingLines field="vitals" findings={findings} />
    </div>
  );
};

/** Vital signs with their units. What cannot be stored is said at once; what is odd is asked. */
export const VitalsFields = ({ lasts }: { readonly lasts: Chart['vitals'] }) => {
  const n = useText(noteMessages);
  const { measures: vitals, change } = useTakenVitals();
  const isLacking = useIsLacking('vitals');
  const bmi = bodyMassIndex(vitals);
  const setValue = (code: VitalCode, value: number | null): void => {
    change((taken) => (taken.measures[code] === value ? taken : { ...taken, measures: { ...taken.measures, [code]: value } }));
  };
  return (
    <fieldset className={classes['vitals']} data-lacking={isLacking}>
      <legend>{n('part.vitals')}</legend>
      <div className={classes['vitalRow']}>
        {measureOrder.map((code) => <VitalField key={code} code={code} value={vitals[code]} last={lasts.find((each) => each.code === code)?.value} onValue={setValue} />)}
        {bmi === null ? null : <p className={classes['bmi']}>{n('vital.bmi')} <b>{bmi}</b> kg/m²</p>}
      </div>
      <NotTaken />
    </fieldset>
  );
};
