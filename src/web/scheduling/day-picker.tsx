import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { DateField } from '../design/date-field.tsx';
import { IconChevronLeft, IconChevronRight } from '../design/icons.ts';
import { useText } from '../i18n/use-text.ts';
import classes from './agenda.module.css';
import { agendaMessages } from './messages.ts';

type DayPickerProps = { readonly date: CivilDate; readonly today: CivilDate; readonly onChange: (date: CivilDate) => void };

/** A day back, today, a day on, or any day. */
export const DayPicker = ({ date, today, onChange }: DayPickerProps) => {
  const t = useText(agendaMessages);
  // undefined: nothing was typed; null: what was typed names no day yet
  const [typed, setTyped] = useState<CivilDate | null | undefined>(undefined);
  return (
    <div className={classes['date']}>
      <ActionIcon variant="default" aria-label={t('day.before')} onClick={() => { onChange(addDays(date, -1)); }}><IconChevronLeft size={18} /></ActionIcon>
      <Button variant="default" disabled={date === today} onClick={() => { onChange(today); }}>{t('today')}</Button>
      <ActionIcon variant="default" aria-label={t('day.after')} onClick={() => { onChange(addDays(date, 1)); }}><IconChevronRight size={18} /></ActionIcon>
      <DateField
        className={classes['dateBox'] ?? ''} aria-label={t('day.choose')} value={typed === undefined ? date : typed} onChange={setTyped}
        onCommit={(chosen) => {
          setTyped(undefined);
          if (chosen !== null && chosen !== date) onChange(chosen);
        }}
      />
    </div>
  );
};
