import { z } from 'zod';
import { encounterKinds, noteKinds } from '#modules/record/contract.ts';
import { idSchemas } from '#kernel/ids.ts';

const id = idSchemas(z.uuid());
const patientId = id<'patient'>();
const noteId = id<'note'>();
const encounterId = id<'encounter'>();

export const inspectionParams = z.strictObject({ patientId });

/** What is asked of a whole record; each is a rule with its numeral. */
export const criterionCodes = ['identity', 'history', 'signed', 'attended', 'admission', 'discharge', 'daily', 'consent', 'answered'] as const;

export const verdicts = ['present', 'absent', 'not-applicable'] as const;

/** Where something is missing: a document, an attention, or neither for the record as a whole. */
const placeSchema = z.strictObject({
  code: z.string(), noteId: noteId.nullable(), encounterId: encounterId.nullable(), encounterKind: z.enum(encounterKinds).nullable(), noteKind: z.enum(noteKinds).nullable(), at: z.iso.datetime().nullable(),
});
export type InspectionPlace = z.infer<typeof placeSchema>;

const criterionSchema = z.strictObject({
  criterion: z.enum(criterionCodes), rule: z.string(), norm: z.string(),
  /** Null where the numeral was not read in the text. */
  numeral: z.string().nullable(),
  /** The numeral from memory, shown as to be confirmed by the responsible physician. */
  unconfirmed: z.string().nullable(),
  verdict: z.enum(verdicts), places: z.array(placeSchema),
});
export type InspectedCriterion = z.infer<typeof criterionSchema>;

/** The signed documents of one kind: how many, how many complete by the rules of their kind, and what the others lack. */
const documentsSchema = z.strictObject({
  kind: z.enum(noteKinds), total: z.int(), complete: z.int(),
  missing: z.array(z.strictObject({ noteId, at: z.iso.datetime(), norm: z.string(), numeral: z.string().nullable(), unconfirmed: z.string().nullable(), code: z.string() })),
});
export type InspectedDocuments = z.infer<typeof documentsSchema>;

/** `present` and `absent` count criteria and documents alike; what does not apply counts in neither. */
const scoreSchema = z.strictObject({ present: z.int(), absent: z.int() });
export type InspectionScore = z.infer<typeof scoreSchema>;

export const recordInspectionReply = z.strictObject({ inspectedAt: z.iso.datetime(), patient: z.strictObject({ fullName: z.string(), recordNumber: z.string() }), score: scoreSchema, criteria: z.array(criterionSchema), documents: z.array(documentsSchema) });
export type RecordInspection = z.infer<typeof recordInspectionReply>;

/** The most records that one inspection of a clinic reads. */
export const MAX_SAMPLE = 40;

/** The same seed on the same day draws the same records: an inspection can be repeated. */
export const clinicInspectionBody = z.strictObject({ seed: z.string().regex(/^[A-Za-z0-9-]{1,40}$/), size: z.int().min(1).max(MAX_SAMPLE), months: z.int().min(1).max(60) });

export const clinicInspectionReply = z.strictObject({
  inspectedAt: z.iso.datetime(), population: z.int(), score: scoreSchema,
  criteria: z.array(z.strictObject({ criterion: z.enum(criterionCodes), rule: z.string(), norm: z.string(), numeral: z.string().nullable(), unconfirmed: z.string().nullable(), present: z.int(), absent: z.int(), notApplicable: z.int() })),
  records: z.array(z.strictObject({ patientId, recordNumber: z.string(), fullName: z.string(), score: scoreSchema, absent: z.array(z.enum(criterionCodes)), incomplete: z.int() })),
});
export type ClinicInspection = z.infer<typeof clinicInspectionReply>;
