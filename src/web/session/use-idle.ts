import { useEffect, useRef, useState } from 'react';
import { systemClock } from '#kernel/clock.ts';
import { call } from '../api/call.ts';
import { connection } from '../api/connection.ts';
import { describeSession } from './api.ts';
import { idleVerdict } from './idle.ts';
import type { IdleVerdict } from './idle.ts';
import { onTabNews, tellTabs } from './tabs.ts';

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const TICK_MS = 1_000;
/** A person who reads or writes without asking for anything is told to the server this often. */
const KEEP_ALIVE_MS = 120_000;
const TELL_MS = 5_000;

const now = (): number => systemClock.now().getTime();

/** Watches for a person in any tab; calls `onOver` when the limit is reached. */
export const useIdle = (limitMs: number, isOn: boolean, onOver: () => void): { readonly verdict: IdleVerdict; readonly stay: () => void } => {
  const [verdict, setVerdict] = useState<IdleVerdict>({ is: 'present' });
  const lastActive = useRef(0);
  const lastTold = useRef(0);
  const over = useRef(onOver);
  useEffect(() => { over.current = onOver; });
  useEffect(() => {
    if (!isOn) return undefined;
    lastActive.current = now();
    const onSign = (): void => {
      lastActive.current = now();
      if (lastActive.current - lastTold.current < TELL_MS) return;
      lastTold.current = lastActive.current;
      tellTabs({ is: 'active' });
    };
    const judge = (): void => {
      const next = idleVerdict(now(), lastActive.current, limitMs);
      setVerdict((present) => (next.is === 'present' && present.is === 'present' ? present : next));
      if (next.is === 'over') over.current();
      else if (now() - lastActive.current < KEEP_ALIVE_MS && now() - connection.lastHeard() > KEEP_ALIVE_MS) void call(describeSession, {}).catch(() => undefined);
    };
    const timer = setInterval(judge, TICK_MS);
    const offNews = onTabNews((news) => { if (news.is === 'active') lastActive.current = now(); });
    for (const sign of signs) document.addEventListener(sign, onSign, { capture: true, passive: true });
    document.addEventListener('visibilitychange', judge);
    return () => {
      clearInterval(timer);
      offNews();
      for (const sign of signs) document.removeEventListener(sign, onSign, { capture: true });
      document.removeEventListener('visibilitychange', judge);
      setVerdict({ is: 'present' });
    };
  }, [limitMs, isOn]);
  return { verdict, stay: () => { lastActive.current = now(); setVerdict({ is: 'present' }); } };
};
