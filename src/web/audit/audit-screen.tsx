import { ActionIcon, Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { AuditEntryReply } from '#modules/audit/contract.ts';
import { DataTable } from '../design/data-table.tsx';
import { IconDots, IconDownload, IconShieldCheck } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import type { Severity } from '../design/severity.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { DateText } from '../design/text.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { faultOf } from '../api/step-up.ts';
import { noFilter } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { entryMessages } from './entry-messages.ts';
import classes from './audit.module.css';
import { IntegrityPanel } from './integrity-panel.tsx';
import { auditMessages } from './messages.ts';
import { sentenceOf } from './sentence.ts';
import { useEntries, useExport, useNames, useVerification } from './use-audit.ts';

const severities = { ok: 'good', refused: 'warning', failed: 'critical' } as const satisfies Record<AuditEntryReply['outcome'], Severity>;

const useWho = (): ((entry: AuditEntryReply) => string) => {
  const t = useText(auditMessages);
  const names = useNames();
  return ({ personId, login }) => {
    if (personId === null) return login === 'amate_gate' ? t('who.nobody') : t('who.system');
    return names.data?.find(({ id }) => id === personId)?.fullName ?? t('who.unknown');
  };
};

const dutyKey = (role: string | null): keyof typeof auditMessages | null => {
  const key = `duty.${role ?? ''}`;
  return key in auditMessages ? (key as 'duty.nurse') : null;
};

const EntryTable = ({ entries, onOpen }: { readonly entries: readonly AuditEntryReply[]; readonly onOpen: (entry: AuditEntryReply) => void }) => {
  const t = useText(auditMessages);
  const say = useText(entryMessages);
  const language = useLanguage();
  const who = useWho();
  const patientsText = (patients: readonly string[]): string | null => {
    if (patients.length === 0) return null;
    return patients.length === 1 ? t('patients.one', { tail: patients[0]?.slice(-6) ?? '' }) : t('patients.count', { count: patients.length });
  };
  return (
    <DataTable
      caption={t('caption')} rows={entries} rowKey={({ seq }) => String(seq)}
      columns={[
        { key: 'seq', heading: t('col.seq'), align: 'end', width: 70, cell: ({ seq }) => <Text c="dimmed" fz="sm" className="amate-numbers">{seq}</Text> },
        { key: 'at', heading: t('col.at'), width: 160, cell: ({ at }) => <DateText value={at} withTime /> },
        { key: 'who', heading: t('col.who'), wide: true, cell: (entry) => { const duty = dutyKey(entry.role); return <><Text translate="no">{who(entry)}</Text>{duty === null ? null : <Text c="dimmed" fz="sm">{t(duty)}</Text>}</>; } },
        { key: 'did', heading: t('col.did'), isRowHeading: true, wide: true, cell: (entry) => sentenceOf(entry, language) },
        { key: 'patient', heading: t('col.patient'), cell: ({ patients }) => <Text fz="sm" className="amate-numbers" {...(patients.length === 1 && patients[0] !== undefined ? { title: patients[0] } : {})}>{patientsText(patients)}</Text> },
        { key: 'outcome', heading: t('col.outcome'), cell: ({ outcome }) => <SeverityBadge severity={severities[outcome]}>{t(`outcome.${outcome}`)}</SeverityBadge> },
        { key: 'more', heading: say('more'), headingHidden: true, align: 'end', width: 56, cell: (entry) => <ActionIcon aria-label={say('more-of', { seq: entry.seq })} onClick={() => { onOpen(entry); }}><IconDots size={18} /></ActionIcon> },
      ]}
    />
  );
};

const Log = ({ log }: { readonly log: ReturnType<typeof useEntries> }) => {
  const t = useText(auditMessages);
  const [opened, setOpened] = useState<AuditEntryReply | null>(null);
  if (log.data === undefined) return log.error === null ? <Loading /> : <ErrorState error={log.error} onRetry={() => { void log.refetch(); }} />;
  const entries = log.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <EmptyState icon={IconShieldCheck} title={t('empty')} />;
  return (
    <>
      <EntryTable entries={entries} onOpen={setOpened} />
      <EntryDialog entry={opened} onClose={() => { setOpened(null); }} />
      <div className={classes['foot']}>
        {log.hasNextPage ? <Button variant="default" loading={log.isFetchingNextPage} onClick={() => { void log.fetchNextPage(); }}>{t('more')}</Button> : <Text c="dimmed">{t('all-shown')}</Text>}
      </div>
    </>
  );
};

/** The audit in plain words, its integrity, and a file of it for an outsider. */
export const AuditScreen = () => {
  const t = useText(auditMessages);
  const [filter, setFilter] = useState(noFilter);
  const log = useEntries(filter);
  const verification = useVerification();
  const exporting = useExport(() => { toast.done(t('export.done')); });
  const fault = faultOf(exporting.error);
  return (
    <Page>
      <PageHeader title={t('title')} says={t('says')} actions={<Button variant="default" leftSection={<IconDownload size={18} />} loading={exporting.isPending} onClick={() => { exporting.mutate(); }}>{t('export')}</Button>} />
      <div className={classes['stack']}>
        {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
        <IntegrityPanel verification={verification} />
        <AuditFilters filter={filter} onChange={setFilter} />
        <Card><Log log={log} /></Card>
        <Text c="dimmed" fz="sm">{t('patients.says')}</Text>
      </div>
    </Page>
  );
};
