import { canonicalize } from '#kernel/canonical-json.ts';
import type { ItemContent, Summary, SummaryItem } from './contract.ts';

/** What the newest versions of a patient's items say together; pure. */

const standing = ({ content }: SummaryItem): boolean => content.status !== 'entered-in-error';

/** Whether allergies were asked for, and what came of it. An allergy that stands outweighs an earlier “none known”; one that was refuted or is over says nothing of others. */
export const allergyAnswer = (items: readonly SummaryItem[]): Summary['allergies'] => {
  const told = items.filter(standing).flatMap(({ content }) => (content.kind === 'allergy' ? [content.status] : []));
  if (told.includes('active')) return 'known';
  return told.includes('none-known') ? 'none-known' : 'not-asked';
};

/** Whether a problem of this code stands in the list and is not over: a second one would be the same. */
export const isListed = (items: readonly SummaryItem[], code: string): boolean =>
  items.filter(standing).some(({ content }) => content.kind === 'problem' && content.code === code && content.status !== 'resolved');

/** What of a content is filed in clear: a code where the kind has one. */
export const codeOf = (content: ItemContent): string | null => (content.kind === 'problem' ? content.code : null);

export type ItemChange = 'added' | 'status' | 'edited' | 'withdrawn';

const stands = (content: ItemContent | null): content is ItemContent => content !== null && content.status !== 'entered-in-error';

/** What became of an item between two of its states; null when nothing is different. What was entered in error never stood. */
export const changeBetween = (before: ItemContent | null, now: ItemContent | null): ItemChange | null => {
  if (!stands(before)) return stands(now) ? 'added' : null;
  if (!stands(now)) return 'withdrawn';
  if (before.status !== now.status) return 'status';
  return canonicalize(before) === canonicalize(now) ? null : 'edited';
};
