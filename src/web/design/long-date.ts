import type { CivilDate } from '#kernel/civil-date.ts';
import type { Language } from '#kernel/language.ts';

/** `lunes, 23 de noviembre de 2026`: for headings and for patients; records show `23/nov/2026`. */
export const longDate = (date: CivilDate, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
