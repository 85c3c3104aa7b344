import type { Session } from '#modules/identity/contract.ts';

/** What the tabs of one browser tell each other: they share a cookie, so they share a session. */
export type TabNews =
  | { readonly is: 'active' }
  | { readonly is: 'locked' }
  | { readonly is: 'entered'; readonly session: Session }
  | { readonly is: 'left' };

const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('amate') : null;

export const tellTabs = (news: TabNews): void => { channel?.postMessage(news); };

export const onTabNews = (listener: (news: TabNews) => void): (() => void) => {
  const onMessage = (event: MessageEvent): void => { listener(event.data as TabNews); };
  channel?.addEventListener('message', onMessage);
  return () => { channel?.removeEventListener('message', onMessage); };
};
