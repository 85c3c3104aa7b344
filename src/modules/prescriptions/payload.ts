import { z } from 'zod';
import { safetyResultSchema } from '#modules/safety/contract.ts';
import { lineSchema, modes, prescriptionContentSchema } from './contract.ts';

/**
 * What a prescriber signs, apart from the PDF: canonical JSON (RFC 8785) of this shape. Everything in it is a snapshot.
 * It may be read by whoever holds the printed code, so it names the patient by initials and age only; who she is, what it
 * is for and what the safety check said stand in the private part, of which it holds the digest.
 */
const fraction = z.enum(['I', 'II', 'III', 'IV', 'V', 'VI']);
const payloadSchema = z.strictObject({
  type: z.literal('amate/prescription'), version: z.literal(1), id: z.string(), folio: z.string(),
  establishment: z.strictObject({ id: z.string(), name: z.string(), legalName: z.string(), kind: z.string(), address: z.string(), phone: z.string(), clues: z.string().nullable(), demo: z.boolean() }),
  prescriber: z.strictObject({
    id: z.string(), fullName: z.string(), cedula: z.string(), title: z.string(), institution: z.string(),
    specialty: z.strictObject({ name: z.string(), cedula: z.string(), certificate: z.string() }).nullable(),
  }),
  /** Initials with points, and the age as it is printed. */
  patient: z.strictObject({ initials: z.string(), age: z.string() }),
  issuedAt: z.string(), issuedAtLocal: z.string(), mode: z.enum(modes), class: fraction.nullable(), hasAntibiotic: z.boolean(),
  /** The last civil day on which it may be filled. */
  validUntil: z.string().nullable(),
  lines: z.array(lineSchema.extend({ fraction: fraction.nullable(), isAntibiotic: z.boolean() })).min(1),
  advice: z.string(), isForAbroad: z.boolean(), replaces: z.string().nullable(),
  safety: z.strictObject({ dataSet: z.strictObject({ name: z.string(), version: z.string(), sha256: z.string() }), alerts: z.int(), answered: z.int(), unmatched: z.int() }),
  /** SHA-256 of the canonical private part, which carries 32 unguessable bytes of its own. */
  private: z.strictObject({ digest: z.string() }),
  certificate: z.strictObject({ serial: z.string(), sha256: z.string() }),
  pdf: z.strictObject({ digestAlgorithm: z.literal('SHA-256'), digest: z.string() }),
  /** SHA-256 of the token that is printed in the code. */
  tokenSha256: z.string(),
});
export type PrescriptionPayload = z.infer<typeof payloadSchema>;

const privateSchema = z.strictObject({
  type: z.literal('amate/prescription-private'), version: z.literal(1), salt: z.string(),
  patient: z.strictObject({ id: z.string(), recordNumber: z.string(), fullName: z.string(), birthDate: z.string().nullable(), sex: z.string(), curp: z.string().nullable(), address: z.string() }),
  diagnoses: prescriptionContentSchema.shape.diagnoses, overrides: prescriptionContentSchema.shape.overrides, safety: safetyResultSchema,
  /** What the check went by: facts of the patient as they were. */
  facts: z.record(z.string(), z.unknown()),
});
export type PrivatePart = z.infer<typeof privateSchema>;

/** Reads a stored payload or private part; it was checked when it was stored. */
export const readPayload = (bytes: Uint8Array): PrescriptionPayload => payloadSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
export const readPrivate = (bytes: Uint8Array): PrivatePart => privateSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
