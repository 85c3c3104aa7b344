import { ActionIcon, Button, Menu } from '@mantine/core';
import { encounterKinds } from './encounter-kinds.ts';
import type { Chart, ChartEntry } from '#modules/record/contract.ts';
import { useLocation } from 'wouter';
import { IconChevronDown, IconPencil, IconPlus } from '../../design/icons.ts';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { usePermission, useSession } from '../../session/session-context.ts';
import { chartMessages } from './chart-messages.ts';
import { useStartVisit } from './use-start-visit.ts';

/** Starts a note, or goes on with one's own open draft: a visit has one. */
export const NewNote = ({ chart, entries }: { readonly chart: Chart; readonly entries: readonly ChartEntry[] }) => {
  const t = useText(chartMessages);
  const may = usePermission();
  const { session } = useSession();
  const [, go] = useLocation();
  const start = useStartVisit();
  const mayWrite = may('write-note');
  const draft = entries.find(({ state, kind, authorId }) => state === 'draft' && kind === 'evolution' && authorId === session.personId);
  const run = (): void => {
    if (draft === undefined) start.mutate({ patientId: chart.patient.id, kind: 'outpatient' });
    else go(`/consulta/${draft.noteId}`);
  };
  const label = t(draft === undefined ? 'new-note' : 'continue-draft');
  useShortcuts([{ keys: 'n', label, group: t('record'), isOn: mayWrite, run }]);
  if (!mayWrite) return null;
  return (
    <Button.Group>
      <Button leftSection={draft === undefined ? <IconPlus size={16} aria-hidden /> : <IconPencil size={16} aria-hidden />} loading={start.isPending} onClick={run}>{label}</Button>
      {draft !== undefined ? null : (
        <Menu position="bottom-end">
          <Menu.Target><ActionIcon variant="filled" color="jade" size={36} aria-label={t('new-note.more')} style={{ borderStartStartRadius: 0, borderEndStartRadius: 0, borderInlineStart: '1px solid rgb(255 255 255 / 35%)' }}><IconChevronDown size={16} /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            {encounterKinds.map((kind) => <Menu.Item key={kind} onClick={() => { start.mutate({ patientId: chart.patient.id, kind }); }}>{t(`kind.${kind}`)}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  );
};
