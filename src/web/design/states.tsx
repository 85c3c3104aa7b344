import { Button, Loader, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { ApiRefusal } from '../api/refusal.ts';
import { useText } from '../i18n/use-text.ts';
import classes from './design.module.css';
import { IconAlertTriangle } from './icons.ts';
import { designMessages } from './messages.ts';

type StateProps = {
  readonly icon?: ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
};

/** Nothing here yet, or nothing found: says so and offers the next step. */
export const EmptyState = ({ icon: Icon, title, children, actions }: StateProps) => (
  <div className={classes['state']}>
    {Icon === undefined ? null : <span className={classes['stateIcon']}><Icon size={36} stroke={1.4} aria-hidden /></span>}
    <Text fw={600} fz="lg">{title}</Text>
    {children === undefined ? null : <Text component="div" c="dimmed" className={classes['stateText'] ?? ''}>{children}</Text>}
    {actions === undefined ? null : <div className={classes['stateActions']}>{actions}</div>}
  </div>
);

/** What was asked for did not come; the server's own sentence, and a way to try again. */
export const ErrorState = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) => {
  const t = useText(designMessages);
  return (
    <div role="alert">
      <EmptyState icon={IconAlertTriangle} title={t('could-not-load')} actions={onRetry === undefined ? undefined : <Button variant="default" onClick={onRetry}>{t('try-again')}</Button>}>
        {error instanceof ApiRefusal ? error.message : null}
      </EmptyState>
    </div>
  );
};

const QUIET_MS = 100;

/** Nothing for the first 100 ms, then a sign that something is under way. */
export const Loading = () => {
  const t = useText(designMessages);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setShown(true); }, QUIET_MS);
    return () => { clearTimeout(timer); };
  }, []);
  return (
    <div className={classes['state']} role="status">
      {shown ? <><Loader size="sm" aria-hidden /><Text c="dimmed">{t('loading')}</Text></> : null}
    </div>
  );
};
