import type { NormRule } from '#kernel/norms.ts';

/** The longest that an observed patient may go without a progress note: NOM-027, 6.2.2. */
const OBSERVATION_HOURS = 8;

/** When the next note of an observed patient is due. */
export const noteDueAt = (last: Date): Date => new Date(last.getTime() + OBSERVATION_HOURS * 3_600_000);

export const observationRules: readonly NormRule<{ readonly lastNoteAt: Date; readonly now: Date }>[] = [
  {
    id: 'N027-6.2.2', norm: 'NOM-027', numeral: '6.2.2', verified: 'Q',
    says: 'A patient in an observation bed has a progress note at least every eight hours.',
    check: ({ lastNoteAt, now }) => (now > noteDueAt(lastNoteAt) ? [{ rule: 'N027-6.2.2', field: 'evolution', code: 'observation-note-overdue' }] : []),
  },
];
