import { useState } from 'react';
import { isOddAtAge, isReportable, reportable } from '#kernel/vital-ranges.ts';
import type { Measured } from '#kernel/vital-ranges.ts';
import type { VitalCode } from '#modules/documents/contract.ts';
import type { Chart, NoteFinding } from '#modules/record/contract.ts';
import { GrowthGlance } from '../../growth/growth-glance.tsx';
import { GrowthMark } from '../../growth/growth-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useDraftKeeper, useTakenVitals } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { LevelMark, useMeasured } from '../vitals/level-mark.tsx';
import { bodyMassIndex, isUnlikely, measures, measureOrder, readVital, writeVital } from '../vitals/measures.ts';
import { vitalsMessages } from '../vitals/vitals-messages.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { fieldId } from './fields.ts';
import { FindingLines, findingsId, useIsLacking, useShownFindings } from './finding-lines.tsx';

const slipOf = (code: VitalCode, kind: 'no-number' | 'outside'): NoteFinding =>
  ({ rule: 'VIT-1', norm: 'Amate', numeral: null, unconfirmed: null, code: `vital-${kind}`, field: `vitals.${code}`, blocks: true });

type VitalProps = { readonly code: VitalCode; readonly value: number | null; readonly last: number | undefined; readonly measured: Measured; readonly patient: Chart['patient'] | undefined; readonly onValue: (code: VitalCode, value: number | null) => void };

/** What is asked once a value was typed and left: never while she types it. */
const Doubts = ({ code, value, last, measured }: { readonly code: VitalCode; readonly value: number; readonly last: number | undefined; readonly measured: Measured }) => {
  const t = useText(consultMessages);
  const v = useText(vitalsMessages);
  const { unit } = measures[code];
  const asks = isUnlikely(code, value, last) ? t('vital.unlikely', { last: `${String(last)} ${unit}` }) : isOddAtAge(code, value, measured.months) ? v('odd-at-age') : null;
  return (
    <>
      {asks === null ? null : <p className={classes['odd']} role="status">{asks}</p>}
      {isReportable(code, value) ? null : <p className={classes['help']} role="status">{v('not-reportable', { ...reportable[code], unit })}</p>}
    </>
  );
};

const grows = { weight: 'weight', height: 'height', headCircumference: 'head' } as const satisfies Partial<Record<VitalCode, string>>;
const isGrowth = (code: VitalCode): code is keyof typeof grows => code in grows;

const VitalGrowth = ({ code, value, patient }: Pick<VitalProps, 'code' | 'value' | 'patient'>) =>
  (patient === undefined || value === null || !isGrowth(code) ? null : <GrowthMark patient={patient} indicator={grows[code]} value={value} />);

const VitalField = ({ code, value, last, measured, patient, onValue }: VitalProps) => {
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
  const levelId = `${fieldId(field)}-nivel`;
  return (
    <div className={classes['vital']}>
      <label htmlFor={fieldId(field)}>{n(`vital.${code}`)}</label>
      <div className={classes['vitalBox']}>
        <input
          id={fieldId(field)} value={typed} inputMode="decimal" autoComplete="off" maxLength={8} aria-invalid={findings.length > 0} aria-describedby={`${fieldId(field)}-unidad ${value === null ? '' : levelId} ${findings.length === 0 ? '' : findingsId(field)}`.trim()}
          onChange={(event) => { type(event.currentTarget.value); }} onFocus={() => { setWasVisited(false); }} onBlur={() => { setWasVisited(true); keeper.flush(); }}
        />
        <span id={`${fieldId(field)}-unidad`}>{unit}</span>
      </div>
      <span id={levelId} className={classes['level']} role="status">{value === null ? null : <LevelMark code={code} value={value} measured={measured} />}</span>
      <VitalGrowth code={code} value={value} patient={patient} />
      <FindingLines field={field} findings={findings} />
      {findings.some(({ code: which }) => which === 'vital-outside') ? <p className={classes['help']}>{t('vital.limits', { least, most, unit })}</p> : null}
      {wasVisited && findings.length === 0 && value !== null ? <Doubts code={code} value={value} last={last} measured={measured} /> : null}
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
export const VitalsFields = ({ chart }: { readonly chart: Chart | null }) => {
  const measured = useMeasured(chart?.patient)();
  const n = useText(noteMessages);
  const { measures: vitals, change } = useTakenVitals();
  const isLacking = useIsLacking('vitals');
  const bmi = bodyMassIndex(vitals);
  // measured until the charts of the head end, at five years; what was written stays in sight
  const asked = measureOrder.filter((code) => code !== 'headCircumference' || vitals[code] !== null || (measured.months !== null && measured.months <= 60));
  const setValue = (code: VitalCode, value: number | null): void => {
    change((taken) => (taken.measures[code] === value ? taken : { ...taken, measures: { ...taken.measures, [code]: value } }));
  };
  return (
    <fieldset className={classes['vitals']} data-lacking={isLacking}>
      <legend>{n('part.vitals')}</legend>
      <div className={classes['vitalRow']}>
        {asked.map((code) => <VitalField key={code} code={code} value={vitals[code]} measured={measured} patient={chart?.patient} last={chart?.vitals.find((each) => each.code === code)?.value} onValue={setValue} />)}
        {bmi === null ? null : <p className={classes['bmi']}>{n('vital.bmi')} <b>{bmi}</b> kg/m² {chart === null ? null : <GrowthMark patient={chart.patient} indicator="bmi" value={bmi} />}</p>}
      </div>
      {chart === null ? null : <GrowthGlance patient={chart.patient} typed={{ weight: vitals.weight, height: vitals.height, head: vitals.headCircumference, bmi }} />}
      <NotTaken />
    </fieldset>
  );
};
