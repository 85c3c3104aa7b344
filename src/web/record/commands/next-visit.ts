import { addDays, addMonths, isCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { fold } from '#kernel/fold.ts';

const MOST = 1_000;

/** `3m`, `2 sem`, `10d`, `2027-02-01`: when the next visit is, counted from today; null when it is none of these. */
export const readNextVisit = (typed: string, today: CivilDate): CivilDate | null => {
  const text = fold(typed).replace(/\s+/g, '');
  if (isCivilDate(text)) return text > today ? text : null;
  const [, count, span = ''] = /^(\d{1,3})(d|dia|dias|day|days|s|sem|semana|semanas|w|week|weeks|m|mes|meses|month|months|a|ano|anos|y|year|years)$/.exec(text) ?? [];
  const many = Number(count);
  if (count === undefined || many === 0 || many > MOST) return null;
  if (span.startsWith('d')) return addDays(today, many);
  if (span.startsWith('s') || span.startsWith('w')) return addDays(today, many * 7);
  return addMonths(today, span.startsWith('m') ? many : many * 12);
};
