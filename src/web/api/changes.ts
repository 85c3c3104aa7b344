/** How a stream of changes stands: open, on its way, or not to be had for now. */
export type ChangesState = 'open' | 'opening' | 'closed';

type Watch = {
  readonly path: string;
  readonly event: string;
  /** What the event says, as JSON wrote it. */
  readonly heard: (data: unknown) => void;
  readonly onState: (state: ChangesState) => void;
};

/** A refused stream (session over, too many windows) is asked for again after this. */
const AGAIN_MS = 30_000;

/**
 * Follows a stream of server-sent events while the page can be seen: a browser has few connections for all its tabs.
 * Whatever is missed meanwhile is asked for as ever: whoever watches loads anew when the state becomes `open`.
 * Returns what ends it.
 */
export const watchChanges = ({ path, event, heard, onState }: Watch): (() => void) => {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const open = (): void => {
    close();
    onState('opening');
    const opened = new EventSource(path);
    source = opened;
    opened.onopen = () => { onState('open'); };
    opened.addEventListener(event, (message: MessageEvent<string>) => { heard(JSON.parse(message.data) as unknown); });
    opened.onerror = () => {
      onState('closed');
      // a connection that broke comes again by itself, an answer that was no stream does not
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
    };
  };
  const follow = (): void => {
    if (document.visibilityState === 'visible') open();
    else {
      close();
      onState('closed');
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    close();
  };
};
