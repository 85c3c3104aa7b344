import { Button } from '@mantine/core';
import type { PatientId } from '#kernel/ids.ts';
import type { NoteDiagnosis } from '#modules/documents/contract.ts';
import { IconListCheck } from '../../design/icons.ts';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { usePermission } from '../../session/session-context.ts';
import { summaryMessages } from './summary-messages.ts';
import { useRecordItem, useSummary } from './use-summary.ts';

/**
 * Takes the first of these diagnoses that is not in the problem list yet into it, with one key and no dialog; the next
 * press takes the next one. Nothing is taken by itself.
 */
export const PromoteProblem = ({ patientId, diagnoses }: { readonly patientId: PatientId; readonly diagnoses: readonly NoteDiagnosis[] }) => {
  const t = useText(summaryMessages);
  const may = usePermission();
  const summary = useSummary(patientId);
  const record = useRecordItem(patientId, () => undefined);
  const items = summary.data?.items;
  const listed = new Set((items ?? []).flatMap(({ content }) => (content.kind === 'problem' ? [content.code] : [])));
  const next = items === undefined || !may('edit-summary') ? undefined : diagnoses.find(({ code }) => !listed.has(code));
  const promote = (): void => {
    // a key held down asks once
    if (next === undefined || record.isPending) return;
    record.mutate({ item: null, content: { kind: 'problem', status: 'active', since: null, until: null, code: next.code, term: next.term, note: '' } });
  };
  useShortcuts([{ keys: 'Alt+P', label: t('promote.key'), group: t('group.problem'), inFields: true, isOn: next !== undefined, run: promote }]);
  if (next === undefined) return null;
  return (
    <Button variant="subtle" size="compact-sm" leftSection={<IconListCheck size={14} aria-hidden />} loading={record.isPending} onClick={promote} style={{ alignSelf: 'flex-start', height: 'auto', minHeight: 28 }} styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}>
      {t('promote', { term: next.term })} (Alt+P)
    </Button>
  );
};
