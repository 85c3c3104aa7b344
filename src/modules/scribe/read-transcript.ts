import { z } from 'zod';
import type { Transcript } from '#modules/extraction/public.ts';

const MOST_SEGMENTS = 5_000;
const MOST_LETTERS = 400_000;
const names = z.array(z.string().max(200)).max(200).default([]);
const transcriptSchema = z.strictObject({
  segments: z.array(z.strictObject({
    id: z.string().min(1).max(80), speaker: z.enum(['clinician', 'patient', 'other', 'unknown']), startMs: z.number().min(0), endMs: z.number().min(0), text: z.string().max(20_000),
  })).max(MOST_SEGMENTS),
  patient: z.strictObject({
    age: z.number().min(0).max(130).nullable().default(null), sex: z.enum(['H', 'M']).nullable().default(null),
    known: z.strictObject({ allergies: names, activeMedicines: names, problems: names }).default({ allergies: [], activeMedicines: [], problems: [] }),
  }).nullable().default(null),
});

/** A transcript from JSON text. Throws an Error of one sentence for what is none, is too long, or names a segment twice. */
export const readTranscript = (text: string): Transcript => {
  const read = ((): unknown => { try { return JSON.parse(text) as unknown; } catch { throw new Error('The file is not JSON.'); } })();
  const parsed = transcriptSchema.safeParse(read);
  if (!parsed.success) throw new Error(`The file is no transcript: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`.trim());
  const { segments } = parsed.data;
  if (new Set(segments.map(({ id }) => id)).size < segments.length) throw new Error('The file is no transcript: a segment stands in it twice.');
  if (segments.reduce((sum, { text: said }) => sum + said.length, 0) > MOST_LETTERS) throw new Error('The transcript is longer than 400,000 letters.');
  return parsed.data;
};
