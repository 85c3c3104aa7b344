import { percentileOf, zScore } from '#kernel/lms.ts';
import type { GrowthChart } from '#modules/growth/contract.ts';
import type { Chart } from '#modules/record/contract.ts';
import { useText } from '../i18n/use-text.ts';
import classes from './growth.module.css';
import { ScoreMark } from './growth-table.tsx';
import { growthMessages } from './messages.ts';
import { percentileText, zText } from './plot-scale.ts';
import { useGrowth, useIsGrowing } from './use-growth.ts';

/** Beyond these nobody grows: what WHO calls implausible of every measure. */
const IMPLAUSIBLE = 6;

type MarkProps = { readonly patient: Pick<Chart['patient'], 'id' | 'birthDate'>; readonly indicator: GrowthChart['indicator']; readonly value: number };

/** z and percentile of what is being typed, at today's age; nothing for adults and outside the tables. */
export const GrowthMark = ({ patient, indicator, value }: MarkProps) => {
  const t = useText(growthMessages);
  const { data } = useGrowth(patient.id, useIsGrowing(patient.birthDate));
  const chart = data?.charts.find((each) => each.indicator === indicator);
  if (chart === undefined || chart.now === null) return null;
  const z = zScore(chart.now, value, chart.isSkewed);
  if (!Number.isFinite(z)) return null;
  return (
    <span className={classes['mark']} data-growth={indicator}>
      {t('now.mark', { z: zText(z), percentile: percentileText(percentileOf(z)) })}<span className="amate-hidden">{t('now.hidden')}</span>
      <ScoreMark z={z} isPlausible={Math.abs(z) <= IMPLAUSIBLE} />
    </span>
  );
};
