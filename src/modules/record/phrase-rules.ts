import type { NormRule } from '#kernel/norms.ts';
import { openMarkOf } from '#kernel/phrase.ts';
import type { NoteContent } from './contract.ts';

type Place = { readonly field: string; readonly text: string };

const evolutionFields = ['subjective', 'examination', 'results', 'assessment', 'plan', 'prognosis'] as const;

/** Every text of a document in which phrases are written, with its place. */
const writtenIn = (content: NoteContent): readonly Place[] => {
  if (content.kind === 'evolution') return evolutionFields.map((field) => ({ field, text: content[field] }));
  if (content.kind === 'addendum') return [{ field: 'reason', text: content.reason }, { field: 'text', text: content.text }];
  return Object.entries(content.values).flatMap(([field, value]): readonly Place[] => {
    if (typeof value === 'string') return [{ field, text: value }];
    if (!Array.isArray(value)) return [];
    return value.flatMap((row, at) => Object.entries(row).flatMap(([column, cell]) => (typeof cell === 'string' ? [{ field: `${field}.${String(at)}.${column}`, text: cell }] : [])));
  });
};

const codes = { wildcard: 'phrase-wildcard-left', pick: 'phrase-pick-left' } as const;

/** A rule of the house: a phrase is finished by whoever writes it. No numeral orders it. */
export const phraseRules: readonly NormRule<NoteContent>[] = [
  {
    id: 'AMATE-PHRASE', norm: 'Amate', numeral: 'AMATE-PHRASE', verified: 'D',
    says: 'No document is signed with a wildcard or an unanswered pick of a phrase left in it.',
    check: (content) => writtenIn(content).flatMap(({ field, text }) => {
      const left = openMarkOf(text);
      return left === null ? [] : [{ rule: 'AMATE-PHRASE', field, code: codes[left] }];
    }),
  },
];
