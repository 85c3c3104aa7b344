import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useText } from '../../i18n/use-text.ts';
import { countCosignatures } from './api.ts';
import { cosignMessages } from './cosign-messages.ts';
import classes from './cosign.module.css';

const EVERY_MS = 60_000;

/** How much waits for this person; nothing while nothing does. */
export const CosignCount = () => {
  const t = useText(cosignMessages);
  const count = useQuery({ queryKey: ['cosignatures', 'count'], refetchInterval: EVERY_MS, queryFn: ({ signal }) => call(countCosignatures, {}, { signal }) });
  const waiting = (count.data?.mine ?? 0) + (count.data?.returned ?? 0);
  return waiting === 0 ? null : <span className={classes['badge']}><span aria-hidden>{waiting}</span><span className="amate-hidden">{t('count', { count: waiting })}</span></span>;
};
