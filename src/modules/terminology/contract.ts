import { z } from 'zod';

/** Shapes of the diagnosis search; shared with the web. */

export const searchDiagnosesQuery = z.strictObject({
  /** What was typed: a code or its beginning, a term, an abbreviation. A term, never a patient. */
  q: z.string().trim().min(1).max(80),
  /** The patient's biological sex; absent when unknown or intersex, and then nothing is left out. */
  sex: z.enum(['H', 'M']).optional(),
  limit: z.coerce.number().int().min(1).max(20).default(10),
});

export const diagnosisTermSchema = z.strictObject({
  /** Four characters, the last an X when the category has no subdivision. */
  code: z.string().regex(/^[A-Z]\d{2}[0-9X]$/),
  display: z.strictObject({ es: z.string(), en: z.string() }),
  /** Whose words the Spanish term is: the official catalogue's when one is imported and holds the code, else ours. */
  source: z.enum(['amate', 'official']),
  /** False until a clinician has confirmed the row. */
  reviewed: z.boolean(),
  /** Where WHO's table puts the code in ICD-11; null when no table is imported or it gives none. Never what a note is coded by. */
  icd11: z.strictObject({ code: z.string(), title: z.string(), uri: z.string(), release: z.string() }).nullable(),
});
export type DiagnosisTerm = z.infer<typeof diagnosisTermSchema>;

export const searchDiagnosesReply = z.strictObject({
  /** What a note stores beside the code (N024-6.4.2). */
  catalogue: z.strictObject({ name: z.string(), version: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** Best first. */
  diagnoses: z.array(diagnosisTermSchema).max(20),
});
