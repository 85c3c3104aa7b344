import { useEffect, useState } from 'react';
import { systemClock } from '#kernel/clock.ts';

const now = (): number => systemClock.now().getTime();

/** The present instant in milliseconds, drawn again twice a minute. */
export const useNow = (): number => {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => { setAt(now()); }, 30_000);
    return () => { clearInterval(timer); };
  }, []);
  return at;
};
