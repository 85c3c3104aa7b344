import { useMemo } from 'react';
import type { Language, Messages } from '#kernel/language.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { textOf } from './say.ts';
import type { Values } from './say.ts';

export type Text<M extends Messages> = (key: keyof M & string, values?: Values) => string;

export const useLanguage = (): Language => usePreferences().language;

/**
 * The texts of one area in the language in force: `const t = useText(agendaMessages); t('arrived', { minutes: 12 })`.
 * Keys are typed; each area carries its own messages, so they travel with its chunk.
 */
export const useText = <M extends Messages>(messages: M): Text<M> => {
  const language = useLanguage();
  return useMemo(() => textOf(messages, language), [messages, language]);
};
