import { fold } from '#kernel/fold.ts';
import type { Attachment } from '#modules/attachments/contract.ts';

/** A file among the notes of a chart, at the day of what it shows. */
export type FileEntry = { readonly file: Attachment; readonly at: string };

const NOON = 'T12:00:00.000Z';

/** Of a file recorded on the day it was taken, the time it was recorded; of an older one, midday. */
const instantOf = (file: Attachment, dayOf: (instant: string) => string): string => {
  const { takenOn, recordedAt } = file;
  return takenOn === null || takenOn === dayOf(recordedAt) ? recordedAt : `${takenOn}${NOON}`;
};

type Asked = { readonly words: string; readonly state: string; readonly kind: string | null; /** No file older than the oldest note that is loaded, unless all are. */ readonly since: string | null; /** The clinic's day of an instant. */ readonly dayOf: (instant: string) => string };

/** The notes and the files that carry every word typed, newest first. A file is neither signed nor a draft, and of no kind of note. */
export const withFiles = <Entry extends { readonly at: string }>(entries: readonly Entry[], files: readonly Attachment[], { words, state, kind, since, dayOf }: Asked): readonly (Entry | FileEntry)[] => {
  const wanted = fold(words).split(' ').filter((word) => word !== '');
  const shown = state !== 'all' || (kind !== null && kind !== 'files') ? [] : files
    .map((file): FileEntry => ({ file, at: instantOf(file, dayOf) }))
    .filter(({ file, at }) => (since === null || at >= since) && wanted.every((word) => fold(`${file.title} ${file.site} ${file.recordedBy}`).includes(word)));
  return shown.length === 0 ? entries : [...entries, ...shown].toSorted((one, other) => other.at.localeCompare(one.at));
};
