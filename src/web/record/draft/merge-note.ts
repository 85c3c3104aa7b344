import { withMarksJoined } from '#kernel/carried-text.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import { mergeDrafts } from './merge-draft.ts';
import type { Choice, Merged } from './merge-draft.ts';

const wordsOf = (content: NoteContent): NoteContent => {
  if (content.kind !== 'evolution') return content;
  const { carried: _, ...words } = content;
  return words;
};

/** Merges two windows' words of a document. What either carried from earlier notes is no word of it: those marks follow their lines and are nobody's to choose. */
export const mergeNotes = (base: NoteContent, mine: NoteContent, theirs: NoteContent, choices?: readonly Choice[]): Merged<NoteContent> => {
  const { content, overlaps } = mergeDrafts(wordsOf(base), wordsOf(mine), wordsOf(theirs), choices);
  const isNote = mine.kind === 'evolution' && theirs.kind === 'evolution' && content.kind === 'evolution';
  return { content: isNote ? withMarksJoined(mine, theirs, content) : content, overlaps };
};
