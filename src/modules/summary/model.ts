import type { ItemContent, Summary, SummaryItem } from './contract.ts';

/** What the newest versions of a patient's items say together; pure. */

const standing = ({ content }: SummaryItem): boolean => content.status !== 'entered-in-error';

/** Whether allergies were asked for, and what came of it. An allergy that stands outweighs an earlier “none known”. */
export const allergyAnswer = (items: readonly SummaryItem[]): Summary['allergies'] => {
  const told = items.filter(standing).flatMap(({ content }) => (content.kind === 'allergy' ? [content.status] : []));
  if (told.includes('active')) return 'known';
  return told.length === 0 ? 'not-asked' : 'none-known';
};

/** What of a content is filed in clear: a code where the kind has one. */
export const codeOf = (content: ItemContent): string | null => (content.kind === 'problem' ? content.code : null);
