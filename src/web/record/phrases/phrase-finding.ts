import type { NoteFinding } from '#modules/record/contract.ts';

/** A wildcard or a pick left in a text: mended at its place, not by a list of usual words. */
export const isOfPhrases = ({ rule }: NoteFinding): boolean => rule === 'AMATE-PHRASE';
