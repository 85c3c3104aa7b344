import { useAgeText } from '../search/patient-line.tsx';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { Link } from 'wouter';
import { timeIn } from '#kernel/civil-date.ts';
import type { Appointment } from '#modules/scheduling/contract.ts';
import { IconCalendar, IconCircleCheck, IconCircleDashed, IconCircleX, IconDoorEnter, IconDots, IconStethoscope, IconUserOff } from '../design/icons.ts';
import { Badge } from '../design/severity.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useAddressOfPatient } from '../patients/open-patient.ts';
import type { HueName } from '../theme/palette.ts';
import { actsOf, canConsult, waitedMinutes } from './agenda-acts.ts';
import type { AgendaAct, AppointmentState } from './agenda-acts.ts';
import classes from './agenda.module.css';
import { agendaMessages } from './messages.ts';

const looks = {
  booked: { hue: 'bark', icon: IconCircleDashed }, confirmed: { hue: 'blue', icon: IconCalendar }, arrived: { hue: 'amber', icon: IconDoorEnter },
  'in-consult': { hue: 'jade', icon: IconStethoscope }, attended: { hue: 'bark', icon: IconCircleCheck },
  'no-show': { hue: 'red', icon: IconUserOff }, cancelled: { hue: 'bark', icon: IconCircleX },
} as const satisfies Record<AppointmentState, { hue: HueName; icon: unknown }>;

/** What this person may do with a visit. */
export type RowActs = {
  readonly mayConsult: boolean;
  readonly mayManage: boolean;
  readonly maySeePatient: boolean;
  readonly onConsult: (appointment: Appointment) => void;
  readonly onAct: (appointment: Appointment, to: AgendaAct) => void;
};

const StateBadge = ({ appointment, now }: { readonly appointment: Appointment; readonly now: number }) => {
  const t = useText(agendaMessages);
  const { hue, icon } = looks[appointment.status];
  const waited = waitedMinutes(appointment, now);
  return (
    <Badge hue={hue} icon={icon}>
      {t(`state.${appointment.status}`)}{waited === null ? null : <span className="amate-numbers">· {t('waits', { minutes: waited })}</span>}
    </Badge>
  );
};

type ActsProps = { readonly appointment: Appointment; readonly acts: RowActs; readonly isBusy: boolean };

/** The one act that comes next for this person, as a button. */
const MainAct = ({ appointment, acts, isBusy }: ActsProps) => {
  const t = useText(agendaMessages);
  const { status, patientName } = appointment;
  const label = (act: string): string => t('act.for', { act, name: patientName });
  if (acts.mayConsult && canConsult(status)) {
    const text = t(status === 'in-consult' ? 'act.resume' : 'act.consult');
    return <Button size="compact-md" variant={status === 'arrived' || status === 'in-consult' ? 'filled' : 'light'} loading={isBusy} aria-label={label(text)} onClick={() => { acts.onConsult(appointment); }}>{text}</Button>;
  }
  if (acts.mayManage && !acts.mayConsult && (status === 'booked' || status === 'confirmed' || status === 'no-show')) {
    return <Button size="compact-md" variant="light" aria-label={label(t('act.arrived'))} onClick={() => { acts.onAct(appointment, 'arrived'); }}>{t('act.arrived')}</Button>;
  }
  return null;
};

const MoreActs = ({ appointment, acts }: Omit<ActsProps, 'isBusy'>) => {
  const t = useText(agendaMessages);
  const offered = acts.mayManage ? actsOf[appointment.status] : [];
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-end" width={210} withinPortal={false}>
      <Menu.Target><ActionIcon aria-label={t('act.more', { name: appointment.patientName })}><IconDots size={18} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        {offered.map((act) => (
          <Menu.Item key={act} onClick={() => { acts.onAct(appointment, act); }}>{t(`act.${act}`)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

export type AppointmentRowProps = ActsProps & {
  readonly timeZone: string;
  readonly now: number;
  readonly showsPractitioner: boolean;
  readonly isCurrent: boolean;
  readonly onCurrent: () => void;
};

/** One visit of the day. The row takes focus, so that j, k, Enter and l work on it. */
export const AppointmentRow = ({ appointment, acts, isBusy, timeZone, now, showsPractitioner, isCurrent, onCurrent }: AppointmentRowProps) => {
  const t = useText(agendaMessages);
  const ageText = useAgeText();
  const addressOf = useAddressOfPatient();
  const { status, patientName, patientId, recordNumber, age, kind, minutes, practitionerName, startsAt } = appointment;
  const isOver = status === 'cancelled' || status === 'no-show';
  return (
    <tr data-row={appointment.id} className={classes['row']} data-over={isOver || undefined} data-current={isCurrent || undefined} tabIndex={isCurrent ? 0 : -1} onFocus={onCurrent} onClick={onCurrent}>
      <td className={classes['time']}><time dateTime={startsAt}>{timeIn(timeZone, new Date(startsAt))}</time></td>
      <td className={classes['state']}><StateBadge appointment={appointment} now={now} /></td>
      <th scope="row" className={classes['patient']}>
        {acts.maySeePatient ? <Link href={addressOf(patientId)} className={classes['name'] ?? ''}><PersonName name={patientName} /></Link> : <span className={classes['name']}><PersonName name={patientName} /></span>}
        <small>{[ageText(age), recordNumber === '' ? null : t('record', { number: recordNumber })].filter(Boolean).join(' · ')}</small>
      </th>
      <td className={classes['visit']}>{t(`kind.${kind}`)}<small>{t('minutes', { minutes })}{showsPractitioner ? <> · <PersonName name={practitionerName} /></> : null}</small></td>
      <td className={classes['acts']}><span><MainAct appointment={appointment} acts={acts} isBusy={isBusy} /><MoreActs appointment={appointment} acts={acts} /></span></td>
    </tr>
  );
};
