import { extensionOf, listAttachments, openAttachment } from '#modules/attachments/public.ts';
import type { Attachment } from '#modules/attachments/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { ReleaseDeps } from './dependencies.ts';
import type { Manifest } from './manifest.ts';
import type { RequestRow } from './queries.ts';
import type { ArchiveFile } from './zip-writer.ts';

type Line = Manifest['attachments'][number];
export type ReleasedFile = { readonly attachment: Attachment; readonly line: Line; readonly file: ArchiveFile };

const lineOf = ({ id, kind, mediaType, title, site, takenOn, recordedAt, recordedBy, error, sha256 }: Attachment, at: number): Line =>
  ({ file: `adjuntos/${String(at + 1).padStart(5, '0')}-${kind}.${extensionOf(mediaType)}`, id, kind, title, site, takenOn, recordedAt, recordedBy, mistaken: error?.reason ?? null, sha256 });

/**
 * Photographs and papers of a record that was asked for whole, as they are kept, the oldest first and those recorded by
 * mistake too; one in memory at a time. Nothing of a record that was asked for in part.
 */
export async function* releasedFiles(deps: ReleaseDeps, actor: StaffActor, request: Pick<RequestRow, 'wants' | 'patient_id'>): AsyncGenerator<ReleasedFile> {
  if (request.wants !== 'whole-record') return;
  const { attachments } = await deps.database.reading(actor, (tx) => listAttachments(deps, tx, request.patient_id));
  for (const [at, attachment] of attachments.toReversed().entries()) {
    const line = lineOf(attachment, at);
    const { bytes } = await deps.database.reading(actor, (tx) => openAttachment(deps, tx, attachment.id));
    yield { attachment, line, file: { name: line.file, bytes } };
  }
}
