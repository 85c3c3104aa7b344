import type { FormContent } from '#modules/documents/contract.ts';
import { documentRules } from '#modules/documents/public.ts';
import type { NoteFinding } from './contract.ts';
import { toNoteFindings } from './rules.ts';

/** What the norms still miss in a form. */
export const formFindings = (content: FormContent): readonly NoteFinding[] => toNoteFindings(documentRules, content, true);
