import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import { call } from '../../api/call.ts';
import { ErrorState, Loading } from '../../design/states.tsx';
import { DateText } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { usePermission } from '../../session/session-context.ts';
import { listDiscarded } from '../api.ts';
import { useKindName } from '../form/use-document-types.ts';
import { chartMessages } from './chart-messages.ts';
import classes from './chart.module.css';

const List = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(chartMessages);
  const kindName = useKindName();
  const { data, error, refetch } = useQuery({ queryKey: ['discarded-drafts', patientId], queryFn: ({ signal }) => call(listDiscarded, { params: { patientId } }, { signal }) });
  if (error !== null) return <ErrorState error={error} onRetry={() => { void refetch(); }} />;
  if (data === undefined) return <Loading />;
  if (data.drafts.length === 0) return <p>{t('discarded.none')}</p>;
  return (
    <ul className={classes['discardedList']}>
      {data.drafts.map((draft) => (
        <li key={draft.noteId}>
          <p><DateText value={draft.discardedAt} withTime /> · {kindName(draft.kind)}</p>
          <p>{t('discarded.reason', { reason: draft.reason ?? t('discarded.untold') })}</p>
          {draft.excerpt === '' ? null : <p className={classes['entryText']}>{draft.excerpt}</p>}
        </li>
      ))}
    </ul>
  );
};

/** What this person put aside in the record, and why: asked for only once it is opened. */
export const DiscardedDrafts = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(chartMessages);
  const may = usePermission();
  const [isOpen, setIsOpen] = useState(false);
  if (!may('write-note')) return null;
  return (
    <details className={classes['discarded']} open={isOpen} onToggle={(event) => { setIsOpen(event.currentTarget.open); }}>
      <summary>{t('discarded')}</summary>
      {isOpen ? <List patientId={patientId} /> : null}
    </details>
  );
};
