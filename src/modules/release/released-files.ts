import { extensionOf, listAttachments, openAttachment } from '#modules/attachments/public.ts';
import type { Attachment } from '#modules/attachments/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { ReleaseDeps } from './dependencies.ts';
import type { Manifest } from './manifest.ts';
import type { RequestRow } from './queries.ts';
import type { ArchiveFile } from './zip-writer.ts';

type Line = Manifest['attachments'][number];
export type ReleasedFile = { readonly attachment: Attachment; readonly line: Line; readonly file: ArchiveFile | null };

const collected = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
};

const nameOf = ({ kind, mediaType }: Attachment, at: number): string => `adjuntos/${String(at + 1).padStart(5, '0')}-${kind}.${extensionOf(mediaType)}`;

const lineOf = (attachment: Attachment, file: string | null): Line => {
  const { id, kind, title, site, takenOn, recordedAt, recordedBy, sha256 } = attachment;
  return { file, id, kind, title: file === null ? '' : title, site: file === null ? '' : site, takenOn, recordedAt, recordedBy, mistaken: file === null, sha256 };
};

/**
 * Photographs and papers of a record that was asked for whole, as they are kept, the oldest first; one in memory at a time. Of
 * what was recorded by mistake, often because it is another person’s, nothing leaves but that it is there. Nothing of a record that was asked for in part.
 */
export async function* releasedFiles(deps: ReleaseDeps, actor: StaffActor, request: Pick<RequestRow, 'wants' | 'patient_id'>): AsyncGenerator<ReleasedFile> {
  if (request.wants !== 'whole-record') return;
  const { attachments } = await deps.database.reading(actor, (tx) => listAttachments(deps, tx, request.patient_id));
  for (const [at, attachment] of attachments.toReversed().entries()) {
    if (attachment.error !== null) {
      yield { attachment, line: lineOf(attachment, null), file: null };
      continue;
    }
    const name = nameOf(attachment, at);
    const { bytes } = await openAttachment(deps, actor, attachment.id);
    yield { attachment, line: lineOf(attachment, name), file: { name, bytes: await collected(bytes) } };
  }
}
