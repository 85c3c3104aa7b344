import { civilDateIn, formatCivilDate, isCivilDate, timeIn } from '#kernel/civil-date.ts';
import { useLanguage } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';

/** `02/nov/2026` of a civil date, or of an instant on the clinic's wall; `withTime` adds `14:05`. */
export const DateText = ({ value, withTime = false }: { readonly value: string; readonly withTime?: boolean }) => {
  const language = useLanguage();
  const timeZone = useTimeZone();
  if (isCivilDate(value)) return <time dateTime={value} className="amate-numbers">{formatCivilDate(value, language)}</time>;
  const at = new Date(value);
  const date = formatCivilDate(civilDateIn(timeZone, at), language);
  return <time dateTime={value} className="amate-numbers">{withTime ? `${date} ${timeIn(timeZone, at)}` : date}</time>;
};

/** A person's name; never translated by the browser, never cut in the middle of a word. */
export const PersonName = ({ name }: { readonly name: string }) => <span translate="no">{name}</span>;
