import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Language, Messages } from '#kernel/language.ts';

export type Values = Readonly<Record<string, string | number>>;

const catalogs = {
  'es-MX': setupI18n({ locale: 'es-MX', messages: { 'es-MX': {} } }),
  'en-US': setupI18n({ locale: 'en-US', messages: { 'en-US': {} } }),
} as const satisfies Record<Language, unknown>;

const compiled: Record<Language, Set<string>> = { 'es-MX': new Set(), 'en-US': new Set() };

/** A text in ICU MessageFormat (`{name}`, `{n, plural, one {# cita} other {# citas}}`) with its values put in. */
export const say = (language: Language, text: string, values: Values = {}): string => {
  const catalog = catalogs[language];
  if (!compiled[language].has(text)) {
    catalog.load(language, { [text]: compileMessage(text) });
    compiled[language].add(text);
  }
  return catalog._(text, { ...values });
};

/** The text of a key of one area's messages. */
export const textOf = <M extends Messages>(messages: M, language: Language) =>
  (key: keyof M & string, values?: Values): string => {
    const localized = messages[key];
    return localized === undefined ? key : say(language, localized[language], values);
  };
