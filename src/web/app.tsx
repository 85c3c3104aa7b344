import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createQueryClient } from './api/query-client.ts';
import { Toasts } from './design/toast.tsx';
import { useLanguage } from './i18n/use-text.ts';
import { ShortcutListener } from './keyboard/use-shortcuts.tsx';
import { Root } from './shell/root.tsx';
import { ThemeProvider } from './theme/theme-provider.tsx';

export const App = () => {
  const language = useLanguage();
  const [queryClient] = useState(createQueryClient);
  useEffect(() => { document.documentElement.lang = language; }, [language]);
  return (
    <ThemeProvider>
      <QueryClientProvider client={queryClient}>
        <ShortcutListener />
        <Root />
        <Toasts />
      </QueryClientProvider>
    </ThemeProvider>
  );
};
