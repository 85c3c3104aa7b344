import type { ClinicId } from '#kernel/ids.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { VersionedKey } from '#platform/crypto/sealing.ts';
import { lineSchema, prescriptionContentSchema } from './contract.ts';
import type { PrescriptionContent, PrescriptionLine } from './contract.ts';

/** Opening and sealing of the words of prescriptions, one place per table and column. */

type Where = { readonly clinicId: ClinicId; readonly rowId: string };
const place = (table: string, column: string, { clinicId, rowId }: Where) => ({ clinicId, table, column, rowId });

export const emptyContent: PrescriptionContent = { lines: [], diagnoses: [], overrides: [], isForAbroad: false, advice: '' };

export const sealContent = (key: VersionedKey, where: Where, content: PrescriptionContent): Buffer => seal(key, place('rx.prescription', 'content', where), JSON.stringify(content));
export const openContent = (key: VersionedKey, where: Where, sealed: Uint8Array | null): PrescriptionContent =>
  (sealed === null ? emptyContent : prescriptionContentSchema.parse(JSON.parse(open(key, place('rx.prescription', 'content', where), sealed).toString('utf8'))));

export const sealFavourite = (key: VersionedKey, where: Where, line: PrescriptionLine): Buffer => seal(key, place('rx.favourite', 'words', where), JSON.stringify(line));
export const openFavourite = (key: VersionedKey, where: Where, sealed: Uint8Array): PrescriptionLine =>
  lineSchema.parse(JSON.parse(open(key, place('rx.favourite', 'words', where), sealed).toString('utf8')));

export const sealEnding = (key: VersionedKey, where: Where, words: string): Buffer => seal(key, place('rx.ending', 'words', where), words);
export const openEnding = (key: VersionedKey, where: Where, sealed: Uint8Array): string => open(key, place('rx.ending', 'words', where), sealed).toString('utf8');

type Sealed = 'payload' | 'private' | 'pdf';
const inTable = (table: string) => ({
  seal: (key: VersionedKey, where: Where, what: Sealed, bytes: Uint8Array | string): Buffer => seal(key, place(table, what, where), bytes),
  open: (key: VersionedKey, where: Where, what: Sealed, sealed: Uint8Array): Buffer => open(key, place(table, what, where), sealed),
});
export const { seal: sealSigned, open: openSigned } = inTable('rx.signed');
export const { seal: sealPrepared, open: openPrepared } = inTable('rx.preparation');
