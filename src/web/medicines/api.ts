import type { confirmBody, confirmedReply, reviewQuery, reviewReply } from '#modules/medicines/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const listReview = endpoint<{ query: typeof reviewQuery; reply: typeof reviewReply }>('GET', '/api/medicines/review');
export const confirmRows = endpoint<{ body: typeof confirmBody; reply: typeof confirmedReply }>('POST', '/api/medicines/confirmations');
export const reviewKey = ['medicine-review'];

/** The address of the review of one row, or of all that holds these words. */
export const reviewAddress = (subject: 'ingredient' | 'interaction' | 'fact', q: string): string => `/medicamentos?${new URLSearchParams({ tipo: subject, q }).toString()}`;

/** The address of the row behind an alert's rule; null where the alert rests on no row of the tables. */
export const alertAddress = (rule: string): string | null => {
  const [first = ''] = rule.split('+');
  if (first.startsWith('duplicate:') || first === '') return null;
  return reviewAddress(first.startsWith('ddi-') ? 'interaction' : 'fact', first.replace(/:(?:least|no-weight)$/, ''));
};
