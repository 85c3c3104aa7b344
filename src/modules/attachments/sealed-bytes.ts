import type { ClinicId, FileId } from '#kernel/ids.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';

/** A file is sealed a megabyte at a time, each part at its own place, so parts neither change places nor files. */
const PART = 1024 * 1024;

type Where = { readonly clinicId: ClinicId; readonly id: FileId };

export type AttachmentWords = { readonly title: string; readonly site: string };

const place = ({ clinicId, id }: Where, table: string, column: string, part?: number) => ({ clinicId, table, column, rowId: part === undefined ? id : `${id}/${String(part)}` });

export const sealWords = (key: PatientKey, where: Where, words: AttachmentWords): Buffer => seal(key, place(where, 'clin.attachment', 'words'), JSON.stringify(words));
export const openWords = (key: PatientKey, where: Where, words: Uint8Array): AttachmentWords =>
  JSON.parse(open(key, place(where, 'clin.attachment', 'words'), words).toString('utf8')) as AttachmentWords;

export const sealReason = (key: PatientKey, where: Where, reason: string): Buffer => seal(key, place(where, 'clin.attachment_error', 'words'), reason);
export const openReason = (key: PatientKey, where: Where, words: Uint8Array): string => open(key, place(where, 'clin.attachment_error', 'words'), words).toString('utf8');

export const partsOf = (bytes: number): number => Math.ceil(bytes / PART);

/** The sealed part of that number, from 1. */
export const sealPart = (key: PatientKey, where: Where, bytes: Buffer, part: number): Buffer =>
  seal(key, place(where, 'clin.attachment_part', 'bytes', part), bytes.subarray((part - 1) * PART, part * PART));
export const openPart = (key: PatientKey, where: Where, sealed: Uint8Array, part: number): Buffer => open(key, place(where, 'clin.attachment_part', 'bytes', part), sealed);
