import { createHash } from 'node:crypto';
import type { FileId, NoteId, PatientId, PrescriptionId } from '#kernel/ids.ts';
import type { RecordRequestId } from './queries.ts';
import type { ArchiveFile } from './zip-writer.ts';

/** What an archive says of itself; docs/release-format.md describes it. */
export type Manifest = {
  readonly kind: 'amate-release';
  readonly version: 1;
  readonly clinic: { readonly id: string; readonly name: string };
  readonly request: { readonly id: RecordRequestId; readonly wants: string; readonly since: string | null; readonly until: string | null; readonly sha256: string };
  readonly deliveredAt: string;
  /** Whose documents may be here: the patient and everybody merged into her. */
  readonly patient: { readonly recordNumber: string; readonly ids: readonly PatientId[] };
  readonly documents: readonly {
    readonly folder: string; readonly noteId: NoteId; readonly title: string; readonly kind: string; readonly amends: NoteId | null; readonly signedAt: string; readonly author: string; readonly verificationCode: string; readonly signatures: 1 | 2;
    /** Of a consent that was revoked since: when; who and why stand in its `revocacion.json`. */
    readonly revokedAt: string | null;
  }[];
  /** Signed prescriptions; empty of a clinical summary. Archives of before they were handed over have no such list. */
  readonly prescriptions: readonly {
    readonly folder: string; readonly prescriptionId: PrescriptionId; readonly title: string; readonly signedAt: string; readonly author: string; readonly ended: 'cancelled' | 'replaced' | null;
  }[];
  /** Photographs and papers, each one file; empty unless the whole record was asked for. One that was recorded by mistake may be of somebody else: it stays behind, and so do the words about it. */
  readonly attachments: readonly {
    /** Null of what stays behind. */
    readonly file: string | null; readonly id: FileId; readonly kind: string; readonly title: string; readonly site: string; readonly takenOn: string | null;
    readonly recordedAt: string; readonly recordedBy: string; readonly mistaken: boolean; readonly sha256: string;
  }[];
  /** Entries of the audit with their proofs; what was not yet under a checkpoint is not among them. */
  readonly audit: { readonly entries: number; readonly checkpoint: number | null };
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
};

export const digestOf = ({ name, bytes }: ArchiveFile): Manifest['files'][number] => ({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });

/** The text that the installation's key signs; its first line keeps it apart from a checkpoint of the audit. */
export const manifestText = (manifest: Uint8Array): string => `amate-release-manifest/v1\nsha256 ${createHash('sha256').update(manifest).digest('hex')}\n`;
