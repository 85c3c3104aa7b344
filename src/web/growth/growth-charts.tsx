import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { PatientId } from '#kernel/ids.ts';
import type { Growth, GrowthChart, GrowthPoint } from '#modules/growth/contract.ts';
import { EmptyState } from '../design/states.tsx';
import { IconClipboardText } from '../design/icons.ts';
import { Notice } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { GrowthPlot } from './growth-plot.tsx';
import { GrowthTable } from './growth-table.tsx';
import classes from './growth.module.css';
import { growthMessages } from './messages.ts';
import { windowAt, windowsOf } from './plot-scale.ts';
import type { WindowName } from './plot-scale.ts';
import { useGrowthWords } from './use-words.ts';

export type Typed = Readonly<Record<'weight' | 'height' | 'bmi' | 'head', number | null>>;

const unsignedOf = (typed: Typed | undefined, which: GrowthChart['indicator'], { days, judgedDays }: Growth): { readonly x: number; readonly value: number } | null => {
  if (typed === undefined || days === null) return null;
  const value = which === 'weight-for-length' ? typed.weight : typed[which];
  // from two years on the size is taken standing, 0.7 cm shorter
  const length = typed.height === null ? null : typed.height + (days < 731 ? 0 : 0.7);
  const x = which === 'weight-for-length' ? length : judgedDays ?? days;
  return value === null || x === null ? null : { x, value };
};

type ChartsProps = {
  readonly patientId: PatientId;
  readonly growth: Growth;
  /** What a note in work says; in it no point leads away. */
  readonly typed?: Typed;
};

/** Which ages are shown: what was chosen while the measure has a line there, else those of today. */
const useWindow = (chart: GrowthChart, days: number) => {
  const [asked, setAsked] = useState<WindowName | null>(null);
  const names = windowsOf(chart, days);
  return { names, window: asked !== null && names.includes(asked) ? asked : windowAt(names, days), choose: setAsked };
};

type OneProps = ChartsProps & { readonly chart: GrowthChart; readonly sex: 'H' | 'M'; readonly choices: ReactNode };

const OneChart = ({ patientId, growth, typed, chart, sex, choices }: OneProps) => {
  const t = useText(growthMessages);
  const [, go] = useLocation();
  const words = useGrowthWords(growth.birthDate);
  const days = growth.days ?? 0;
  const { names, window, choose } = useWindow(chart, days);
  const which = chart.indicator;
  const open = typed === undefined ? ({ noteId }: GrowthPoint): void => { go(`/pacientes/${patientId}?nota=${noteId}`); } : null;
  return (
    <>
      <div className={`${classes['choices'] ?? ''} amate-no-print`}>
        {choices}
        {window === null ? null : <SegmentedControl aria-label={t('window.label')} value={window} onChange={choose} data={names.map((name) => ({ value: name, label: t(`window.${name}`) }))} />}
      </div>
      <h2 className={classes['heading']}>{[t(`for-age.${which}`), t(`sex.${sex}`), ...(window === null ? [] : [t(`window.${window}`)])].join(', ')}</h2>
      {window === null ? null : (
        <GrowthPlot key={`${which} ${window}`} chart={chart} window={window} sex={sex} words={words} unsigned={unsignedOf(typed, which, growth)} onOpen={open} />
      )}
      {chart.points.length === 0 ? null : <GrowthTable chart={chart} patientId={patientId} words={words} isLinked={typed === undefined} />}
    </>
  );
};

/** A child's charts, one at a time: which measure, which ages, the lines, the points and the same in rows. */
export const GrowthCharts = ({ patientId, growth, typed }: ChartsProps) => {
  const t = useText(growthMessages);
  const { charts, sex, unavailable } = growth;
  // weight ends at ten years: begin with what has a line today
  const [which, setWhich] = useState(() => charts.find(({ now }) => now !== null)?.indicator ?? 'weight');
  const chart = charts.find(({ indicator }) => indicator === which);
  if (sex === null || chart === undefined) return <Notice severity="info">{t(`without.${unavailable ?? 'no-sex'}`)}</Notice>;
  const isNothing = typed === undefined && charts.every(({ points }) => points.length === 0);
  const choices = <SegmentedControl aria-label={t('which.label')} value={which} onChange={setWhich} data={charts.map(({ indicator }) => ({ value: indicator, label: t(`which.${indicator}`) }))} />;
  return (
    <div className={classes['charts']}>
      {isNothing ? <EmptyState icon={IconClipboardText} title={t('none.title')}>{t('none.says')}</EmptyState> : null}
      <OneChart patientId={patientId} growth={growth} chart={chart} sex={sex} choices={choices} {...(typed === undefined ? {} : { typed })} />
      <p className={classes['quiet']}>{t('source')}</p>
    </div>
  );
};
