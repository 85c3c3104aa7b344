import type { Fact } from './model.ts';
import type { Utterance } from './read-utterances.ts';

/** A fact with the tokens that say it, before the context of the talk is weighed. */
export type RawFact = { readonly fact: Fact; readonly utterance: Utterance; readonly first: number; readonly last: number };
