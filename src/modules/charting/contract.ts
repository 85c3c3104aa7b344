import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';
import { isShortcut, PHRASE_LIMITS } from '#kernel/phrase.ts';

/** Shapes of charting's requests and replies; shared with the web. Lengths are characters. */

const phraseId = idSchemas(z.uuid())<'phrase'>();

/** What a phrase is called and what it writes. The text may hold tokens, picks and wildcards; see the kernel's phrase. */
export const phraseWordsSchema = z.strictObject({
  shortcut: z.string().refine(isShortcut),
  title: z.string().trim().min(1).max(PHRASE_LIMITS.title),
  text: z.string().min(1).max(PHRASE_LIMITS.text).refine((text) => text.trim() !== ''),
});
export type PhraseWords = z.infer<typeof phraseWordsSchema>;

export const phraseParams = z.strictObject({ phraseId });
export const changePhraseBody = phraseWordsSchema.extend({ /** The version that was changed; a newer one on the server refuses. */ version: z.int().min(1) });
export const retirePhraseBody = z.strictObject({ version: z.int().min(1) });
export const storedPhraseReply = z.strictObject({ id: phraseId, version: z.int() });

const keptPhraseSchema = phraseWordsSchema.extend({ id: phraseId, version: z.int(), changedAt: z.iso.datetime() });
export type KeptPhrase = z.infer<typeof keptPhraseSchema>;

export const specialties = ['general', 'paediatrics', 'gynaecology', 'internal', 'cardiology'] as const;
export type Specialty = (typeof specialties)[number];
const specialtyPhraseSchema = phraseWordsSchema.extend({ specialty: z.enum(specialties) });
export type SpecialtyPhrase = z.infer<typeof specialtyPhraseSchema>;

/** The reader's own, the clinic's and those that come with Amate; of one short name the first of these libraries holds. */
export const phraseLibrariesSchema = z.strictObject({ own: z.array(keptPhraseSchema), clinic: z.array(keptPhraseSchema), specialty: z.array(specialtyPhraseSchema) });
export type PhraseLibraries = z.infer<typeof phraseLibrariesSchema>;

const templateText = z.string().min(1).max(4_000);
/** The texts of an evolution note that a template fills; vital signs, diagnoses and medicines are never among them. */
const templateWordsSchema = z.strictObject({
  title: z.string().trim().min(1).max(80),
  texts: z.strictObject({ subjective: templateText, examination: templateText, results: templateText, assessment: templateText, plan: templateText, prognosis: templateText.max(2_000) }).partial(),
});
export type TemplateWords = z.infer<typeof templateWordsSchema>;
const specialtyTemplateSchema = templateWordsSchema.extend({ specialty: z.enum(specialties) });
export type SpecialtyTemplate = z.infer<typeof specialtyTemplateSchema>;
export const templatesSchema = z.strictObject({ specialty: z.array(specialtyTemplateSchema) });
