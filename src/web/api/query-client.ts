import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './refusal.ts';

const LONGEST_PAUSE_MS = 15_000;

/** What the server said lives in memory only and is dropped at sign-out; a passing failure is tried again for a while. */
export const createQueryClient = (): QueryClient => new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 5 * 60_000,
      retry: (failures, error) => isPassing(error) && failures < 6,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS),
      // our own connection decides: the browser's `navigator.onLine` knows nothing of a server on the same desk
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
