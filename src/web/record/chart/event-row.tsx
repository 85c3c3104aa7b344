import { Link } from 'wouter';
import type { PatientId } from '#kernel/ids.ts';
import { DateText, PersonName } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { chartMessages } from './chart-messages.ts';
import classes from './chart.module.css';
import type { TimelineEvent } from './timeline-events.ts';

const Words = ({ event: { at, is, by, words } }: { readonly event: TimelineEvent }) => {
  const t = useText(chartMessages);
  return (
    <>
      <span className={classes['entryHead']}><DateText value={at} withTime /><span>{t(`event.${is}`)}</span><PersonName name={by} /></span>
      {words === '' ? null : <span className={classes['entryText']}>{words}</span>}
    </>
  );
};

/** What happened, among the notes. What was told leads to where it was written down; a step of an observation leads nowhere. */
export const EventRow = ({ event, patientId }: { readonly event: TimelineEvent; readonly patientId: PatientId }) => (event.is === 'told'
  ? <Link href={`/pacientes/${patientId}/entregas`} className={classes['entry'] ?? ''} data-entry={event.id}><Words event={event} /></Link>
  : <div className={classes['entry']} data-event={event.id}><Words event={event} /></div>);
