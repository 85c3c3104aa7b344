import { Button, Text } from '@mantine/core';
import { civilDateIn, formatCivilDate, timeIn } from '#kernel/civil-date.ts';
import type { SessionId } from '#kernel/ids.ts';
import type { Device } from '#modules/identity/contract.ts';
import { call } from '../api/call.ts';
import { FieldGroup } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { SeverityBadge } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { sessionMessages } from '../session/messages.ts';
import { useTimeZone } from '../session/session-context.ts';
import { endOne, endOthers } from './api.ts';
import classes from './account.module.css';
import { accountMessages } from './messages.ts';
import { useAccountAct, useDevices } from './use-account.ts';

const DeviceRow = ({ device, onEnd, isBusy }: { readonly device: Device; readonly onEnd: () => void; readonly isBusy: boolean }) => {
  const t = useText(accountMessages);
  const dutyText = useText(sessionMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const seen = new Date(device.lastSeenAt);
  return (
    <div className={classes['row']}>
      <div>
        <div className={classes['line']}><Text fw={550}>{device.label}</Text>{device.current ? <SeverityBadge severity="good">{t('device.this')}</SeverityBadge> : null}{device.sharedDesk ? <SeverityBadge severity="info">{t('device.shared')}</SeverityBadge> : null}{device.isNew ? <SeverityBadge severity="warning">{t('device.new')}</SeverityBadge> : null}</div>
        <Text c="dimmed" fz="sm">{dutyText(`duty.${device.duty}`)} · {device.clinicName} · {t('device.seen', { at: `${formatCivilDate(civilDateIn(timeZone, seen), language)} ${timeIn(timeZone, seen)}` })}</Text>
      </div>
      {device.current ? null : <Button size="compact-md" variant="default" loading={isBusy} aria-label={t('device.end-named', { label: device.label })} onClick={onEnd}>{t('device.end')}</Button>}
    </div>
  );
};

/** Where the account is signed in; any session but this one can be ended. */
export const DevicesCard = () => {
  const t = useText(accountMessages);
  const devices = useDevices();
  const said = ({ ended }: { readonly ended: number }): void => { toast.done(t('devices.ended', { count: ended })); };
  const endingOne = useAccountAct((sessionId: SessionId) => call(endOne, { params: { sessionId } }), said);
  const endingAll = useAccountAct(() => call(endOthers, {}), said);
  const hasOthers = (devices.data ?? []).some(({ current }) => !current);
  return (
    <Card className={classes['section'] ?? ''}>
      <FieldGroup legend={t('devices')} says={t('devices.says')}>
        {devices.isPending ? <Loading /> : null}
        {devices.data === undefined && devices.error !== null ? <ErrorState error={devices.error} onRetry={() => { void devices.refetch(); }} /> : null}
        {(devices.data ?? []).map((device) => (
          <DeviceRow key={device.sessionId} device={device} isBusy={endingOne.isPending && endingOne.variables === device.sessionId} onEnd={() => { endingOne.mutate(device.sessionId, { onError: toast.refused }); }} />
        ))}
        {hasOthers ? <Button mt="sm" variant="outline" color="red" loading={endingAll.isPending} onClick={() => { endingAll.mutate(undefined, { onError: toast.refused }); }}>{t('devices.end-all')}</Button> : null}
      </FieldGroup>
    </Card>
  );
};
