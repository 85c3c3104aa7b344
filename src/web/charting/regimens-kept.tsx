import { Button } from '@mantine/core';
import { DataTable } from '../design/data-table.tsx';
import { Card } from '../design/page.tsx';
import { useText } from '../i18n/use-text.ts';
import { medicineText } from '../record/note/note-words.tsx';
import { useKeepRegimen, useRegimens } from '../record/regimens/api.ts';
import { regimenMessages } from '../record/regimens/regimen-messages.ts';
import classes from './charting.module.css';
import { templateLibraryMessages } from './template-library-messages.ts';

/** The medicine lines one uses again and again; those that were kept can be let go. */
export const RegimensKept = () => {
  const t = useText(templateLibraryMessages);
  const r = useText(regimenMessages);
  const regimens = useRegimens();
  const { letGo } = useKeepRegimen();
  return (
    <Card className={classes['card'] ?? ''}>
      <h2>{t('regimens.title')}</h2>
      <p className={classes['text']}>{t('regimens.says')}</p>
      {regimens.length === 0 ? <p className={classes['text']}>{t('regimens.none')}</p> : (
        <DataTable
          caption={t('regimens.title')} rows={regimens} rowKey={(regimen) => medicineText(regimen)}
          columns={[
            { key: 'name', heading: r('col.line'), isRowHeading: true, cell: (regimen) => medicineText(regimen) },
            { key: 'why', heading: r('col.why'), cell: ({ keptAs, times }) => (keptAs === null ? r('learned', { times }) : r('kept')) },
            { key: 'acts', heading: r('col.acts'), headingHidden: true, cell: (regimen) => (regimen.keptAs === null ? null : <Button size="compact-md" variant="default" aria-label={`${t('regimens.retire')}: ${regimen.name}`} onClick={() => { letGo(regimen); }}>{t('regimens.retire')}</Button>) },
          ]}
        />
      )}
    </Card>
  );
};
