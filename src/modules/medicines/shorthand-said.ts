import type { LineNote } from '#kernel/line-words-table.ts';
import type { Amount, Duration, Frequency } from '#kernel/medicine-line.ts';
import type { Form, Route } from './model.ts';

type Span = { readonly start: number; readonly end: number };
/** A moment of the day (0 morning, 1 noon, 2 evening, 3 night), the amount said for it, if any, and where that amount ends. */
export type Moment = { readonly at: 0 | 1 | 2 | 3; readonly amount: Amount | null; readonly end: number };

/** What a written line says, piece by piece, before any of it is understood as a medicine. */
export type Piece =
  | { readonly kind: 'measured'; readonly amount: Amount; readonly span: Span }
  | { readonly kind: 'counted'; readonly amount: Amount; readonly span: Span }
  | { readonly kind: 'bare'; readonly value: number; readonly span: Span }
  /** `875/125`, `160/4.5`, `250 mg/5 mL`; a unit where one was said. */
  | { readonly kind: 'ratio'; readonly values: readonly number[]; readonly perVolume: boolean }
  | { readonly kind: 'by-weight'; readonly value: number; readonly unit: string }
  /** `1 %`: so many grams in a hundred. */
  | { readonly kind: 'percent'; readonly value: number }
  /** `#20`: how many are handed over. */
  | { readonly kind: 'handed'; readonly value: number }
  /** To apply, without an amount. */
  | { readonly kind: 'applied' }
  | { readonly kind: 'form'; readonly forms: readonly Form[] }
  | { readonly kind: 'route'; readonly route: Route }
  | { readonly kind: 'frequency'; readonly frequency: Frequency }
  | { readonly kind: 'moment'; readonly moment: Moment }
  | { readonly kind: 'note'; readonly note: LineNote }
  | { readonly kind: 'as-needed'; readonly span: Span | null }
  | { readonly kind: 'duration'; readonly duration: Duration }
  /** Said, and not to be guessed: which part it is about, where it stands, and what may be written in its place. */
  | { readonly kind: 'doubt'; readonly about: Doubt; readonly candidates: readonly string[]; readonly span: Span | null };

export type Doubt = 'medicine' | 'dose' | 'dose-unit' | 'number' | 'frequency' | 'duration' | 'route' | 'unread';

/** What was read at a place, and how many tokens it took. */
export type Found = { readonly took: number; readonly pieces: readonly Piece[] };
