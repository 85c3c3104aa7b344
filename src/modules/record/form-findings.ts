import type { FormContent } from '#modules/documents/contract.ts';
import { documentRules } from '#modules/documents/public.ts';
import type { NoteContent, NoteFinding } from './contract.ts';
import { addendumFindings, evolutionFindings, toNoteFindings } from './rules.ts';

/** What the norms still miss in a form. */
export const formFindings = (content: FormContent): readonly NoteFinding[] => toNoteFindings(documentRules, content, true);

/** What a document misses by the rules of its kind alone, whatever else the record holds: an inspection asks that of the record itself. */
export const documentFindings = (content: NoteContent): readonly NoteFinding[] => {
  switch (content.kind) {
    case 'evolution': return evolutionFindings({ content, hasHistory: true });
    case 'addendum': return addendumFindings(content);
    default: return formFindings(content);
  }
};
