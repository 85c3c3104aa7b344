import { Button, Group } from '@mantine/core';
import { DataTable } from '../design/data-table.tsx';
import { useText } from '../i18n/use-text.ts';
import type { ListedPhrase } from '../record/phrases/api.ts';
import { phraseMessages } from '../record/phrases/phrase-messages.ts';
import { PhraseExample } from '../record/phrases/phrase-preview.tsx';
import { usePermission } from '../session/session-context.ts';
import classes from './charting.module.css';
import { chartingMessages } from './messages.ts';

export type PhraseAct = { readonly is: 'edit' | 'adapt' | 'share' | 'retire'; readonly phrase: ListedPhrase };

/** What this person may do with a phrase of that library. */
const actsOf = ({ library }: ListedPhrase, mayEditClinic: boolean): readonly PhraseAct['is'][] => {
  if (library === 'own') return mayEditClinic ? ['edit', 'share', 'retire'] : ['edit', 'retire'];
  return library === 'clinic' && mayEditClinic ? ['edit', 'adapt', 'retire'] : ['adapt'];
};

type TableProps = { readonly phrases: readonly ListedPhrase[]; readonly onAct: (act: PhraseAct) => void };

/** Phrases by short name, as they would read, with what can be done with each. */
export const PhraseTable = ({ phrases, onAct }: TableProps) => {
  const t = useText(chartingMessages);
  const p = useText(phraseMessages);
  const mayEditClinic = usePermission()('edit-clinic-phrases');
  const libraryOf = ({ library, specialty }: ListedPhrase): string => (specialty === null ? p(`library.${library}`) : t(`specialty.${specialty}`));
  return (
    <DataTable
      caption={t('caption')} rows={phrases} rowKey={({ library, shortcut }) => `${library} ${shortcut}`}
      columns={[
        { key: 'shortcut', heading: t('col.shortcut'), isRowHeading: true, cell: ({ shortcut, title, isHidden }) => <><b translate="no">.{shortcut}</b><div>{title}</div>{isHidden ? <small className={classes['hidden']}>{t('hidden')}</small> : null}</> },
        { key: 'text', heading: t('col.text'), wide: true, cell: ({ text }) => <div className={classes['text']}><PhraseExample text={text} /></div> },
        { key: 'library', heading: t('col.library'), cell: (phrase) => libraryOf(phrase) },
        { key: 'acts', heading: t('col.acts'), headingHidden: true, wide: true, cell: (phrase) => (
          <Group gap={6}>{actsOf(phrase, mayEditClinic).map((is) => <Button key={is} size="compact-md" variant="default" aria-label={`${t(is)}: ${phrase.title}`} onClick={() => { onAct({ is, phrase }); }}>{t(is)}</Button>)}</Group>
        ) },
      ]}
    />
  );
};
