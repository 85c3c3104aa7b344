import { Button } from '@mantine/core';
import { addYears } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { Slot } from '#kernel/vaccination.ts';
import { vaccines } from '#kernel/vaccines.ts';
import type { VaccineCode } from '#kernel/vaccines.ts';
import { DataTable } from '../design/data-table.tsx';
import { IconAlertTriangle, IconCalendar, IconCheck, IconCircleDashed, IconCircleX, IconHistory, IconMinus, IconPlus } from '../design/icons.ts';
import { Badge } from '../design/severity.tsx';
import { DateText } from '../design/text.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { vaccineMessages } from './messages.ts';
import classes from './vaccines.module.css';

const looks = {
  'given': { hue: 'jade', icon: IconCheck }, 'given-early': { hue: 'amber', icon: IconAlertTriangle }, 'refused': { hue: 'bark', icon: IconCircleX }, 'due': { hue: 'blue', icon: IconCalendar },
  'late': { hue: 'amber', icon: IconHistory }, 'upcoming': { hue: 'bark', icon: IconCircleDashed }, 'closed': { hue: 'bark', icon: IconMinus }, 'unrecorded': { hue: 'bark', icon: IconCircleDashed },
} as const satisfies Record<Slot['state'], unknown>;

/** Without a record, «since when» would sound as if she were late. */
const isDated = ({ state, on }: Slot): boolean => on !== null && state !== 'unrecorded' && state !== 'closed';

const SlotLine = ({ slot }: { readonly slot: Slot }) => {
  const t = useText(vaccineMessages);
  const { hue, icon } = looks[slot.state];
  return (
    <li data-slot={slot.state}>
      <b>{t(`slot.${slot.is}`, { dose: slot.dose })}</b>
      <Badge hue={hue} icon={icon}>{t(`state.${slot.state}`)}</Badge>
      {isDated(slot) && slot.on !== null ? <DateText value={slot.on} /> : null}
    </li>
  );
};

/** What an infant will be due as an elder helps nobody today. */
const MOST_YEARS_AHEAD = 20;

type Row = { readonly vaccine: VaccineCode; readonly slots: readonly Slot[] };

const rowsOf = (slots: readonly Slot[]): readonly Row[] =>
  [...new Set(slots.map(({ vaccine }) => vaccine))].map((vaccine) => ({ vaccine, slots: slots.filter((slot) => slot.vaccine === vaccine) }));

/** What is to be given next of a row: the first that is missing. */
const nextOf = ({ slots }: Row): Slot | undefined => slots.find(({ state }) => state === 'late' || state === 'due') ?? slots.find(({ state }) => state === 'unrecorded') ?? slots.find(({ state }) => state === 'upcoming' || state === 'refused' || state === 'given-early');

/** The schedule by vaccine; `onAdd` null where nothing may be recorded. */
export const ScheduleTable = ({ slots, today, onAdd }: { readonly slots: readonly Slot[]; readonly today: CivilDate; readonly onAdd: ((vaccine: VaccineCode, number: number) => void) | null }) => {
  const t = useText(vaccineMessages);
  const language = useLanguage();
  const farAway = addYears(today, MOST_YEARS_AHEAD);
  const shown = rowsOf(slots.filter(({ state, on }) => state !== 'closed' && !(state === 'upcoming' && on !== null && on > farAway)));
  const closed = slots.filter(({ state }) => state === 'closed');
  return (
    <>
      <DataTable
        caption={t('schedule')} rows={shown} rowKey={({ vaccine }) => vaccine}
        columns={[
          { key: 'vaccine', heading: t('col.vaccine'), isRowHeading: true, wide: true, width: '38%', cell: ({ vaccine }) => <><span className={classes['name']}>{vaccines[vaccine].name[language]}</span><span className={classes['under']}>{vaccines[vaccine].against[language]}</span></> },
          { key: 'doses', heading: t('col.doses'), wide: true, cell: ({ slots: of }) => <ul className={classes['slots']}>{of.map((slot) => <SlotLine key={`${slot.is} ${String(slot.dose)}`} slot={slot} />)}</ul> },
          ...(onAdd === null ? [] : [{
            key: 'act', heading: t('col.act'), headingHidden: true, align: 'end' as const, width: 130,
            cell: (row: Row) => {
              const next = nextOf(row);
              return next === undefined ? null : <Button className="amate-no-print" size="compact-md" variant="default" leftSection={<IconPlus size={14} aria-hidden />} aria-label={t('add.of', { vaccine: vaccines[row.vaccine].name[language] })} onClick={() => { onAdd(row.vaccine, next.dose); }}>{t('add.short')}</Button>;
            },
          }]),
        ]}
      />
      {closed.length === 0 ? null : (
        <details className={classes['past']}>
          <summary>{t('closed.show', { count: closed.length })}</summary>
          <ul>{closed.map((slot) => <li key={`${slot.vaccine} ${String(slot.dose)}`}>{vaccines[slot.vaccine].name[language]}, {t('slot.dose', { dose: slot.dose }).toLowerCase()}</li>)}</ul>
        </details>
      )}
    </>
  );
};
