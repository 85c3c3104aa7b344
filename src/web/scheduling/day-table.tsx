import { Fragment } from 'react';
import { formatCivilDate, timeIn } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { AppointmentId } from '#kernel/ids.ts';
import type { Day } from '#modules/scheduling/contract.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import classes from './agenda.module.css';
import { AppointmentRow } from './appointment-row.tsx';
import type { RowActs } from './appointment-row.tsx';
import { agendaMessages } from './messages.ts';

const columns = ['col.time', 'col.state', 'col.patient', 'col.visit'] as const;

const NowLine = ({ time }: { readonly time: string }) => {
  const t = useText(agendaMessages);
  return <tr className={classes['now']}><td colSpan={5}><div>{t('now', { time })}</div></td></tr>;
};

export type DayTableProps = {
  readonly day: Day;
  readonly now: number;
  readonly isToday: boolean;
  readonly acts: RowActs;
  readonly busyId: AppointmentId | null;
  readonly currentId: AppointmentId | null;
  readonly onCurrent: (id: AppointmentId) => void;
  readonly showsPractitioner: boolean;
};

/** The day as a list by hour: the same for eyes, keys and screen readers. */
export const DayTable = ({ day, now, isToday, acts, busyId, currentId, onCurrent, showsPractitioner }: DayTableProps) => {
  const t = useText(agendaMessages);
  const language = useLanguage();
  const nextAt = isToday ? day.appointments.findIndex(({ startsAt }) => Date.parse(startsAt) > now) : -1;
  const time = timeIn(day.timeZone, new Date(now));
  return (
    <table className={classes['table']}>
      <caption className="amate-hidden">{t('list.caption', { date: formatCivilDate(day.date as CivilDate, language) })}</caption>
      <thead>
        <tr>
          {columns.map((column) => <th key={column} scope="col">{t(column)}</th>)}
          <th scope="col"><span className="amate-hidden">{t('col.acts')}</span></th>
        </tr>
      </thead>
      <tbody>
        {day.appointments.map((appointment, at) => (
          <Fragment key={appointment.id}>
            {at === nextAt ? <NowLine time={time} /> : null}
            <AppointmentRow
              appointment={appointment} acts={acts} isBusy={busyId === appointment.id} timeZone={day.timeZone} now={now} showsPractitioner={showsPractitioner}
              isCurrent={currentId === appointment.id} onCurrent={() => { onCurrent(appointment.id); }}
            />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
};
