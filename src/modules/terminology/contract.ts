import { z } from 'zod';

/** Shapes of the diagnosis search; shared with the web. */

export const searchDiagnosesQuery = z.strictObject({
  q: z.string().trim().min(1).max(80),
  sex: z.enum(['H', 'M']).optional(),
  limit: z.coerce.number().int().min(1).max(20).default(10),
});
export const diagnosisTermSchema = z.strictObject({
  /** Four characters, the last an X when the category has no subdivision. */
  code: z.string(),
  display: z.strictObject({ es: z.string(), en: z.string() }),
  /** False until a clinician has confirmed the row. */
  reviewed: z.boolean(),
});
export type DiagnosisTerm = z.infer<typeof diagnosisTermSchema>;
export const searchDiagnosesReply = z.strictObject({
  catalogue: z.strictObject({ name: z.string(), version: z.string(), sha256: z.string() }),
  diagnoses: z.array(diagnosisTermSchema),
});
