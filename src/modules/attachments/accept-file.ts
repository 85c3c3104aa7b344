import { createHash } from 'node:crypto';
import { limits } from './contract.ts';
import type { MediaType } from './contract.ts';
import { fault } from './file-faults.ts';
import type { CleanImage } from './file-faults.ts';
import { cleanJpeg } from './jpeg.ts';
import { isPdf, requireInertPdf } from './pdf.ts';
import { cleanPng, isPng } from './png.ts';
import { cleanWebp, isWebp } from './webp.ts';

/** A file as it is kept. Width and height are pixels before any turning; null for a PDF. */
export type AcceptedFile = { readonly mediaType: MediaType; readonly bytes: Buffer; readonly width: number | null; readonly height: number | null; readonly sha256: Buffer };

const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

const accepted = (mediaType: MediaType, { bytes, width, height }: CleanImage | { bytes: Buffer; width: null; height: null }): AcceptedFile =>
  ({ mediaType, bytes, width, height, sha256: createHash('sha256').update(bytes).digest() });

const cleanImage = async (bytes: Buffer): Promise<AcceptedFile> => {
  if (isJpeg(bytes)) return accepted('image/jpeg', cleanJpeg(bytes));
  if (isPng(bytes)) return accepted('image/png', await cleanPng(bytes));
  if (isWebp(bytes)) return accepted('image/webp', cleanWebp(bytes));
  throw fault('file-kind-unknown');
};

/**
 * Decides by its content alone what a file is, and gives what is kept of it: an image without anything that tells of
 * place, time, device or author; a PDF as it came. Refuses everything else with the code of its reason.
 */
export const acceptFile = async (bytes: Buffer): Promise<AcceptedFile> => {
  if (isPdf(bytes)) {
    if (bytes.length > limits.pdfBytes) throw fault('file-too-large');
    await requireInertPdf(bytes);
    return accepted('application/pdf', { bytes, width: null, height: null });
  }
  if (bytes.length > limits.imageBytes) throw fault('file-too-large');
  return cleanImage(bytes);
};
