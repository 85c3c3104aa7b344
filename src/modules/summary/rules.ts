import type { Finding, NormRule } from '#kernel/norms.ts';
import type { ItemContent } from './contract.ts';

/** What an item of the summary must say to be of use; our own design, no numeral orders it. */

const when = (wrong: boolean, field: string, code: string): readonly Finding[] => (wrong ? [{ rule: 'SUM-1', field, code }] : []);

export const summaryRules: readonly NormRule<ItemContent>[] = [
  {
    id: 'SUM-1', norm: 'Amate', numeral: 'SUM-1', verified: 'D',
    says: 'An allergy names its substance, unless it is the answer that none is known; what ended says when; dates do not run backwards.',
    check: (content) => [
      ...when(content.kind === 'allergy' && content.status !== 'none-known' && content.substance.trim() === '', 'substance', 'allergy-needs-substance'),
      ...when(content.kind === 'allergy' && content.status === 'none-known' && content.substance.trim() !== '', 'substance', 'none-known-names-substance'),
      ...when((content.status === 'resolved' || content.status === 'stopped') && content.until === null, 'until', 'ended-needs-date'),
      ...when(content.since !== null && content.until !== null && content.until < content.since, 'until', 'ended-before-begun'),
    ],
  },
];
