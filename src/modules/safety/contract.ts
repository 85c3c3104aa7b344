import { z } from 'zod';

/** What a safety check answers: shown beside lines, stored with a signed prescription, replayed from it. */

export const severitySchema = z.enum(['contraindicated', 'major', 'moderate', 'minor']);
export type Severity = z.infer<typeof severitySchema>;

export const alertKindSchema = z.enum(['interaction', 'allergy', 'cross-allergy', 'duplicate', 'pregnancy', 'lactation', 'age', 'max-dose', 'renal', 'condition']);
export type AlertKind = z.infer<typeof alertKindSchema>;

export const alertSchema = z.strictObject({
  /** Severity, rules and what they are about: the same in every check of the same medicines, another when it becomes graver or the dose another. */
  key: z.string(),
  severity: severitySchema,
  kind: alertKindSchema,
  /** Names as they are shown: of two medicines, or of one and a fact of the patient. */
  between: z.array(z.string()),
  /** The caller's own names of the medicines concerned. */
  refs: z.array(z.string()),
  effect: z.string(),
  recommendation: z.string(),
  source: z.string(),
  /** False until a clinician confirmed the row against its source. */
  reviewed: z.boolean(),
  rule: z.string(),
});
export type Alert = z.infer<typeof alertSchema>;

/** Why something was not checked, which is never the same as safe. `no-data`: the tables hold nothing on that medicine. */
export const notCheckedReasonSchema = z.enum(['no-weight', 'no-egfr', 'allergies-not-asked', 'allergy-not-recognised', 'age-unknown', 'dose-unknown', 'pregnancy-unknown', 'no-data']);
export type NotCheckedReason = z.infer<typeof notCheckedReasonSchema>;

export const safetyResultSchema = z.strictObject({
  dataSet: z.strictObject({ name: z.string(), version: z.string(), sha256: z.string() }),
  /** The gravest first. */
  alerts: z.array(alertSchema),
  /** Medicines that nobody could name: not checked at all. */
  unmatched: z.array(z.strictObject({ ref: z.string(), text: z.string() })),
  notChecked: z.array(z.strictObject({ kind: alertKindSchema, reason: notCheckedReasonSchema, refs: z.array(z.string()) })),
  rulesEvaluated: z.int(),
});
export type SafetyResult = z.infer<typeof safetyResultSchema>;
