import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { civilDateIn, formatCivilDate, timeIn } from '#kernel/civil-date.ts';
import type { NewDevice } from '#modules/identity/contract.ts';
import { call } from '../api/call.ts';
import { toast } from '../design/toast.tsx';
import { Notice } from '../design/severity.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { disownDevice, listNewDevices, vouchForDevice } from './api.ts';
import { sessionMessages } from './messages.ts';
import classes from './session.module.css';
import { useTimeZone } from './session-context.ts';

const FRESH_MS = 60_000;
const key = ['new-devices'] as const;

/** Asked when the shell opens and when the person goes to another screen: never by a clock, which would keep her session alive. */
const useNewDevices = (): readonly NewDevice[] => {
  const [location] = useLocation();
  const asked = useRef(location);
  const { data, isStale, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => call(listNewDevices, {}, { signal }), staleTime: FRESH_MS, retry: false });
  useEffect(() => {
    if (asked.current === location) return;
    asked.current = location;
    if (isStale) void refetch();
  }, [location, isStale, refetch]);
  return data?.devices ?? [];
};

const OneDevice = ({ device }: { readonly device: NewDevice }) => {
  const t = useText(sessionMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const refresh = (): void => { for (const queryKey of [key, ['devices']]) void queries.invalidateQueries({ queryKey }); };
  const params = { deviceId: device.deviceId };
  const vouching = useMutation({ mutationFn: () => call(vouchForDevice, { params }), onError: toast.refused, onSettled: refresh });
  const disowning = useMutation({
    mutationFn: () => call(disownDevice, { params }), onError: toast.refused, onSettled: refresh,
    onSuccess: () => {
      toast.done(t('new-device.ended'));
      go('/cuenta', { state: { isPasswordKnown: true } });
    },
  });
  const isBusy = vouching.isPending || disowning.isPending;
  const seen = new Date(device.firstSeenAt);
  const at = `${formatCivilDate(civilDateIn(timeZone, seen), language)} ${timeIn(timeZone, seen)}`;
  return (
    <Notice severity="warning">
      <div className={classes['newDevice']}>
        <span>{t('new-device.says', { label: device.label, at })}</span>
        <Button size="compact-sm" variant="default" disabled={isBusy} loading={vouching.isPending} onClick={() => { vouching.mutate(); }}>{t('new-device.mine')}</Button>
        <Button size="compact-sm" variant="filled" color="red" disabled={isBusy} loading={disowning.isPending} onClick={() => { disowning.mutate(); }}>{t('new-device.not-mine')}</Button>
      </div>
    </Notice>
  );
};

/** Tells the person, on the devices she used before, that her account was used from a new one. */
export const NewDeviceNotice = () => {
  const devices = useNewDevices();
  return <div role="status">{devices.slice(0, 3).map((device) => <OneDevice key={device.deviceId} device={device} />)}</div>;
};
