import { fold } from '#kernel/fold.ts';
import type { ChartEntry } from '#modules/record/contract.ts';
import { kindsOf } from './kind-groups.ts';
import type { KindChoice } from './kind-groups.ts';

export type EntryFilter = { readonly words: string; readonly state: 'all' | 'signed' | 'draft'; /** Null for all; `files` for photographs and papers, `events` for what happened, which are no notes. */ readonly kind: KindChoice | 'files' | 'events' | null };

const textOf = ({ authorName, excerpt, diagnoses }: ChartEntry): string =>
  fold([authorName, excerpt, ...diagnoses.flatMap(({ code, term }) => [code, term])].join(' '));

/** The entries that carry every word typed, without accents or case, in the state and of the kind or group of kinds asked for. */
export const filterEntries = (entries: readonly ChartEntry[], { words, state, kind }: EntryFilter): readonly ChartEntry[] => {
  const wanted = fold(words).split(/\s+/).filter((word) => word !== '');
  if (kind === 'files' || kind === 'events') return [];
  const kinds = kind === null ? null : kindsOf(kind);
  return entries.filter((entry) => {
    if ((state !== 'all' && entry.state !== state) || kinds?.includes(entry.kind) === false) return false;
    if (wanted.length === 0) return true;
    const text = textOf(entry);
    return wanted.every((word) => text.includes(word));
  });
};

/** Entries by the calendar year of the clinic, newest first, as they came. */
export const byYear = <Entry extends { readonly at: string }>(entries: readonly Entry[], yearOf: (instant: string) => string): readonly (readonly [year: string, entries: readonly Entry[]])[] =>
  [...Map.groupBy(entries, ({ at }) => yearOf(at))];
