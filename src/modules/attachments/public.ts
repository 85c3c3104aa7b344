/**
 * Photographs and papers beside the notes: made elsewhere, kept as files.
 *
 * - attachment: one file with its kind, title, part of the body, date and who recorded it; never changed
 * - accepted: what a file must be by its content to be kept (JPEG, PNG, WebP, PDF), and what is taken out of it
 * - part: a megabyte of a file's sealed bytes
 * - mark: that a file was recorded by mistake, with the reason; the file stays and stays readable
 */
export type { Attachment } from './contract.ts';
export { attachmentMessages } from './messages.ts';
export { extensionOf, listAttachments, openAttachment, requireAttachmentOf } from './open-attachment.ts';
export { bytesOfAttachments } from './queries.ts';
export { attachmentRoutes } from './routes.ts';
export { attachmentRules } from './rules.ts';
