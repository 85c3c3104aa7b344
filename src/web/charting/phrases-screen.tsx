import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { fold } from '#kernel/fold.ts';
import { tokenNames } from '#kernel/phrase.ts';
import type { PhraseToken } from '#kernel/phrase.ts';
import type { PhraseWords, Specialty } from '#modules/charting/contract.ts';
import { IconPlus } from '../design/icons.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { listedPhrases, useLibraries } from '../record/phrases/api.ts';
import type { ListedPhrase } from '../record/phrases/api.ts';
import { PhraseForm } from '../record/phrases/phrase-form.tsx';
import { phraseMessages } from '../record/phrases/phrase-messages.ts';
import classes from './charting.module.css';
import { chartingMessages } from './messages.ts';
import { RetireDialog, ShareDialog } from './phrase-dialogs.tsx';
import { PhraseTable } from './phrase-table.tsx';
import type { PhraseAct } from './phrase-table.tsx';

const specialties = ['general', 'paediatrics', 'gynaecology', 'internal', 'cardiology'] as const satisfies readonly Specialty[];
const filters = ['all', 'own', 'clinic', ...specialties] as const;
type Filter = (typeof filters)[number];

const isOf = ({ library, specialty }: ListedPhrase, filter: Filter): boolean => filter === 'all' || library === filter || specialty === filter;

const matches = (phrase: ListedPhrase, words: readonly string[]): boolean => {
  const text = fold(`${phrase.shortcut} ${phrase.title} ${phrase.text}`);
  return words.every((word) => text.includes(word));
};

/** What a phrase may hold, as it is written. */
const Tokens = () => {
  const t = useText(chartingMessages);
  const p = useText(phraseMessages);
  const language = useLanguage();
  const tokens = (Object.keys(tokenNames) as PhraseToken[]).map((token) => ({ written: `{${tokenNames[token][language][0]}}`, says: p(`token.${token}`) }));
  const marks = [{ written: '***', says: t('tokens.wildcard') }, { written: t('tokens.example.pick'), says: t('tokens.pick') }, { written: t('tokens.example.optional'), says: t('tokens.optional') }];
  return (
    <Card className={classes['card'] ?? ''}>
      <h2>{t('tokens.title')}</h2>
      <dl className={classes['tokens']}>{[...marks, ...tokens].map(({ written, says }) => <div key={written}><dt>{written}</dt><dd>{says}</dd></div>)}</dl>
    </Card>
  );
};

const empty: PhraseWords = { shortcut: '', title: '', text: '' };
type Open = PhraseAct | { readonly is: 'new' };

const ActDialog = ({ act, onClose }: { readonly act: Open; readonly onClose: () => void }) => {
  const t = useText(chartingMessages);
  switch (act.is) {
    case 'new': return <PhraseForm title={t('new')} start={empty} changes={null} onClose={onClose} />;
    case 'edit': return <PhraseForm title={t('edit.title')} start={wordsOf(act.phrase)} changes={act.phrase} onClose={onClose} />;
    case 'adapt': return <PhraseForm title={t('adapt.title')} start={wordsOf(act.phrase)} changes={null} onClose={onClose} />;
    case 'share': return <ShareDialog phrase={act.phrase} onClose={onClose} />;
    case 'retire': return <RetireDialog phrase={act.phrase} onClose={onClose} />;
  }
};

const wordsOf = ({ shortcut, title, text }: ListedPhrase): PhraseWords => ({ shortcut, title, text });

type ListProps = { readonly phrases: readonly ListedPhrase[]; readonly onAct: (act: PhraseAct) => void };

const Found = ({ phrases, onAct }: ListProps) => {
  const t = useText(chartingMessages);
  const p = useText(phraseMessages);
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const box = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: 'b', label: t('search'), group: t('title'), run: () => { box.current?.focus(); } }]);
  const words = fold(typed).split(' ').filter((word) => word !== '').map((word) => word.replace(/^\./, ''));
  const found = phrases.filter((phrase) => isOf(phrase, filter) && matches(phrase, words));
  const labelOf = (value: Filter): string => (value === 'all' || value === 'own' || value === 'clinic' ? t(`filter.${value}`) : `${p('library.specialty')}: ${t(`specialty.${value}`)}`);
  return (
    <Card className={classes['card'] ?? ''}>
      <div className={classes['tools']}>
        <TextField ref={box} type="search" label={t('search')} value={typed} onChange={setTyped} />
        <ChoiceField label={t('filter')} value={filter} allowDeselect={false} choices={filters.map((value) => ({ value, label: labelOf(value) }))} onChange={(value) => { if (value !== null) setFilter(value); }} />
      </div>
      {found.length === 0 ? <EmptyState title={t('none')}>{t('none.says')}</EmptyState> : <PhraseTable phrases={found} onAct={onAct} />}
    </Card>
  );
};

/** The phrases one writes with: one's own, the clinic's, those of the specialties. `/frases`. */
export const PhrasesScreen = () => {
  const t = useText(chartingMessages);
  const { data, error, refetch } = useLibraries();
  const [act, setAct] = useState<Open | null>(null);
  const begin = (): void => { setAct({ is: 'new' }); };
  useShortcuts([{ keys: 'n', label: t('new'), group: t('title'), run: begin }]);
  return (
    <Page>
      <PageHeader title={t('title')} says={t('says')} actions={<Button leftSection={<IconPlus size={16} aria-hidden />} onClick={begin}>{t('new')}</Button>} />
      {error === null ? null : <ErrorState error={error} onRetry={() => { void refetch(); }} />}
      {data === undefined ? error === null ? <Loading /> : null : <Found phrases={listedPhrases(data)} onAct={setAct} />}
      <Tokens />
      {act === null ? null : <ActDialog act={act} onClose={() => { setAct(null); }} />}
    </Page>
  );
};
