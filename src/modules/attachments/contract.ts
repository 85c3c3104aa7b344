import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';

/** Photographs and papers beside the notes. Lengths are characters, sizes bytes; dates are civil dates of the clinic. */

const id = idSchemas(z.uuid());
const attachmentId = id<'file'>();
const patientId = id<'patient'>();
const instant = z.iso.datetime();

/** What is accepted, decided by content alone. */
export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** The most bytes of a file as it is sent. */
export const limits = { imageBytes: 16 * 1024 * 1024, pdfBytes: 24 * 1024 * 1024 } as const;
export const mostBytes = Math.max(limits.imageBytes, limits.pdfBytes);

export const attachmentKinds = ['photograph', 'outside-report', 'identification', 'consent-scan', 'other'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** What is said of a file; the file's own bytes travel behind it (see `docs/adr/0010-uploads.md`). */
export const addAttachmentBody = z.strictObject({
  kind: z.enum(attachmentKinds), title: z.string().trim().min(1).max(200),
  /** The part of the body, in free words; two photographs of the same one can be compared. */
  site: z.string().trim().max(200),
  takenOn: z.iso.date().nullable(), encounterId: id<'encounter'>().nullable(), noteId: id<'note'>().nullable(),
  /** Of the file as it is sent: one that arrives shorter or longer is refused. */
  bytes: z.int().min(1).max(mostBytes),
});
export type AddAttachmentBody = z.infer<typeof addAttachmentBody>;
export const addedReply = z.strictObject({ id: attachmentId, mediaType: z.enum(mediaTypes), bytes: z.int(), sha256: z.string() });

export const attachmentsParams = z.strictObject({ patientId });
export const attachmentParams = z.strictObject({ attachmentId });
export const markBody = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const markedReply = z.strictObject({ markedAt: instant });

export const attachmentSchema = z.strictObject({
  id: attachmentId, kind: z.enum(attachmentKinds), mediaType: z.enum(mediaTypes), bytes: z.int(), width: z.int().nullable(), height: z.int().nullable(),
  /** Of the bytes as they are kept. */
  sha256: z.string(), title: z.string(), site: z.string(), takenOn: z.iso.date().nullable(), encounterId: id<'encounter'>().nullable(), noteId: id<'note'>().nullable(),
  recordedAt: instant, recordedBy: z.string(),
  /** Recorded by mistake: it stays, with who said so and why. */
  error: z.strictObject({ reason: z.string(), at: instant, by: z.string() }).nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;
export const attachmentsReply = z.strictObject({ attachments: z.array(attachmentSchema) });
