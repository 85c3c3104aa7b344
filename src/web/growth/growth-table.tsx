import { Link } from 'wouter';
import type { PatientId } from '#kernel/ids.ts';
import type { GrowthChart, GrowthPoint } from '#modules/growth/contract.ts';
import { DataTable } from '../design/data-table.tsx';
import type { Column } from '../design/data-table.tsx';
import { SeverityBadge } from '../design/severity.tsx';
import { DateText } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import classes from './growth.module.css';
import { growthMessages } from './messages.ts';
import { percentileText, zText } from './plot-scale.ts';
import type { GrowthWords } from './use-words.ts';

/** What is to be looked at: a word beside the number, never a colour alone. */
export const ScoreMark = ({ z, isPlausible }: { readonly z: number; readonly isPlausible: boolean }) => {
  const t = useText(growthMessages);
  if (!isPlausible) return <SeverityBadge severity="critical">{t('implausible')}</SeverityBadge>;
  if (Math.abs(z) > 3) return <SeverityBadge severity="critical">{t('outside.three')}</SeverityBadge>;
  return Math.abs(z) > 2 ? <SeverityBadge severity="warning">{t('outside.two')}</SeverityBadge> : null;
};

type TableProps = { readonly chart: GrowthChart; readonly patientId: PatientId; readonly words: GrowthWords; readonly isLinked: boolean };

/** The same as the chart, in rows: the newest first. */
export const GrowthTable = ({ chart, patientId, words, isLinked }: TableProps) => {
  const t = useText(growthMessages);
  const isCorrected = chart.points.some(({ corrected }) => corrected !== null);
  const corrected: Column<GrowthPoint> = { key: 'corrected', heading: t('col.corrected'), cell: (point) => (point.corrected === null ? '' : words.corrected(point.corrected)) };
  const length: Column<GrowthPoint> = { key: 'length', heading: t('col.length'), align: 'end', cell: ({ x }) => `${String(x)} cm` };
  return (
    <DataTable
      caption={`${t('table')}: ${t(`for-age.${chart.indicator}`)}`} rows={chart.points.toReversed()} rowKey={({ noteId }) => noteId}
      columns={[
        { key: 'on', heading: t('col.on'), isRowHeading: true, cell: ({ noteId, on }) => (isLinked ? <Link href={`/pacientes/${patientId}?nota=${noteId}`} className={classes['link'] ?? ''}><DateText value={on} /></Link> : <DateText value={on} />) },
        { key: 'age', heading: t('col.age'), cell: (point) => words.age(point) },
        ...(isCorrected ? [corrected] : []), ...(chart.indicator === 'weight-for-length' ? [length] : []),
        { key: 'value', heading: t('col.value'), align: 'end', cell: ({ value }) => `${String(value)} ${chart.unit}` },
        { key: 'z', heading: t('col.z'), align: 'end', cell: ({ z }) => (z === null ? '–' : zText(z)) },
        { key: 'percentile', heading: t('col.percentile'), align: 'end', cell: ({ percentile }) => (percentile === null ? '–' : percentileText(percentile)) },
        { key: 'says', heading: t('col.says'), wide: true, cell: ({ z, isPlausible, why }) => (z === null ? t(`why.${why ?? 'beyond-table'}`) : <ScoreMark z={z} isPlausible={isPlausible} />) },
      ]}
    />
  );
};
