import { fold } from '#kernel/fold.ts';
import type { z } from 'zod';
import type { Chart } from '#modules/record/contract.ts';
import type { informationReply } from '#modules/release/contract.ts';

/** What happened to a patient beside what was written of her: told by word of mouth, or a step of an observation. */
export type TimelineEvent = { readonly id: string; readonly at: string; readonly is: 'told' | 'observation-begun' | 'observation-ended'; readonly by: string; readonly words: string };
export type EventEntry = { readonly event: TimelineEvent; readonly at: string };

type Given = z.infer<typeof informationReply>['given'];

export const eventsOf = (observation: Chart['observation'], given: Given): readonly TimelineEvent[] => [
  ...observation.map(({ encounterId, step, at, byName }): TimelineEvent => ({ id: `${encounterId}-${step}`, at, is: `observation-${step}`, by: byName, words: '' })),
  ...given.map(({ id, told, what, toldAt, by }): TimelineEvent => ({ id, at: toldAt, is: 'told', by, words: told === '' ? what : `${told}: ${what}` })),
];

type Asked = { readonly words: string; readonly state: string; readonly kind: string | null; /** Nothing older than the oldest note that is loaded, unless all are. */ readonly since: string | null };

/** The entries and the events that carry every word typed, newest first. An event is neither signed nor a draft, and of no kind of note. */
export const withEvents = <Entry extends { readonly at: string }>(entries: readonly Entry[], events: readonly TimelineEvent[], { words, state, kind, since }: Asked): readonly (Entry | EventEntry)[] => {
  const wanted = fold(words).split(' ').filter((word) => word !== '');
  const shown = state !== 'all' || (kind !== null && kind !== 'events') ? [] : events
    .filter(({ at, by, words: said }) => (since === null || at >= since) && wanted.every((word) => fold(`${said} ${by}`).includes(word)))
    .map((event): EventEntry => ({ event, at: event.at }));
  return shown.length === 0 ? entries : [...entries, ...shown].toSorted((one, other) => other.at.localeCompare(one.at));
};
