/**
 * The scribe: a draft note from what was said.
 *
 * - sentence: a line of the draft with the places of the talk that say it; one without evidence does not exist
 * - section: S, O, A, P
 * - conflict: what was said stands against what the chart holds; shown, never settled
 */
export { draftOf } from './draft.ts';
export type { Draft } from './draft.ts';
export { readTranscript } from './read-transcript.ts';
