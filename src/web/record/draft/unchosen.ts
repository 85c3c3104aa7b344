import type { NoteContent } from '#modules/record/contract.ts';
import type { Overlap } from './merge-draft.ts';

const written = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value ?? '—');
  const { code, term } = value as { readonly code?: unknown; readonly term?: unknown };
  return typeof code === 'string' ? `${code} ${String(term)}` : JSON.stringify(value);
};

/**
 * Of a single value two windows can only keep one until the person chooses. The other is told in a line of the text, so
 * that whoever opens the draft after a crash finds it; the choice takes the line away again.
 */
export const withUnchosen = (content: NoteContent, overlaps: readonly Overlap[]): NoteContent => {
  const lines = overlaps.filter(({ is }) => is === 'value').map(({ path, mine, theirs }) => `⇄ ${path}: ${written(mine)} | ${written(theirs)}`);
  if (lines.length === 0) return content;
  const added = (text: string): string => [text, ...lines].filter((line) => line !== '').join('\n');
  if (content.kind === 'evolution') return { ...content, subjective: added(content.subjective) };
  return content.kind === 'addendum' ? { ...content, text: added(content.text) } : content;
};
