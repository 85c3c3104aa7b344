import { z } from 'zod';
import { contentSchema, noteKinds, originSchema } from './contract.ts';

/**
 * What a physician signs, apart from the PDF: canonical JSON (RFC 8785) of this shape. Everything in it is a
 * snapshot: the patient, the author and the establishment stand as they were, whatever changes later.
 */
const payloadSchema = z.strictObject({
  type: z.literal('amate/note'),
  version: z.literal(1),
  establishment: z.strictObject({ id: z.string(), name: z.string(), legalName: z.string(), kind: z.string(), address: z.string(), phone: z.string(), clues: z.string().nullable(), demo: z.boolean() }),
  patient: z.strictObject({ id: z.string(), recordNumber: z.string(), fullName: z.string(), birthDate: z.string().nullable(), age: z.string(), sex: z.string().nullable(), curp: z.string().nullable(), address: z.string() }),
  author: z.strictObject({ id: z.string(), fullName: z.string(), cedula: z.string(), title: z.string(), institution: z.string(), specialty: z.strictObject({ name: z.string(), cedula: z.string(), certificate: z.string() }).nullable(), curp: z.string().nullable() }),
  encounter: z.strictObject({ id: z.string(), kind: z.string(), startedAt: z.string() }),
  note: z.strictObject({ id: z.string(), kind: z.enum(noteKinds), amends: z.string().nullable(), writtenAt: z.string(), writtenAtLocal: z.string(), content: contentSchema, origin: originSchema.optional() }),
  certificate: z.strictObject({ serial: z.string(), sha256: z.string() }),
  pdf: z.strictObject({ digestAlgorithm: z.literal('SHA-256'), digest: z.string() }),
  verificationCode: z.string(),
});
export type NotePayload = z.infer<typeof payloadSchema>;

/** Reads a stored payload; it was checked when it was stored. */
export const readPayload = (bytes: Uint8Array): NotePayload => payloadSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
