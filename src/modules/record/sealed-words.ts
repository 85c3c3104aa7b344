import type { ClinicId } from '#kernel/ids.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import { contentSchema } from './contract.ts';
import type { NoteContent } from './contract.ts';

/** Opening and sealing of the record's words, one place per table and column. */

type Where = { readonly clinicId: ClinicId; readonly rowId: string };

const place = (table: string, column: string, { clinicId, rowId }: Where) => ({ clinicId, table, column, rowId });

export const sealDraft = (key: PatientKey, where: Where, content: NoteContent): Buffer =>
  seal(key, place('clin.note', 'content', where), JSON.stringify(content));

export const openDraft = (key: PatientKey, where: Where, sealed: Uint8Array): NoteContent =>
  contentSchema.parse(JSON.parse(open(key, place('clin.note', 'content', where), sealed).toString('utf8')));

export const sealReason = (key: PatientKey, where: Where, reason: string): Buffer => seal(key, place('clin.note', 'discard_reason', where), reason);

export const openReason = (key: PatientKey, where: Where, sealed: Uint8Array): string =>
  open(key, place('clin.note', 'discard_reason', where), sealed).toString('utf8');

type Sealed = 'payload' | 'pdf';

export const sealReturn = (key: PatientKey, where: Where, reason: string): Buffer => seal(key, place('clin.returned_document', 'reason', where), reason);

export const openReturn = (key: PatientKey, where: Where, sealed: Uint8Array): string =>
  open(key, place('clin.returned_document', 'reason', where), sealed).toString('utf8');

export const sealRevocation = (key: PatientKey, where: Where, words: string): Buffer => seal(key, place('clin.consent_revocation', 'words', where), words);

export const openRevocation = (key: PatientKey, where: Where, sealed: Uint8Array): string =>
  open(key, place('clin.consent_revocation', 'words', where), sealed).toString('utf8');

const inTable = (table: string) => ({
  seal: (key: PatientKey, where: Where, what: Sealed, bytes: Uint8Array | string): Buffer => seal(key, place(table, what, where), bytes),
  open: (key: PatientKey, where: Where, what: Sealed, sealed: Uint8Array): Buffer => open(key, place(table, what, where), sealed),
});

export const { seal: sealSigned, open: openSigned } = inTable('clin.signed_note');
export const { seal: sealFirst, open: openFirst } = inTable('clin.first_signature');
export const { seal: sealSecond, open: openSecond } = inTable('clin.second_signature');
export const { seal: sealPrepared, open: openPrepared } = inTable('clin.note_preparation');
