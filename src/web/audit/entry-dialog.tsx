import { Button, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { AuditEntryReply, StateBeforeReply } from '#modules/audit/contract.ts';
import { call } from '../api/call.ts';
import { DataTable } from '../design/data-table.tsx';
import { Dialog } from '../design/dialog.tsx';
import { IconDownload } from '../design/icons.ts';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { usePermission } from '../session/session-context.ts';
import { proveEntry, readStateBefore } from './api.ts';
import classes from './audit.module.css';
import { entryMessages } from './entry-messages.ts';
import { save } from './save-file.ts';
import { sentenceOf } from './sentence.ts';

type Line = { readonly column: string; readonly value: string | null; readonly isChanged: boolean };

const StateTable = ({ state }: { readonly state: StateBeforeReply }) => {
  const t = useText(entryMessages);
  const shown = (value: unknown): string | null => (value === null ? null : typeof value === 'string' ? value : JSON.stringify(value));
  const lines: readonly Line[] = [
    ...Object.entries(state.columns).map(([column, value]) => ({ column, value: shown(value), isChanged: state.changed.includes(column) })),
    ...state.sealed.map(({ column, bytes }) => ({ column, value: t('sealed', { bytes }), isChanged: state.changed.includes(column) })),
  ].sort((one, other) => Number(other.isChanged) - Number(one.isChanged) || (one.column < other.column ? -1 : 1));
  return (
    <>
      <div><SeverityBadge severity={state.isProven ? 'good' : 'critical'}>{t(state.isProven ? 'proven' : 'not-proven')}</SeverityBadge></div>
      <DataTable
        caption={t('before')} rows={lines} rowKey={({ column }) => column}
        columns={[
          { key: 'column', heading: t('column'), isRowHeading: true, cell: ({ column }) => <span className={classes['column']} translate="no">{column}</span> },
          { key: 'value', heading: t('value'), wide: true, cell: ({ value }) => (value === null ? <Text c="dimmed" fz="sm">{t('none')}</Text> : <span className={classes['value']} translate="no">{value}</span>) },
          { key: 'changed', heading: t('changed-heading'), headingHidden: true, cell: ({ isChanged }) => (isChanged ? <SeverityBadge severity="info">{t('changed')}</SeverityBadge> : null) },
        ]}
      />
      <Text c="dimmed" fz="sm">{t('columns-says')}</Text>
    </>
  );
};

const EarlierState = ({ seq }: { readonly seq: number }) => {
  const t = useText(entryMessages);
  const found = useQuery({ queryKey: ['audit-state', seq], queryFn: ({ signal }) => call(readStateBefore, { params: { seq: String(seq) } }, { signal }), retry: false, gcTime: 0 });
  return (
    <section className={classes['section']}>
      <Title order={3} fz="md">{t('before')}</Title>
      {found.data === undefined ? (found.error === null ? <Loading /> : <ErrorState error={found.error} />) : <StateTable state={found.data} />}
    </section>
  );
};

const Proof = ({ seq }: { readonly seq: number }) => {
  const t = useText(entryMessages);
  const proving = useMutation({
    mutationFn: () => call(proveEntry, { params: { seq: String(seq) } }),
    onSuccess: (proof) => {
      save(new Blob([`${JSON.stringify(proof)}\n`], { type: 'application/json' }), `amate-prueba-${String(seq)}.json`);
      toast.done(t('proof-done'));
    },
  });
  return (
    <section className={classes['section']}>
      <Title order={3} fz="md">{t('proof')}</Title>
      <Text fz="sm">{t('proof-says')}</Text>
      {proving.error === null ? null : <Notice severity="critical" live>{proving.error.message}</Notice>}
      <div><Button variant="default" leftSection={<IconDownload size={18} />} loading={proving.isPending} onClick={() => { proving.mutate(); }}>{t('proof-download')}</Button></div>
    </section>
  );
};

const isChange = ({ action, detail }: AuditEntryReply): boolean => action.startsWith('row.') && detail['before_sha256'] !== undefined;

/** One entry: what the row was before, where it tells of a change, and the proof that it is in the log. */
export const EntryDialog = ({ entry, onClose }: { readonly entry: AuditEntryReply | null; readonly onClose: () => void }) => {
  const t = useText(entryMessages);
  const language = useLanguage();
  const may = usePermission();
  return (
    <Dialog opened={entry !== null} onClose={onClose} size="lg" title={entry === null ? '' : t('title', { seq: entry.seq })}>
      {entry === null ? null : (
        <div className={classes['stack']}>
          <Text>{sentenceOf(entry, language)}</Text>
          {isChange(entry) && may('read-earlier-states') ? <EarlierState seq={entry.seq} /> : null}
          <Proof seq={entry.seq} />
        </div>
      )}
    </Dialog>
  );
};
