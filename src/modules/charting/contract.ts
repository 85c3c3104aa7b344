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

const templateId = idSchemas(z.uuid())<'template'>();
const patientId = idSchemas(z.uuid())<'patient'>();
const templateText = z.string().max(4_000).refine((text) => text.trim() !== '');
/** The texts of an evolution note that a template fills; vital signs, diagnoses and medicines are never among them. */
export const templateWordsSchema = z.strictObject({
  title: z.string().trim().min(1).max(80),
  texts: z.strictObject({ subjective: templateText, examination: templateText, results: templateText, assessment: templateText, plan: templateText, prognosis: templateText.max(2_000) }).partial()
    .refine((texts) => Object.keys(texts).length > 0),
});
export type TemplateWords = z.infer<typeof templateWordsSchema>;
/** `takenFrom`: whose note the texts were taken from; what tells who she is refuses them. */
export const addTemplateBody = templateWordsSchema.extend({ takenFrom: patientId.nullable() });
export const templateParams = z.strictObject({ templateId });
export const changeTemplateBody = templateWordsSchema.extend({ version: z.int().min(1) });
export const retireTemplateBody = z.strictObject({ version: z.int().min(1) });
export const storedTemplateReply = z.strictObject({ id: templateId, version: z.int() });
const keptTemplateSchema = templateWordsSchema.extend({ id: templateId, version: z.int(), changedAt: z.iso.datetime() });
export type KeptTemplate = z.infer<typeof keptTemplateSchema>;
const specialtyTemplateSchema = templateWordsSchema.extend({ specialty: z.enum(specialties) });
export type SpecialtyTemplate = z.infer<typeof specialtyTemplateSchema>;
export const templateLibrariesSchema = z.strictObject({ own: z.array(keptTemplateSchema), clinic: z.array(keptTemplateSchema), specialty: z.array(specialtyTemplateSchema) });
export type TemplateLibraries = z.infer<typeof templateLibrariesSchema>;

const part = z.string().trim().max(300);
/** A medicine as somebody writes it again and again: no patient is in it. */
export const regimenSchema = z.strictObject({ name: part.min(1), dose: part, route: part, frequency: part, duration: part });
export type Regimen = z.infer<typeof regimenSchema>;
/** Of a regimen that its owner keeps. */
const regimenId = idSchemas(z.uuid())<'regimen'>();
const medicineLine = z.string().max(300);
export const regimenParams = z.strictObject({ regimenId });
export const keepRegimenBody = regimenSchema.extend({ takenFrom: patientId.nullable() });
export const keptRegimenReply = z.strictObject({ id: regimenId });

/** This physician's usual regimens: `keptAs` names one that she keeps; `times` counts the patients that share it, with nobody's name. */
export const habitualRegimensSchema = z.strictObject({ regimens: z.array(z.strictObject({ name: medicineLine, dose: medicineLine, route: medicineLine, frequency: medicineLine, duration: medicineLine }).extend({ keptAs: regimenId.nullable(), times: z.int() })) });
export type HabitualRegimens = z.infer<typeof habitualRegimensSchema>;
