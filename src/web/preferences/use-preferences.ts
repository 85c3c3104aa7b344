import { useSyncExternalStore } from 'react';
import { onPreferencesChange, readPreferences } from './preferences.ts';
import type { Preferences } from './preferences.ts';

export const usePreferences = (): Preferences => useSyncExternalStore(onPreferencesChange, readPreferences);
