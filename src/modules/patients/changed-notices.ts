/** Notices of changed patients on their way to being read; several that come together are asked about together. */
export type NoticeQueue = {
  readonly hear: (notice: string) => void;
  /** Resolves when what was heard until now has been asked about or given up. */
  readonly settled: () => Promise<void>;
};

const written = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const mostAtOnce = 500;

/**
 * A notice is the instant of a change and names nobody, since any login may listen; `ask` learns whose they were.
 * What `ask` fails at is left to the next catching up.
 */
export const openNoticeQueue = (ask: (instants: readonly string[]) => Promise<void>, failed: (error: unknown) => void): NoticeQueue => {
  const heard = new Set<string>();
  let asking: Promise<void> | null = null;
  const flush = async (): Promise<void> => {
    while (heard.size > 0) {
      const instants = [...heard].slice(0, mostAtOnce);
      for (const instant of instants) heard.delete(instant);
      await ask(instants).catch(failed);
    }
  };
  return {
    hear: (notice) => {
      if (!written.test(notice)) return;
      heard.add(notice);
      asking ??= flush().finally(() => { asking = null; });
    },
    settled: async () => { await asking; },
  };
};
