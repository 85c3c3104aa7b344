import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { Slot } from '#kernel/vaccination.ts';
import { vaccines } from '#kernel/vaccines.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { SummaryItem } from '#modules/summary/contract.ts';
import { IconCalendar, IconHistory } from '../design/icons.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import note from '../record/note/note.module.css';
import { useToday } from '../record/summary/clinical-state.ts';
import { dosesOf, vaccinationOf } from './doses.ts';
import type { VaccinePatient } from './doses.ts';
import { vaccineMessages } from './messages.ts';
import classes from './vaccines.module.css';

const LOOKS = { late: { hue: 'amber', icon: IconHistory }, due: { hue: 'blue', icon: IconCalendar } } as const;

/** In the rail: what is late or due, and the way to the whole. */
export const VaccineRail = ({ patient, items }: { readonly patient: VaccinePatient & { readonly id: PatientId }; readonly items: readonly SummaryItem[] }) => {
  const t = useText(vaccineMessages);
  const language = useLanguage();
  const slots = vaccinationOf(items, patient, useToday())?.slots ?? [];
  const of = (state: Slot['state']): readonly Slot[] => slots.filter((slot) => slot.state === state);
  const told = (['late', 'due'] as const).filter((state) => of(state).length > 0);
  const hasRecord = dosesOf(items).length > 0;
  return (
    <section className={note['railPart']} data-group="immunisation">
      <header><h2>{t('title')}</h2></header>
      <div className={classes['rail']}>
        {told.map((state) => {
          const { hue, icon: Icon } = LOOKS[state];
          const names = [...new Set(of(state).map(({ vaccine }) => vaccines[vaccine].name[language]))].join(', ');
          return <p key={state} className={classes['mark']} style={{ background: `var(--mantine-color-${hue}-light)`, color: `var(--mantine-color-${hue}-light-color)` }}><Icon size={15} aria-hidden /><span>{t(`rail.${state}`, { count: of(state).length, names })}</span></p>;
        })}
        {hasRecord || told.length > 0 ? null : <p className={note['railEmpty']}>{t('rail.none')}</p>}
        {hasRecord && told.length === 0 ? <p className={note['railEmpty']}>{t('rail.fine')}</p> : null}
        <Button component={Link} href={`/pacientes/${patient.id}/vacunas`} variant="subtle" size="compact-sm" leftSection={<IconCalendar size={14} aria-hidden />}>{t('open')}</Button>
      </div>
    </section>
  );
};
