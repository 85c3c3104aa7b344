/**
 * From a talk to facts, without any model.
 *
 * - segment: a turn of one voice, with its time; utterance: one sentence of it
 * - fact: one thing that was said, with whose it is, whether it was denied or doubted, and where it was said
 * - evidence: the letters and the milliseconds that say it; a fact without evidence does not exist
 * - unmapped: an utterance in which nothing was understood, so that what is missing can be seen
 */
export { extract } from './extract.ts';
export type { Evidence, Fact, Segment, Transcript } from './model.ts';
