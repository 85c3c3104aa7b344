import { ActionIcon, TextInput } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { civilDateIn, formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import { parseDateText } from './date-text-parse.ts';
import { IconCalendar } from './icons.ts';
import { designMessages } from './messages.ts';

export type DateFieldProps = Omit<TextInputProps, 'value' | 'onChange' | 'error'> & {
  readonly value: CivilDate | null;
  /** Null while what is typed names no day. */
  readonly onChange: (date: CivilDate | null) => void;
  /** The person is through: left the field, pressed Enter or picked from the calendar. */
  readonly onCommit?: (date: CivilDate | null) => void;
  readonly error?: ReactNode;
};

/** The browser's own calendar, shown by a button; typing needs none of it. */
const CalendarButton = ({ value, onPick }: { readonly value: CivilDate | null; readonly onPick: (date: CivilDate) => void }) => {
  const t = useText(designMessages);
  const calendar = useRef<HTMLInputElement>(null);
  return (
    <>
      <ActionIcon size="md" aria-label={t('date.calendar')} onClick={() => { calendar.current?.showPicker(); }}><IconCalendar size={18} stroke={1.7} /></ActionIcon>
      <input
        ref={calendar} type="date" className="amate-hidden" tabIndex={-1} aria-hidden value={value ?? ''}
        onChange={(event) => { if (isCivilDate(event.currentTarget.value)) onPick(event.currentTarget.value); }}
      />
    </>
  );
};

/** A day, typed in any usual way and shown as `02/nov/2026`, so that no reader swaps day and month. */
export const DateField = ({ value, onChange, onCommit, error, ...rest }: DateFieldProps) => {
  const t = useText(designMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : formatCivilDate(value, language));
  const isWrong = typed !== null && typed.trim() !== '' && value === null;
  const [hasLeft, setLeft] = useState(false);
  const settle = (): void => {
    setLeft(true);
    if (value !== null) setTyped(null);
    onCommit?.(value);
  };
  const pick = (date: CivilDate): void => {
    setTyped(null);
    onChange(date);
    onCommit?.(date);
  };
  return (
    <TextInput
      autoComplete="off" spellCheck={false} placeholder={t('date.hint')} value={shown}
      error={error ?? (isWrong && hasLeft ? t('date.wrong') : undefined)}
      rightSection={<CalendarButton value={value} onPick={pick} />}
      onChange={(event) => {
        setLeft(false);
        setTyped(event.currentTarget.value);
        onChange(parseDateText(event.currentTarget.value, civilDateIn(timeZone, systemClock.now())));
      }}
      onBlur={settle} onKeyDown={(event: KeyboardEvent) => { if (event.key === 'Enter') settle(); }}
      {...rest}
    />
  );
};
