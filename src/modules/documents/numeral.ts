import type { NormRule } from '#kernel/norms.ts';

/** A norm's numeral that fields of a form answer; its check is made from the types of document. */
export type Numeral = Omit<NormRule<never>, 'check'>;
