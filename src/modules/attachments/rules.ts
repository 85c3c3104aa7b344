import type { Finding, NormRule } from '#kernel/norms.ts';
import type { AddAttachmentBody, MediaType } from './contract.ts';

const when = (wrong: boolean, { rule, field, code }: Finding): readonly Finding[] => (wrong ? [{ rule, field, code }] : []);

/** What is judged of a file: what is said of it, what it turned out to be, and today in the clinic. */
export type AttachmentSubject = { readonly said: Pick<AddAttachmentBody, 'kind' | 'takenOn'>; readonly mediaType: MediaType; readonly today: string };

export const attachmentRules: readonly NormRule<AttachmentSubject>[] = [
  {
    id: 'ATT-1', norm: 'Amate', numeral: 'ATT-1', verified: 'D',
    says: 'A photograph is an image, and nothing was taken in the future.',
    check: ({ said, mediaType, today }) => [
      ...when(said.kind === 'photograph' && mediaType === 'application/pdf', { rule: 'ATT-1', field: 'kind', code: 'photograph-is-no-image' }),
      ...when(said.takenOn !== null && said.takenOn > today, { rule: 'ATT-1', field: 'takenOn', code: 'taken-in-the-future' }),
    ],
  },
];
