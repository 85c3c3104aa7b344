import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { DomainError } from '#kernel/errors.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';

/**
 * One message of a stream of server-sent events. It says that something changed and where to ask; what changed is then
 * asked for as ever, with permission and audit. So `data` holds codes and dates, never anything of a patient.
 */
export type StreamEvent = { readonly name: string; readonly data: Readonly<Record<string, string | number | boolean>> };

/** What the handler of a stream route answers: how to follow, until the returned function is called. */
export type StreamReply = { readonly follow: (send: (event: StreamEvent) => void) => () => void };

export type StreamOptions = {
  /** Whether the session still stands; asked with each heartbeat, and must not prolong it. */
  readonly isLive: (actor: StaffActor) => Promise<boolean>;
  readonly heartbeatMilliseconds?: number;
  /** Streams that one session may have open. */
  readonly perSession?: number;
  /** Told how many are open, after each change. */
  readonly counted?: (number: number) => void;
};

export type Streams = {
  /** The open body of a reply. Refuses `too-many-streams`. */
  readonly open: (actor: StaffActor, reply: StreamReply) => Readable;
  /** Ends all; for the end of the process. */
  readonly closeAll: () => void;
};

const HEARTBEAT = 15_000;
const PER_SESSION = 4;
/** A reader that lets this much pile up is gone; it will come again. */
const MOST_WAITING = 64 * 1024;
/** How long a browser waits before it comes again. */
const RETRY = 3_000;

const textOf = ({ name, data }: StreamEvent): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Keeps the open streams of a process: their heartbeats, their sessions, their number. */
export const openStreams = ({ isLive, heartbeatMilliseconds = HEARTBEAT, perSession = PER_SESSION, counted = () => undefined }: StreamOptions): Streams => {
  const bodies = new Map<PassThrough, string>();
  const countOf = (sessionId: string): number => [...bodies.values()].filter((each) => each === sessionId).length;
  const open = (actor: StaffActor, { follow }: StreamReply): Readable => {
    if (countOf(actor.sessionId) >= perSession) throw new DomainError('too-many-streams', 'too-many');
    const body = new PassThrough();
    bodies.set(body, actor.sessionId);
    counted(bodies.size);
    const write = (text: string): void => {
      if (body.writableEnded || body.destroyed) return;
      if (body.writableLength + body.readableLength > MOST_WAITING) body.destroy();
      else body.write(text);
    };
    const unfollow = follow((event) => { write(textOf(event)); });
    const beat = setInterval(() => {
      void isLive(actor).catch(() => false).then((live) => {
        if (live) write(':\n\n');
        else body.end();
      });
    }, heartbeatMilliseconds);
    beat.unref();
    body.once('close', () => {
      clearInterval(beat);
      unfollow();
      bodies.delete(body);
      counted(bodies.size);
    });
    // The head of the reply leaves with the first bytes.
    write(`retry: ${String(RETRY)}\n\n`);
    return body;
  };
  return { open, closeAll: () => { for (const body of bodies.keys()) body.end(); } };
};
