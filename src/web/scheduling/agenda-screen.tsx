import { Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { addDays, civilDateIn, isCivilDate, timeIn } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { AppointmentId } from '#kernel/ids.ts';
import type { Appointment, Day } from '#modules/scheduling/contract.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { IconCalendar, IconCalendarPlus } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { useAddressOfPatient } from '../patients/open-patient.ts';
import { usePermission, useSession } from '../session/session-context.ts';
import { canConsult, mayBecome, summaryOf } from './agenda-acts.ts';
import type { AgendaAct } from './agenda-acts.ts';
import classes from './agenda.module.css';
import type { RowActs } from './appointment-row.tsx';
import { BookDialog } from './book-dialog.tsx';
import { DayPicker } from './day-picker.tsx';
import { longDate } from '../design/long-date.ts';
import { DayTable } from './day-table.tsx';
import { agendaMessages } from './messages.ts';
import { PractitionerChoice, useWhose } from './practitioner-choice.tsx';
import { useAgendaChanges } from './use-agenda-changes.ts';
import { useChangeState, useDay, useOpenConsult } from './use-day.ts';
import { useNow } from './use-now.ts';

const OverdueNotes = lazy(async () => ({ default: (await import('../record/observation/overdue-notes.tsx')).OverdueNotes }));

const Summary = ({ day, now }: { readonly day: Day; readonly now: number }) => {
  const t = useText(agendaMessages);
  const { unconfirmed, waiting, longestWait, attended, expected } = summaryOf(day.appointments, now);
  return (
    <dl className={classes['bar']} aria-label={t('sum.label')}>
      <div><dt>{t('sum.unconfirmed')}</dt><dd>{unconfirmed}</dd></div>
      <div><dt>{t('sum.waiting')}</dt><dd>{waiting}{waiting === 0 ? null : <small> ({t('sum.longest', { minutes: longestWait })})</small>}</dd></div>
      <div><dt>{t('sum.attended')}</dt><dd>{t('of', { done: attended, all: expected })}</dd></div>
    </dl>
  );
};

const CancelDialog = ({ appointment, timeZone, onClose, onConfirm }: { readonly appointment: Appointment | null; readonly timeZone: string; readonly onClose: () => void; readonly onConfirm: (appointment: Appointment) => void }) => {
  const t = useText(agendaMessages);
  return (
    <ConfirmDialog opened={appointment !== null} onClose={onClose} title={t('cancel.title')} confirm={t('act.cancelled')} isGrave onConfirm={() => { if (appointment !== null) onConfirm(appointment); }}>
      {appointment === null ? null : <Text>{t('cancel.says', { name: appointment.patientName, time: timeIn(timeZone, new Date(appointment.startsAt)) })}</Text>}
    </ConfirmDialog>
  );
};

const focusRow = (id: AppointmentId): void => { document.querySelector<HTMLElement>(`tr[data-row="${id}"]`)?.focus(); };

/** The row that keys act on: the one chosen, else the first that still has something to do. */
const useCurrent = (appointments: readonly Appointment[]) => {
  const [chosen, setChosen] = useState<AppointmentId | null>(null);
  const current = appointments.find(({ id }) => id === chosen) ?? appointments.find(({ status }) => canConsult(status)) ?? appointments[0] ?? null;
  const move = (by: number): void => {
    const at = appointments.findIndex(({ id }) => id === current?.id);
    const isFirstMove = chosen === null && document.activeElement?.tagName !== 'TR';
    const next = appointments[Math.max(0, Math.min(appointments.length - 1, isFirstMove ? at : at + by))];
    if (next === undefined) return;
    setChosen(next.id);
    focusRow(next.id);
  };
  return { current, choose: setChosen, move };
};

const useChosenDay = (timeZone: string, now: number) => {
  const today = civilDateIn(timeZone, new Date(now));
  const [search, setSearch] = useSearchParams();
  const asked = search.get('dia') ?? '';
  const date: CivilDate = isCivilDate(asked) ? asked : today;
  return { today, date, setDate: (next: CivilDate) => { setSearch(next === today ? {} : { dia: next }, { replace: true }); } };
};

type Acting = RowActs & { readonly cancelling: Appointment | null; readonly stopCancelling: () => void; readonly cancel: (appointment: Appointment) => void; readonly busyId: AppointmentId | null };

const useActs = (): Acting => {
  const may = usePermission();
  const changing = useChangeState();
  const opening = useOpenConsult();
  const [cancelling, setCancelling] = useState<Appointment | null>(null);
  return {
    mayConsult: may('write-note'), mayManage: may('manage-agenda'), maySeePatient: may('read-patient-identity'),
    onConsult: opening.mutate,
    onAct: (appointment, to) => {
      if (to === 'cancelled') setCancelling(appointment);
      else changing.mutate({ appointment, to });
    },
    cancelling, stopCancelling: () => { setCancelling(null); },
    cancel: (appointment) => { setCancelling(null); changing.mutate({ appointment, to: 'cancelled' }); },
    busyId: opening.isPending ? opening.variables.id : null,
  };
};

type KeysGiven = { readonly acts: Acting; readonly current: Appointment | null; readonly move: (by: number) => void; readonly setDate: (date: CivilDate) => void; readonly date: CivilDate; readonly today: CivilDate; readonly onNew: () => void };

const useAgendaKeys = ({ acts, current, move, setDate, date, today, onNew }: KeysGiven): void => {
  const t = useText(agendaMessages);
  const [, go] = useLocation();
  const may = usePermission();
  const addressOf = useAddressOfPatient();
  const group = t('keys.group');
  const markKey = (keys: string, to: AgendaAct) => ({
    keys, label: t(`act.${to}`), group, isCommand: false, isOn: acts.mayManage,
    run: () => { if (current !== null && mayBecome(current.status, to)) acts.onAct(current, to); },
  });
  const open = (): void => {
    if (current === null) return;
    if (acts.mayConsult && canConsult(current.status)) acts.onConsult(current);
    else if (acts.maySeePatient) go(addressOf(current.patientId));
  };
  useShortcuts([
    { keys: ['j', 'ArrowDown'], label: t('keys.next'), group, isCommand: false, run: () => { move(1); } },
    { keys: ['k', 'ArrowUp'], label: t('keys.previous'), group, isCommand: false, run: () => { move(-1); } },
    { keys: 'Enter', label: t(acts.mayConsult ? 'act.consult' : may('read-record') ? 'act.chart' : 'act.data'), group, isCommand: false, run: open },
    markKey('l', 'arrived'), markKey('c', 'confirmed'), markKey('f', 'no-show'), markKey('x', 'cancelled'),
    { keys: 'n', label: t('new'), group, isOn: acts.mayManage, run: onNew },
    { keys: 'h', label: t('today'), group, run: () => { setDate(today); } },
    { keys: '<', label: t('day.before'), group, run: () => { setDate(addDays(date, -1)); } },
    { keys: '>', label: t('day.after'), group, run: () => { setDate(addDays(date, 1)); } },
  ]);
};

type DayBodyProps = { readonly day: ReturnType<typeof useDay>; readonly empty: ReactNode; readonly children: (day: Day) => ReactNode };

const DayBody = ({ day, empty, children }: DayBodyProps) => {
  if (day.data !== undefined) return day.data.appointments.length === 0 ? empty : children(day.data);
  return day.isPending ? <Loading /> : <ErrorState error={day.error} onRetry={() => { void day.refetch(); }} />;
};

/** The day: who is expected, who has come, who is next. */
export const AgendaScreen = () => {
  const t = useText(agendaMessages);
  const language = useLanguage();
  const { session } = useSession();
  const now = useNow();
  const { timeZone } = session.clinic;
  const { today, date, setDate } = useChosenDay(timeZone, now);
  const { who, setWho, own } = useWhose();
  const isTold = useAgendaChanges();
  const [isBooking, setBooking] = useState(false);
  const day = useDay(date, who, isTold);
  const acts = useActs();
  const { current, choose, move } = useCurrent(day.data?.appointments ?? []);
  const onNew = (): void => { setBooking(true); };
  useAgendaKeys({ acts, current, move, setDate, date, today, onNew });
  const newButton = acts.mayManage ? <Button leftSection={<IconCalendarPlus size={18} />} onClick={onNew}>{t('new')}</Button> : null;
  const empty = <EmptyState icon={IconCalendar} title={t('empty.title')} actions={newButton}>{t(acts.mayManage ? 'empty.says' : 'empty.says-read')}</EmptyState>;
  return (
    <Page>
      <PageHeader
        title={t('title')} says={longDate(date, language)}
        actions={<><PractitionerChoice value={who} own={own} onChange={setWho} /><DayPicker date={date} today={today} onChange={setDate} />{newButton}</>}
      />
      <Suspense fallback={null}><OverdueNotes /></Suspense>
      {day.data === undefined ? null : <Summary day={day.data} now={now} />}
      <Card>
        <DayBody day={day} empty={empty}>
          {(shown) => (
            <DayTable
              day={shown} now={now} isToday={date === today} acts={acts} busyId={acts.busyId} currentId={current?.id ?? null} onCurrent={choose}
              showsPractitioner={new Set(shown.appointments.map(({ practitionerId }) => practitionerId)).size > 1}
            />
          )}
        </DayBody>
      </Card>
      <BookDialog opened={isBooking} onClose={() => { setBooking(false); }} date={date} practitionerId={who} />
      <CancelDialog appointment={acts.cancelling} timeZone={timeZone} onClose={acts.stopCancelling} onConfirm={acts.cancel} />
    </Page>
  );
};
