import { ageAt, formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { GrowthChart, GrowthPoint } from '#modules/growth/contract.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { growthMessages } from './messages.ts';
import { percentileText, zText } from './plot-scale.ts';

const DAYS_OF_MONTH = 30.4375;
const NEWBORN = 28;

export type GrowthWords = {
  /** `1 año 2 meses`; days below four weeks. */
  readonly age: (point: Pick<GrowthPoint, 'on' | 'days'>) => string;
  readonly corrected: (days: number) => string;
  /** z and percentile, or why there are none. */
  readonly score: (point: Pick<GrowthPoint, 'z' | 'percentile' | 'why'>) => string;
  /** All that is known of a point, to be read aloud or under the chart. */
  readonly point: (chart: Pick<GrowthChart, 'unit' | 'indicator'>, point: GrowthPoint) => string;
};

export const useGrowthWords = (birthDate: string | null): GrowthWords => {
  const t = useText(growthMessages);
  const language = useLanguage();
  const span = (months: number): string => {
    const [years, rest] = [Math.floor(months / 12), months % 12];
    if (months < 24) return t('age.months', { months });
    return rest === 0 ? t('age.years', { years }) : t('age.years-months', { years, months: rest });
  };
  const age: GrowthWords['age'] = ({ on, days }) => {
    if (days < NEWBORN || birthDate === null || !isCivilDate(birthDate) || !isCivilDate(on)) return t('age.days', { days });
    const { years, months } = ageAt(birthDate, on);
    return years * 12 + months === 0 ? t('age.days', { days }) : span(years * 12 + months);
  };
  const corrected: GrowthWords['corrected'] = (days) => {
    if (days < 0) return t('age.before', { days: -days });
    const months = Math.floor(days / DAYS_OF_MONTH);
    return days < NEWBORN || months === 0 ? t('age.days', { days }) : span(months);
  };
  const score: GrowthWords['score'] = ({ z, percentile, why }) =>
    z === null || percentile === null ? t(`why.${why ?? 'beyond-table'}`) : t('point.score', { z: zText(z), percentile: percentileText(percentile) });
  return {
    age, corrected, score,
    point: ({ unit, indicator }, given) => [
      t('point.is', { on: isCivilDate(given.on) ? formatCivilDate(given.on, language) : given.on, value: given.value, unit, age: age(given) }),
      ...(indicator === 'weight-for-length' ? [t('point.length', { x: given.x })] : []),
      ...(given.corrected === null ? [] : [t('point.corrected', { age: corrected(given.corrected) })]), score(given), ...(given.isPlausible ? [] : [t('implausible')]),
    ].join(' · '),
  };
};
