import { open, seal } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import { contentSchema } from './contract.ts';
import type { NoteContent } from './contract.ts';

/** Opening and sealing of the record's words, one place per table and column. */

type Where = { readonly clinicId: string; readonly rowId: string };

const place = (table: string, column: string, { clinicId, rowId }: Where) => ({ clinicId, table, column, rowId });

export const sealDraft = (key: PatientKey, where: Where, content: NoteContent): Buffer =>
  seal(key, place('clin.note', 'content', where), JSON.stringify(content));

export const openDraft = (key: PatientKey, where: Where, sealed: Uint8Array): NoteContent =>
  contentSchema.parse(JSON.parse(open(key, place('clin.note', 'content', where), sealed).toString('utf8')));

const signedPlaces = { payload: ['clin.signed_note', 'payload'], pdf: ['clin.signed_note', 'pdf'] } as const;
const preparedPlaces = { payload: ['clin.note_preparation', 'payload'], pdf: ['clin.note_preparation', 'pdf'] } as const;

export const sealSigned = (key: PatientKey, where: Where, what: 'payload' | 'pdf', bytes: Uint8Array | string): Buffer =>
  seal(key, place(...signedPlaces[what], where), bytes);
export const openSigned = (key: PatientKey, where: Where, what: 'payload' | 'pdf', sealed: Uint8Array): Buffer =>
  open(key, place(...signedPlaces[what], where), sealed);
export const sealPrepared = (key: PatientKey, where: Where, what: 'payload' | 'pdf', bytes: Uint8Array | string): Buffer =>
  seal(key, place(...preparedPlaces[what], where), bytes);
export const openPrepared = (key: PatientKey, where: Where, what: 'payload' | 'pdf', sealed: Uint8Array): Buffer =>
  open(key, place(...preparedPlaces[what], where), sealed);
