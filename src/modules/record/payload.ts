import { z } from 'zod';
import { contentSchema, noteKinds, originSchema, secondsAsked } from './contract.ts';

/**
 * What a physician signs, apart from the PDF: canonical JSON (RFC 8785) of this shape. Everything in it is a
 * snapshot: the patient, the author and the establishment stand as they were, whatever changes later.
 */
const professionalSchema = z.strictObject({ id: z.string(), fullName: z.string(), cedula: z.string(), title: z.string(), institution: z.string(), specialty: z.strictObject({ name: z.string(), cedula: z.string(), certificate: z.string() }).nullable(), curp: z.string().nullable() });
export type Professional = z.infer<typeof professionalSchema>;

const payloadSchema = z.strictObject({
  type: z.literal('amate/note'),
  version: z.literal(1),
  establishment: z.strictObject({ id: z.string(), name: z.string(), legalName: z.string(), kind: z.string(), address: z.string(), phone: z.string(), clues: z.string().nullable(), demo: z.boolean() }),
  patient: z.strictObject({ id: z.string(), recordNumber: z.string(), fullName: z.string(), birthDate: z.string().nullable(), age: z.string(), sex: z.string().nullable(), curp: z.string().nullable(), address: z.string() }),
  author: professionalSchema.extend({ supervision: z.strictObject({ grade: z.string(), supervisor: z.string() }).optional() }),
  encounter: z.strictObject({ id: z.string(), kind: z.string(), startedAt: z.string() }),
  note: z.strictObject({ id: z.string(), kind: z.enum(noteKinds), amends: z.string().nullable(), writtenAt: z.string(), writtenAtLocal: z.string(), content: contentSchema, origin: originSchema.optional() }),
  /** There when one signature does not complete it. `finishedAt` and `signer`: the author finished it without an e.firma, and the signer's is the only one. */
  second: z.strictObject({ asks: z.enum(secondsAsked), named: z.string().nullable(), finishedAt: z.string().optional(), signer: professionalSchema.optional() }).optional(),
  /** The consent, or two physicians' statement in its place, that the document rests on (NOM-004 10.1.2). */
  consent: z.strictObject({ noteId: z.string(), kind: z.string(), act: z.string().nullable(), title: z.string(), signedAt: z.string(), signedAtLocal: z.string(), verificationCode: z.string() }).optional(),
  certificate: z.strictObject({ serial: z.string(), sha256: z.string() }),
  pdf: z.strictObject({ digestAlgorithm: z.literal('SHA-256'), digest: z.string() }),
  verificationCode: z.string(),
});
export type NotePayload = z.infer<typeof payloadSchema>;

/** What a second signer signs: the whole payload of the first together with the first signature, and the twice-signed PDF's digest. */
export type SecondPayload = {
  readonly type: 'amate/second-signature'; readonly version: 1; readonly asks: NonNullable<NotePayload['second']>['asks']; readonly note: NotePayload;
  readonly first: { readonly signedAt: string; readonly payloadSha256: string; readonly payloadSignature: string; readonly attributesSignature: string; readonly certificateSha256: string; readonly pdfSha256: string };
  readonly signer: Professional; readonly signedAt: string; readonly certificate: NotePayload['certificate']; readonly pdf: NotePayload['pdf'];
};

/** A stored payload letter for letter, as a second signature must hold it: nothing that a newer version would add. */
export const statedPayload = (bytes: Uint8Array): NotePayload => JSON.parse(Buffer.from(bytes).toString('utf8')) as NotePayload;

/** Reads a stored payload; it was checked when it was stored. */
export const readPayload = (bytes: Uint8Array): NotePayload => payloadSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
