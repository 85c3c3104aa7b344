import { freshId } from '../api/fresh-id.ts';
import { isUuid } from '#kernel/ids.ts';
import type { DeviceId } from '#kernel/ids.ts';
import { isLanguage } from '#kernel/language.ts';
import type { Language } from '#kernel/language.ts';

/** What this browser remembers. Nothing about people or patients ever enters its storage. */
export type Preferences = {
  readonly language: Language;
  readonly scheme: 'auto' | 'light' | 'dark';
  /** WCAG 2.1.4: shortcuts of a single key can be switched off. */
  readonly singleKeys: boolean;
  /** A random id that only serves to recognise a new device when signing in. */
  readonly deviceId: DeviceId;
};

const KEY = 'amate.preferences';

type Kept = Partial<Record<keyof Preferences, unknown>>;

const readKept = (): Kept => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
};

const languageOfBrowser = (): Language => (/^en\b/i.test(navigator.language) ? 'en-US' : 'es-MX');

const parse = (kept: Kept): Preferences => ({
  language: typeof kept.language === 'string' && isLanguage(kept.language) ? kept.language : languageOfBrowser(),
  scheme: kept.scheme === 'light' || kept.scheme === 'dark' ? kept.scheme : 'auto',
  singleKeys: kept.singleKeys !== false,
  deviceId: typeof kept.deviceId === 'string' && isUuid<'device'>(kept.deviceId) ? kept.deviceId : freshId(),
});

let present: Preferences | undefined;
const listeners = new Set<() => void>();

export const readPreferences = (): Preferences => (present ??= parse(readKept()));

export const changePreferences = (change: Partial<Preferences>): void => {
  present = { ...readPreferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(present));
  } catch {
    // a browser that keeps nothing still works; the choice then lasts until the page is closed
  }
  for (const listener of listeners) listener();
};

export const onPreferencesChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
};
