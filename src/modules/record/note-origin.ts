import { originOf } from '#kernel/carried-text.ts';
import type { Origin } from '#kernel/carried-text.ts';
import type { NoteContent } from './contract.ts';

/** A note's words as they are signed: without the marks of the draft, and with what those marks come to. Only evolution notes can be carried into. */
export const wordsWithOrigin = (content: NoteContent): { readonly content: NoteContent; readonly origin?: Origin } => {
  if (content.kind !== 'evolution') return { content };
  const { carried: _, ...words } = content;
  return { content: words, origin: originOf(content) };
};
