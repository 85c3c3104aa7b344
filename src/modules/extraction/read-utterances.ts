import { fold } from '#kernel/fold.ts';
import type { Evidence, Segment } from './model.ts';

/** A word, a number or a sign of a segment's text. `word` is folded: lower case, without accents. */
export type Token = {
  readonly word: string;
  /** From `start` to before `end` in the segment's text. */
  readonly start: number; readonly end: number;
  /** Of digits: `38.5`, `38,5`, `1,200`, `½`. Numbers in words are read by `spokenNumber`. */
  readonly number: number | null;
};

/** One sentence of one segment. A question is what ends in a mark of interrogation; engines often leave the mark out. */
export type Utterance = { readonly segment: Segment; readonly order: number; readonly tokens: readonly Token[]; readonly isQuestion: boolean };

const PIECE = /\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[½¼¾]|[\p{L}\p{M}]+|[^\s\p{L}\p{M}\d]/gu;
const halves: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };

const numberOf = (piece: string): number | null => {
  if (halves[piece] !== undefined) return halves[piece];
  if (!/^\d/.test(piece)) return null;
  return Number(/^\d{1,3}(,\d{3})+$/.test(piece) ? piece.replaceAll(',', '') : piece.replace(',', '.'));
};

/** The words, numbers and signs of a text, with their places. */
export const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(PIECE)].map(([piece], at, all) => {
    const start = all[at]?.index ?? 0;
    return { word: fold(piece), start, end: start + piece.length, number: numberOf(piece) };
  });

// the folded form of an ellipsis is three points
const isEnd = ({ word }: Token): boolean => word === '.' || word === '?' || word === '!' || word === ';' || word === '...';

const sentences = (tokens: readonly Token[]): readonly (readonly Token[])[] => {
  const found: Token[][] = [[]];
  for (const token of tokens) {
    // an opening mark begins a sentence of its own: `No, ¿y usted?`
    if (token.word === '¿' && (found.at(-1)?.length ?? 0) > 0) found.push([]);
    found.at(-1)?.push(token);
    if (isEnd(token)) found.push([]);
  }
  return found.filter((each) => each.some(({ word }) => /[\p{L}\d]/u.test(word)));
};

const isAsked = (tokens: readonly Token[]): boolean => tokens.some(({ word }) => word === '?' || word === '¿');

/** All sentences of a talk, in order. */
export const readUtterances = (segments: readonly Segment[]): readonly Utterance[] =>
  segments
    .flatMap((segment) => sentences(tokensOf(segment.text)).map((tokens) => ({ segment, tokens, isQuestion: isAsked(tokens) })))
    .map((each, order) => ({ ...each, order }));

const share = ({ startMs, endMs, text }: Segment, at: number): number => Math.round(startMs + ((endMs - startMs) * at) / Math.max(1, text.length));

/** The evidence of the tokens from `first` to `last`, both included. */
export const evidenceOf = ({ segment, tokens }: Utterance, first: number, last: number): Evidence => {
  const start = tokens[first]?.start ?? 0;
  const end = tokens[last]?.end ?? segment.text.length;
  return { segment: segment.id, startMs: share(segment, start), endMs: share(segment, end), start, end };
};

/** What was said there, letter by letter. */
export const saidAt = ({ segment, tokens }: Utterance, first: number, last: number): string => segment.text.slice(tokens[first]?.start ?? 0, tokens[last]?.end ?? segment.text.length);
