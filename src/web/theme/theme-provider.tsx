import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import type { MantineColorSchemeManager } from '@mantine/core';
import type { ReactNode } from 'react';
import { changePreferences, onPreferencesChange, readPreferences } from '../preferences/preferences.ts';
import { pageNonce } from './nonce.ts';
import { cssVariables, theme } from './theme.ts';

let forget: (() => void) | undefined;

const schemeKeeper: MantineColorSchemeManager = {
  get: () => readPreferences().scheme,
  set: (scheme) => { if (scheme !== readPreferences().scheme) changePreferences({ scheme }); },
  subscribe: (tell) => { forget = onPreferencesChange(() => { tell(readPreferences().scheme); }); },
  unsubscribe: () => { forget?.(); },
  clear: () => { changePreferences({ scheme: 'auto' }); },
};

export const ThemeProvider = ({ children }: { readonly children: ReactNode }) => (
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={schemeKeeper} defaultColorScheme="auto" getStyleNonce={pageNonce}>
    {children}
  </MantineProvider>
);
