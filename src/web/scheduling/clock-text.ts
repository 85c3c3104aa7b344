const shape = /^(\d{1,2})(?:[:.\s]?(\d{2}))?\s*(?:h|hrs?)?\s*([ap])?\.?\s*m?\.?$/i;

const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
};

/** A time as people type it, `1530`, `15:30`, `3:30p`, `9`, as `HH:MM`; null when it is no time of day. */
export const parseClockText = (typed: string): string | null => {
  const found = shape.exec(typed.trim());
  if (found === null) return null;
  const [, hours = '', minutes = '00', half] = found;
  const hour = hourOf(Number(hours), half);
  if (!(hour >= 0 && hour <= 23) || Number(minutes) > 59) return null;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
};
