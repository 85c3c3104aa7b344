import { Button, Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { UnsignedDraft } from '#modules/record/contract.ts';
import { call } from '../api/call.ts';
import { IconSignature } from '../design/icons.ts';
import { Kbd } from '../design/kbd.tsx';
import { Page, PageHeader } from '../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { listUnsigned } from './api.ts';
import { batchMessages } from './batch/batch-messages.ts';
import classes from './batch/batch.module.css';
import { useMoment } from './consult/conflict-dialog.tsx';
import { useFindingText } from './consult/finding-lines.tsx';
import { DocumentTypeContext, useDocumentTypes, useKindName } from './form/use-document-types.ts';

const BatchDialog = lazy(async () => ({ default: (await import('./batch/batch-dialog.tsx')).BatchDialog }));

const blocking = ({ findings }: UnsignedDraft) => findings.filter(({ blocks }) => blocks);

const Blocks = ({ draft }: { readonly draft: UnsignedDraft }) => {
  const textOf = useFindingText();
  return (
    <ul className={classes['blocks']}>
      {blocking(draft).map((finding) => {
        const { says, numeral } = textOf(finding);
        return <li key={`${finding.field} ${finding.code}`}>{says} {numeral}</li>;
      })}
    </ul>
  );
};

type LineProps = { readonly draft: UnsignedDraft; readonly isChosen: boolean; readonly onChoose: (isChosen: boolean) => void };

/** One draft: whose, what, since when, and what blocks it by numeral and field. */
const DraftLine = ({ draft, isChosen, onChoose }: LineProps) => {
  const t = useText(batchMessages);
  const kindName = useKindName();
  const moment = useMoment();
  const { types } = useDocumentTypes();
  const title = kindName(draft.kind);
  const count = blocking(draft).length;
  return (
    <li className={classes['line']} data-draft={draft.noteId}>
      <Checkbox aria-label={t('choose', { title, name: draft.patientName })} disabled={count > 0} checked={isChosen} onChange={(event) => { onChoose(event.currentTarget.checked); }} />
      <div className={classes['what']}>
        <b translate="no">{draft.patientName}</b> · {title}
        <p>{t('saved-at', { at: moment(draft.savedAt) })}{draft.excerpt === '' ? '' : ` · ${draft.excerpt}`}</p>
        {count === 0 ? null : <DocumentTypeContext value={types.find(({ kind }) => kind === draft.kind) ?? null}><Blocks draft={draft} /></DocumentTypeContext>}
      </div>
      <span className={classes['state']} data-is={count === 0 ? 'ready' : 'blocked'}>{count === 0 ? t('complete') : t('blocked', { count })}</span>
      <Button component={Link} href={`/consulta/${draft.noteId}`} variant="default" size="compact-md" aria-label={t('open.of', { title, name: draft.patientName })}>{t('open')}</Button>
    </li>
  );
};

/** One's own unsigned drafts with what blocks each; those that are complete are signed together. `/mis-borradores`. */
export const UnsignedScreen = () => {
  const t = useText(batchMessages);
  const queries = useQueryClient();
  const asked = useQuery({ queryKey: ['unsigned'], gcTime: 0, queryFn: ({ signal }) => call(listUnsigned, {}, { signal }) });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [signing, setSigning] = useState<readonly UnsignedDraft[] | null>(null);
  const drafts = asked.data?.drafts ?? [];
  const complete = drafts.filter((draft) => blocking(draft).length === 0);
  const picked = complete.filter(({ noteId }) => chosen.has(noteId));
  const all = (): void => { setChosen(new Set(complete.map(({ noteId }) => noteId))); };
  const sign = (): void => { if (picked.length > 0) setSigning(picked); };
  const close = (): void => {
    setSigning(null);
    setChosen(new Set());
    for (const queryKey of [['unsigned'], ['chart'], ['note']]) void queries.invalidateQueries({ queryKey });
  };
  useShortcuts([
    { keys: 'a', label: t('all'), group: t('title'), isOn: complete.length > 0, run: all },
    { keys: 'Mod+Enter', label: t('sign', { count: picked.length }), group: t('title'), inFields: true, isOn: picked.length > 0, run: sign },
  ]);
  if (asked.data === undefined) return <Page><PageHeader title={t('title')} />{asked.error === null ? <Loading /> : <ErrorState error={asked.error} onRetry={() => { void asked.refetch(); }} />}</Page>;
  if (drafts.length === 0) return <Page><PageHeader title={t('title')} /><EmptyState title={t('none')} /></Page>;
  return (
    <Page>
      <PageHeader
        title={t('title')} says={t('says')}
        actions={<>
          <Button variant="default" disabled={complete.length === 0} rightSection={<Kbd keys="a" />} onClick={all}>{t('all')}</Button>
          <Button disabled={picked.length === 0} leftSection={<IconSignature size={18} aria-hidden />} onClick={sign}>{t('sign', { count: picked.length })}</Button>
        </>}
      />
      <ul className={classes['list']}>
        {drafts.map((draft) => (
          <DraftLine
            key={draft.noteId} draft={draft} isChosen={chosen.has(draft.noteId)}
            onChoose={(isChosen) => { setChosen(new Set(isChosen ? [...chosen, draft.noteId] : [...chosen].filter((id) => id !== draft.noteId))); }}
          />
        ))}
      </ul>
      {asked.data.more ? <p>{t('more')}</p> : null}
      {signing === null ? null : <Suspense fallback={null}><BatchDialog drafts={signing} onClose={close} /></Suspense>}
    </Page>
  );
};
