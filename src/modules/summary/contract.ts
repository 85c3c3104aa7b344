import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';
import { vaccineCodes } from '#kernel/vaccines.ts';

/** What is known of a patient beside the notes. Lengths are characters; dates are civil dates of the clinic. */

const id = idSchemas(z.uuid());
const itemId = id<'summary-item'>();
const patientId = id<'patient'>();
const line = z.string().max(300);
const day = z.iso.date().nullable();

/** Clinical status of each kind, in the terms of FHIR where it has one. */
export const statuses = {
  problem: ['active', 'remission', 'inactive', 'resolved', 'entered-in-error'],
  allergy: ['active', 'inactive', 'none-known', 'refuted', 'entered-in-error'],
  medicine: ['active', 'on-hold', 'stopped', 'entered-in-error'],
  immunisation: ['completed', 'refused', 'entered-in-error'],
  antecedent: ['stated', 'entered-in-error'],
  pregnancy: ['pregnant', 'breastfeeding', 'puerperium', 'not-pregnant', 'unknown', 'entered-in-error'],
  creatinine: ['final', 'entered-in-error'],
  flag: ['active', 'ended', 'entered-in-error'],
} as const;
export const itemKinds = ['problem', 'allergy', 'medicine', 'immunisation', 'antecedent', 'pregnancy', 'creatinine', 'flag'] as const satisfies readonly (keyof typeof statuses)[];
export type ItemKind = (typeof itemKinds)[number];

const when = { since: day, until: day };

export const problemSchema = z.strictObject({
  kind: z.literal('problem'), status: z.enum(statuses.problem), ...when, code: z.string().regex(/^[A-Z]\d{2}[0-9X]$/), term: line.min(1), note: z.string().max(2_000),
});
/** `none-known` is the answer that was given when she was asked; its substance is empty. */
export const allergySchema = z.strictObject({
  kind: z.literal('allergy'), status: z.enum(statuses.allergy), ...when, substance: line, category: z.enum(['medication', 'food', 'environment', 'other']),
  criticality: z.enum(['low', 'high', 'unable-to-assess']), reaction: line, note: z.string().max(2_000),
});
export const activeMedicineSchema = z.strictObject({
  kind: z.literal('medicine'), status: z.enum(statuses.medicine), ...when, name: line.min(1), dose: line, route: line, frequency: line,
  source: z.enum(['here', 'elsewhere', 'self']), note: z.string().max(2_000),
});
/**
 * A dose, given or refused, on the day `since`. `vaccine` is its name as it was recorded; `code` places it in the
 * schedule. Versions recorded before these were asked have neither code nor number nor source; a vaccine that has no code
 * of ours has its name alone. `here` was given in this clinic, `card` was read on a vaccination card, `told` was said.
 */
export const doseSources = ['here', 'card', 'told'] as const;
export const immunisationSchema = z.strictObject({
  kind: z.literal('immunisation'), status: z.enum(statuses.immunisation), ...when, vaccine: line.min(1), dose: line, lot: line, note: z.string().max(2_000),
  code: z.enum(vaccineCodes).optional(), number: z.int().min(1).max(9).optional(), source: z.enum(doseSources).optional(),
  maker: line.optional(), expiry: day.optional(), site: line.optional(), route: line.optional(), reaction: line.optional(),
});
export const antecedentSchema = z.strictObject({
  kind: z.literal('antecedent'), status: z.enum(statuses.antecedent), ...when, area: z.enum(['family', 'surgical', 'social', 'gynaecological', 'other']), text: z.string().min(1).max(2_000),
});
/**
 * What somebody stated of a pregnancy; each statement is an item of its own, the newest by its day holds. While she is
 * pregnant `since` is the first day of the last period and `until` the expected date of birth. Versions recorded before
 * it was asked have neither `on`, the day it was true of, nor the source.
 */
export const pregnancySources = ['test', 'patient', 'note'] as const;
export const pregnancySchema = z.strictObject({
  kind: z.literal('pregnancy'), status: z.enum(statuses.pregnancy), ...when, on: day.optional(), source: z.enum(pregnancySources).optional(), note: z.string().max(2_000),
});
/** A serum creatinine, mg/dL; `since` is the day the sample was taken, `height` in cm of about that day, asked for below eighteen years. */
export const creatinineSchema = z.strictObject({
  kind: z.literal('creatinine'), status: z.enum(statuses.creatinine), ...when, value: z.number().min(0.1).max(40), height: z.number().min(30).max(260).nullable(), note: z.string().max(2_000),
});
export const flagSchema = z.strictObject({ kind: z.literal('flag'), status: z.enum(statuses.flag), ...when, text: z.string().min(1).max(500), severity: z.enum(['info', 'warning']) });

export const itemContentSchema = z.discriminatedUnion('kind', [problemSchema, allergySchema, activeMedicineSchema, immunisationSchema, antecedentSchema, pregnancySchema, creatinineSchema, flagSchema]);
export type ItemContent = z.infer<typeof itemContentSchema>;

/** What was said of `content` when, and by whom. */
export const itemSchema = z.strictObject({ itemId, version: z.int(), recordedAt: z.iso.datetime(), recordedBy: z.string(), content: itemContentSchema });
export type SummaryItem = z.infer<typeof itemSchema>;

export const summaryParams = z.strictObject({ patientId });
export const itemParams = z.strictObject({ patientId, itemId });
export const summaryReply = z.strictObject({
  items: z.array(itemSchema),
  /** `not-asked` until somebody records an allergy or that there are none. */
  allergies: z.enum(['not-asked', 'none-known', 'known']),
});
export type Summary = z.infer<typeof summaryReply>;
export const addItemBody = z.strictObject({ content: itemContentSchema });
export const changeItemBody = z.strictObject({ version: z.int().min(1), content: itemContentSchema });
export const storedReply = z.strictObject({ itemId, version: z.int() });
export const itemHistoryReply = z.strictObject({ versions: z.array(itemSchema) });

/** A sticky note has room for this many characters; what needs more belongs in the record. */
const stickyText = z.string().trim().min(1).max(280);
const stickyNoteId = id<'sticky-note'>();
/** What reception sees too. What only clinicians may see is an item of kind `flag`. */
export const stickyNoteSchema = z.strictObject({
  id: stickyNoteId, text: z.string(), writtenAt: z.iso.datetime(), writtenBy: z.string(), dismissed: z.strictObject({ at: z.iso.datetime(), by: z.string() }).nullable(),
});
export type StickyNote = z.infer<typeof stickyNoteSchema>;
export const stickyNotesReply = z.strictObject({ notes: z.array(stickyNoteSchema) });
export const stickyNoteParams = z.strictObject({ patientId, stickyNoteId });
export const addStickyNoteBody = z.strictObject({ text: stickyText });
export const stuckReply = z.strictObject({ id: stickyNoteId });
export const dismissedReply = z.strictObject({ dismissed: z.literal(true) });
