import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import type { PatientId, PersonId } from '#kernel/ids.ts';
import type { IdentityHistory } from '#modules/patients/contract.ts';
import { Dialog } from '../design/dialog.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { DateText, PersonName } from '../design/text.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';
import { useHistory, useStaffName } from './use-patient.ts';

type Version = IdentityHistory['versions'][number];
type Merge = IdentityHistory['merges'][number];

const fieldName = (field: string): `field.${string}` & keyof typeof patientMessages => {
  const key = `field.${field}`;
  return (key in patientMessages ? key : 'field.name') as 'field.name';
};

const VersionItem = ({ version, by }: { readonly version: Version; readonly by: string }) => {
  const t = useText(patientMessages);
  return (
    <li>
      <Text fw={600}>{t(`event.${version.event}`)} · <PersonName name={by} /></Text>
      <Text c="dimmed" fz="sm"><DateText value={version.at} withTime /></Text>
      {version.changed.length === 0 ? null : <Text>{t('history.changed', { fields: version.changed.map((field) => t(fieldName(field))).join(', ') })}</Text>}
      {version.changed.includes('name') ? <Text>{t('history.was', { name: version.fullName })}</Text> : null}
      {version.reason === '' ? null : <Text>{t('history.reason', { reason: version.reason })}</Text>}
    </li>
  );
};

const MergeItem = ({ merge, nameOf }: { readonly merge: Merge; readonly nameOf: (id: PersonId | null) => string }) => {
  const t = useText(patientMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  return (
    <li>
      <Text fw={600}>{t('history.merge')} · <PersonName name={nameOf(merge.by)} /></Text>
      <Text c="dimmed" fz="sm"><DateText value={merge.at} withTime /></Text>
      <Text>{t('history.reason', { reason: merge.reason })}</Text>
      {merge.undoneAt === null ? null : (
        <Text>{t('history.undone', { date: formatCivilDate(civilDateIn(timeZone, new Date(merge.undoneAt)), language), name: nameOf(merge.undoneBy), reason: merge.undoReason ?? '' })}</Text>
      )}
    </li>
  );
};

const HistoryBody = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(patientMessages);
  const history = useHistory(patientId, true);
  const staffName = useStaffName();
  const nameOf = (id: PersonId | null): string => staffName(id) ?? t('history.system');
  if (history.data === undefined) return history.error === null ? <Loading /> : <ErrorState error={history.error} onRetry={() => { void history.refetch(); }} />;
  const items = [
    ...history.data.versions.map((version) => ({ at: version.at, key: `v${String(version.version)}`, item: <VersionItem version={version} by={nameOf(version.by)} /> })),
    ...history.data.merges.map((merge) => ({ at: merge.at, key: merge.mergeId, item: <MergeItem merge={merge} nameOf={nameOf} /> })),
  ].sort((one, other) => other.at.localeCompare(one.at));
  return <ul className={classes['history']}>{items.map(({ key, item }) => <Fragment key={key}>{item}</Fragment>)}</ul>;
};

/** Who changed what, when and why. */
export const HistoryDialog = ({ opened, onClose, patientId }: { readonly opened: boolean; readonly onClose: () => void; readonly patientId: PatientId }) => {
  const t = useText(patientMessages);
  return <Dialog opened={opened} onClose={onClose} title={t('panel.history')} size="lg"><HistoryBody patientId={patientId} /></Dialog>;
};
