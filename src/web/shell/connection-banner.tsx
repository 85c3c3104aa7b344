import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { connection } from '../api/connection.ts';
import { IconWifiOff } from '../design/icons.ts';
import { useText } from '../i18n/use-text.ts';
import { shellMessages } from './messages.ts';
import classes from './shell.module.css';

const useConnection = () => useSyncExternalStore(connection.onChange, connection.state);

/** Says so while the server does not answer; when it is back, what is on the screen is asked for again. */
export const ConnectionBanner = () => {
  const t = useText(shellMessages);
  const queries = useQueryClient();
  const state = useConnection();
  useEffect(() => {
    if (state === 'connected') void queries.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' });
  }, [state, queries]);
  return (
    <div role="status">
      {state === 'connected' ? null : (
        <div className={`${classes['banner'] ?? ''} ${classes['lost'] ?? ''}`}>
          <IconWifiOff size={16} aria-hidden />{t('connection.lost')}
          <Button size="compact-xs" variant="outline" color="red" onClick={connection.retry}>{t('connection.retry')}</Button>
        </div>
      )}
    </div>
  );
};
