import { ActionIcon } from '@mantine/core';
import { DataTable } from '../design/data-table.tsx';
import { IconPencil } from '../design/icons.ts';
import { DateText } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import type { Dose } from './doses.ts';
import { vaccineMessages } from './messages.ts';
import classes from './vaccines.module.css';

/** Everything on record, the newest first. */
export const DoseTable = ({ doses, onChange }: { readonly doses: readonly Dose[]; readonly onChange: ((dose: Dose) => void) | null }) => {
  const t = useText(vaccineMessages);
  if (doses.length === 0) return <p className={classes['quiet']}>{t('recorded.none')}</p>;
  return (
    <DataTable
      caption={t('recorded')} rows={doses} rowKey={({ itemId }) => itemId}
      columns={[
        { key: 'day', heading: t('col.day'), width: 130, cell: ({ content }) => (content.since === null ? t('day.unknown') : <DateText value={content.since} />) },
        {
          key: 'vaccine', heading: t('col.vaccine'), isRowHeading: true, wide: true,
          cell: ({ content }) => <><span className={classes['name']}>{content.vaccine}</span><span className={classes['under']}>{[content.status === 'refused' ? t('status.refused') : '', content.dose, content.reaction ?? '', content.note].filter((part) => part !== '').join(' · ')}</span></>,
        },
        { key: 'number', heading: t('col.number'), width: 80, cell: ({ content }) => content.number ?? '' },
        { key: 'lot', heading: t('col.lot'), width: 130, cell: ({ content }) => content.lot },
        { key: 'source', heading: t('col.source'), cell: ({ content }) => t(content.source === undefined ? 'source.none' : `source.${content.source}`) },
        { key: 'by', heading: t('col.by'), cell: ({ recordedBy, recordedAt }) => <>{recordedBy}<span className={classes['under']}><DateText value={recordedAt} /></span></> },
        ...(onChange === null ? [] : [{
          key: 'act', heading: t('col.act'), headingHidden: true, align: 'end' as const, width: 44,
          cell: (dose: Dose) => <ActionIcon className="amate-no-print" aria-label={t('change', { vaccine: dose.content.vaccine })} onClick={() => { onChange(dose); }}><IconPencil size={16} /></ActionIcon>,
        }]),
      ]}
    />
  );
};
