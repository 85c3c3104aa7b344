import { ActionIcon, Button, TextInput } from '@mantine/core';
import { addDays, isCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { IconChevronLeft, IconChevronRight } from '../design/icons.ts';
import { useText } from '../i18n/use-text.ts';
import classes from './agenda.module.css';
import { agendaMessages } from './messages.ts';

type DayPickerProps = { readonly date: CivilDate; readonly today: CivilDate; readonly onChange: (date: CivilDate) => void };

/** A day back, today, a day on, or any day by the browser's own calendar. */
export const DayPicker = ({ date, today, onChange }: DayPickerProps) => {
  const t = useText(agendaMessages);
  return (
    <div className={classes['date']}>
      <ActionIcon variant="default" aria-label={t('day.before')} onClick={() => { onChange(addDays(date, -1)); }}><IconChevronLeft size={18} /></ActionIcon>
      <Button variant="default" disabled={date === today} onClick={() => { onChange(today); }}>{t('today')}</Button>
      <ActionIcon variant="default" aria-label={t('day.after')} onClick={() => { onChange(addDays(date, 1)); }}><IconChevronRight size={18} /></ActionIcon>
      <TextInput
        type="date" className={classes['dateBox'] ?? ''} aria-label={t('day.choose')} value={date} required
        onChange={(event) => { if (isCivilDate(event.currentTarget.value)) onChange(event.currentTarget.value); }}
      />
    </div>
  );
};
