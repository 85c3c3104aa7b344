import { fold } from '#kernel/fold.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import { whenOf } from './file-facts.ts';

/** A file among the notes of a chart, at the day of what it shows. */
export type FileEntry = { readonly file: Attachment; readonly at: string };

const NOON = 'T12:00:00.000Z';
const instantOf = (file: Attachment): string => { const when = whenOf(file); return when.length === 10 ? `${when}${NOON}` : when; };

type Asked = { readonly words: string; readonly state: string; /** No file older than the oldest note that is loaded, unless all are. */ readonly since: string | null };

/** The notes and the files that carry every word typed, newest first. A file is neither signed nor a draft. */
export const withFiles = <Entry extends { readonly at: string }>(entries: readonly Entry[], files: readonly Attachment[], { words, state, since }: Asked): readonly (Entry | FileEntry)[] => {
  const wanted = fold(words).split(' ').filter((word) => word !== '');
  const shown = state !== 'all' ? [] : files
    .map((file): FileEntry => ({ file, at: instantOf(file) }))
    .filter(({ file, at }) => (since === null || at >= since) && wanted.every((word) => fold(`${file.title} ${file.site} ${file.recordedBy}`).includes(word)));
  return shown.length === 0 ? entries : [...entries, ...shown].toSorted((one, other) => other.at.localeCompare(one.at));
};
