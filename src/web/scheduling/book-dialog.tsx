import { Anchor, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'wouter';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { PatientId, PractitionerId } from '#kernel/ids.ts';
import { instantOf } from '#kernel/wall-clock.ts';
import type { PatientRow } from '#modules/patients/contract.ts';
import { call } from '../api/call.ts';
import { DateField } from '../design/date-field.tsx';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { PatientPicker } from '../search/patient-picker.tsx';
import { usePermission, useSession } from '../session/session-context.ts';
import classes from './agenda.module.css';
import { bookAppointment } from './api.ts';
import { parseClockText } from './clock-text.ts';
import { agendaMessages } from './messages.ts';
import { usePractitioners } from './use-day.ts';

const lengths = ['15', '20', '30', '40', '60', '90'] as const;
const kinds = ['follow-up', 'first', 'walk-in'] as const;
type Kind = (typeof kinds)[number];

type BookProps = { readonly date: CivilDate; readonly practitionerId: PractitionerId | null; readonly onClose: () => void };

type Chosen = { readonly patient: PatientRow | null; readonly who: string | null; readonly clock: string | null; readonly day: CivilDate | null };

/** What is still missing, said once booking was tried. */
const useFaults = ({ patient, who, clock, day }: Chosen, isTold: boolean) => {
  const t = useText(agendaMessages);
  const unless = (isThere: boolean, says: keyof typeof agendaMessages): string | undefined => (isThere || !isTold ? undefined : t(says));
  return {
    patient: unless(patient !== null, 'book.patient-missing'), who: unless(who !== null, 'book.who-missing'),
    time: unless(clock !== null, 'book.time-wrong'), day: unless(day !== null, 'book.date-missing'),
  };
};

const useBooking = ({ date, practitionerId, onClose }: BookProps) => {
  const t = useText(agendaMessages);
  const queries = useQueryClient();
  const { session } = useSession();
  const { timeZone } = session.clinic;
  const practitioners = usePractitioners();
  const [patient, setPatient] = useState<PatientRow | null>(null);
  const only = practitioners.data?.length === 1 ? (practitioners.data[0]?.id ?? null) : null;
  const mine = session.duty === 'physician' ? session.personId : null;
  const [chosen, setChosen] = useState<PractitionerId | null>(practitionerId ?? mine);
  const who = chosen ?? only;
  const [day, setDay] = useState<CivilDate | null>(date);
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState('30');
  const [kind, setKind] = useState<Kind>('follow-up');
  const [wasTried, setTried] = useState(false);
  const clock = parseClockText(time);
  const booking = useMutation({
    mutationFn: async (given: { patientId: PatientId; practitionerId: PractitionerId; startsAt: string }) => call(bookAppointment, { body: { ...given, minutes: Number(minutes), kind } }),
    onSuccess: async () => {
      toast.done(t('book.done'));
      onClose();
      await queries.invalidateQueries({ queryKey: ['agenda-day'] });
    },
  });
  const submit = (): void => {
    setTried(true);
    if (patient === null || who === null || clock === null || day === null) return;
    booking.mutate({ patientId: patient.id, practitionerId: who, startsAt: instantOf(day, clock, timeZone).toISOString() });
  };
  const faults = useFaults({ patient, who, clock, day }, wasTried);
  return { patient, setPatient, who, setWho: setChosen, practitioners: practitioners.data ?? [], day, setDay, time, setTime, minutes, setMinutes, kind, setKind, submit, booking, faults };
};

const BookForm = (props: BookProps) => {
  const t = useText(agendaMessages);
  const may = usePermission();
  const { patient, setPatient, who, setWho, practitioners, day, setDay, time, setTime, minutes, setMinutes, kind, setKind, submit, booking, faults } = useBooking(props);
  useShortcuts([{ keys: 'Mod+Enter', label: t('book.do'), group: t('keys.group'), inFields: true, isCommand: false, run: submit }]);
  const onSubmit = (event: FormEvent): void => { event.preventDefault(); submit(); };
  const register = may('register-patient') ? <Anchor component={Link} href="/pacientes/nuevo">{t('book.register')}</Anchor> : null;
  return (
    <form onSubmit={onSubmit} noValidate>
      <div className={classes['book']}>
        <div data-wide>
          <PatientPicker label={t('book.patient')} hint={t('book.patient-hint')} value={patient} onChange={setPatient} error={faults.patient} whenNone={<Text>{t('book.patient-none')} {register}</Text>} />
        </div>
        <div data-wide>
          <ChoiceField label={t('who.label')} value={who} onChange={setWho} error={faults.who} searchable choices={practitioners.map(({ id, fullName }) => ({ value: id, label: fullName }))} />
        </div>
        <DateField label={t('book.date')} value={day} onChange={setDay} error={faults.day} />
        <TextField label={t('book.time')} placeholder={t('book.time-hint')} value={time} onChange={setTime} error={faults.time} inputMode="text" onBlur={() => { setTime(parseClockText(time) ?? time); }} />
        <ChoiceField label={t('book.minutes')} value={minutes} allowDeselect={false} onChange={(value) => { setMinutes(value ?? '30'); }} choices={lengths.map((each) => ({ value: each, label: t('minutes', { minutes: each }) }))} />
        <ChoiceField label={t('book.kind')} value={kind} allowDeselect={false} onChange={(value) => { setKind((value ?? 'follow-up') as Kind); }} choices={kinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))} />
        {booking.error === null ? null : <div data-wide><Notice severity="critical" live>{booking.error.message}</Notice></div>}
      </div>
      <DialogActions><Button type="submit" loading={booking.isPending}>{t('book.do')}</Button></DialogActions>
    </form>
  );
};

/** Books a visit: who, with whom, when, how long. */
export const BookDialog = ({ opened, ...rest }: BookProps & { readonly opened: boolean }) => {
  const t = useText(agendaMessages);
  return <Dialog opened={opened} onClose={rest.onClose} title={t('new')} size="lg"><BookForm {...rest} /></Dialog>;
};
