import { useQuery } from '@tanstack/react-query';
import { sharesOf } from '#kernel/carried-text.ts';
import type { redundancySchema } from '#modules/record/contract.ts';
import { call } from '../api/call.ts';
import { endpoint } from '../api/endpoint.ts';
import { FieldGroup } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import classes from './account.module.css';
import { accountMessages } from './messages.ts';

const readOwnRedundancy = endpoint<{ reply: typeof redundancySchema }>('GET', '/api/own-redundancy');

const Figure = () => {
  const t = useText(accountMessages);
  const own = useQuery({ queryKey: ['own-redundancy'], queryFn: ({ signal }) => call(readOwnRedundancy, {}, { signal }) });
  if (own.isError) return <ErrorState error={own.error} onRetry={() => { void own.refetch(); }} />;
  if (own.data === undefined) return <Loading />;
  const { days, notes } = own.data;
  const shares = sharesOf(own.data);
  return <p className={classes['figure']}>{shares === null ? t('copied.none', { days }) : t('copied.share', { ...shares, notes, days })}</p>;
};

/** How much of one's own signed notes was copied from earlier ones; nobody else is shown it. */
export const CopiedCard = () => {
  const t = useText(accountMessages);
  return <Card className={classes['section'] ?? ''}><FieldGroup legend={t('copied')} says={t('copied.says')}><Figure /></FieldGroup></Card>;
};
