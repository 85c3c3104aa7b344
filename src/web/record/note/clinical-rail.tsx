import { ActionIcon, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Measured } from '#kernel/vital-ranges.ts';
import type { Chart } from '#modules/record/contract.ts';
import { IconPlus } from '../../design/icons.ts';
import { DateText } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { StickyNotes } from '../../patients/sticky-notes.tsx';
import { CarryButton } from '../carry/carry-button.tsx';
import { IconTextPlus } from '../icons.ts';
import { LevelMark, useMeasured } from '../vitals/level-mark.tsx';
import { changeOf, measures, measureOrder, writeVital } from '../vitals/measures.ts';
import { SummaryRail } from '../summary/summary-rail.tsx';
import { ChangeMark } from './change-mark.tsx';
import { noteMessages } from './note-messages.ts';
import { medicineText } from './note-words.tsx';
import classes from './note.module.css';
import { railMessages } from './rail-messages.ts';

type Problem = Chart['problems'][number];
type LastVitalType = Chart['vitals'][number];
type LastPlan = NonNullable<Chart['lastPlan']>;

/** What the consult does with the rail's contents; the chart only reads them. */
export type RailActs = {
  readonly addProblem: (problem: Problem) => Promise<void>;
  readonly insertVitals: (vitals: readonly LastVitalType[]) => void;
  readonly bringPlan: (plan: LastPlan) => void;
  readonly bringMedicines: (plan: LastPlan) => void;
};

type PartProps = { readonly heading: string; readonly act?: ReactNode; readonly children: ReactNode };

const RailPart = ({ heading, act, children }: PartProps) => (
  <section className={classes['railPart']}><header><h2>{heading}</h2>{act}</header>{children}</section>
);

const Problems = ({ problems, acts }: { readonly problems: readonly Problem[]; readonly acts: RailActs | undefined }) => {
  const t = useText(railMessages);
  return (
    <RailPart heading={t('problems')}>
      {problems.length === 0 ? <p className={classes['railEmpty']}>{t('no-problems')}</p> : (
        <ul className={classes['list']} style={{ gap: 0 }}>
          {problems.map((problem) => (
            <li key={problem.code} className={classes['railItem']}>
              <span>
                <span className={classes['code']}>{problem.code}</span>{problem.term}
                <span className={classes['under']}>{t('times', { times: problem.times })} · {t('last-time')} <DateText value={problem.lastAt} /></span>
              </span>
              {acts === undefined ? null : (
                <ActionIcon size="sm" aria-label={t('add-problem', { term: problem.term })} onClick={() => { void acts.addProblem(problem); }}><IconPlus size={15} /></ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
    </RailPart>
  );
};

const LastVital = ({ vital: { code, value, previous, at }, withDate, measured }: { readonly vital: LastVitalType; readonly withDate: boolean; readonly measured: Measured }) => {
  const n = useText(noteMessages);
  const change = changeOf(value, previous);
  return (
    <li className={classes['railItem']}>
      <span>{n(`vital.${code}`)}</span>
      <LevelMark code={code} value={value} measured={measured} />
      {change === null ? null : <ChangeMark change={change} unit={measures[code].unit} />}
      <span className={classes['value']}>{writeVital(code, value)} <span className={classes['unit']}>{measures[code].unit}</span></span>
      {withDate ? <span className={classes['when']}><DateText value={at} /></span> : null}
    </li>
  );
};

const LastVitals = ({ vitals, patient, acts }: { readonly vitals: readonly LastVitalType[]; readonly patient: Chart['patient']; readonly acts: RailActs | undefined }) => {
  const t = useText(railMessages);
  const measured = useMeasured(patient);
  const ordered = measureOrder.flatMap((code) => vitals.filter((vital) => vital.code === code));
  const [first] = ordered;
  if (first === undefined) return null;
  const isOneDay = ordered.every(({ at }) => at === first.at);
  return (
    <RailPart
      heading={t('vitals')}
      act={acts === undefined ? null : <ActionIcon size="sm" aria-label={t('insert-vitals')} onClick={() => { acts.insertVitals(ordered); }}><IconTextPlus size={15} /></ActionIcon>}
    >
      {isOneDay ? <p className={classes['under']}><DateText value={first.at} /></p> : null}
      <ul className={classes['list']} style={{ gap: 0 }}>{ordered.map((vital) => <LastVital key={vital.code} vital={vital} withDate={!isOneDay} measured={measured(vital.at)} />)}</ul>
    </RailPart>
  );
};

const LastPlanPart = ({ plan, acts }: { readonly plan: LastPlan; readonly acts: RailActs | undefined }) => {
  const t = useText(railMessages);
  return (
    <RailPart heading={t('last-plan')} act={acts === undefined ? null : <CarryButton />}>
      <p className={classes['under']}><DateText value={plan.at} /></p>
      <p className={classes['prose']} style={{ fontSize: '0.8125rem' }}>{plan.plan}</p>
      {acts === undefined || plan.plan === '' ? null : <Button variant="subtle" size="compact-sm" leftSection={<IconTextPlus size={15} aria-hidden />} onClick={() => { acts.bringPlan(plan); }}>{t('bring-plan')}</Button>}
      {plan.medicines.length === 0 ? null : (
        <ul className={classes['list']} style={{ gap: 0, marginTop: 4 }}>
          {plan.medicines.map((medicine, at) => <li key={`${String(at)} ${medicine.name}`} className={classes['railItem']}><span>{medicineText(medicine)}</span></li>)}
        </ul>
      )}
      {acts === undefined || plan.medicines.length === 0 ? null : (
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => { acts.bringMedicines(plan); }}>{t('bring-medicines', { count: plan.medicines.length })}</Button>
      )}
    </RailPart>
  );
};

/** What to know before typing: allergies, problems and medicines on record, diagnoses seen, last vital signs and how they moved, last plan. */
export const ClinicalRail = ({ chart, acts }: { readonly chart: Pick<Chart, 'patient' | 'problems' | 'vitals' | 'lastPlan'>; readonly acts?: RailActs }) => (
  <div className={classes['rail']}>
    {chart.lastPlan === null ? null : <LastPlanPart plan={chart.lastPlan} acts={acts} />}
    <SummaryRail patient={chart.patient} seen={chart.problems} />
    <StickyNotes patientId={chart.patient.id} />
    <Problems problems={chart.problems} acts={acts} />
    <LastVitals vitals={chart.vitals} patient={chart.patient} acts={acts} />
  </div>
);
