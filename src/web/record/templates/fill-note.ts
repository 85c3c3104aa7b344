import type { EvolutionContent } from '#modules/record/contract.ts';
import { templateFields } from './api.ts';
import type { TemplateField, TemplateTexts } from './api.ts';

export type Filling = { readonly content: EvolutionContent; readonly filled: readonly TemplateField[]; /** Held words already, which stay. */ readonly skipped: readonly TemplateField[] };

/** The note with a template's texts where nothing was written; nothing that was typed is touched. */
export const fillNote = (content: EvolutionContent, texts: TemplateTexts): Filling => {
  const wanted = templateFields.filter((field) => (texts[field] ?? '').trim() !== '');
  const filled = wanted.filter((field) => content[field].trim() === '');
  return {
    content: filled.length === 0 ? content : { ...content, ...Object.fromEntries(filled.map((field) => [field, texts[field] ?? ''])) },
    filled, skipped: wanted.filter((field) => !filled.includes(field)),
  };
};
