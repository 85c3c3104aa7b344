import { invalid } from '#kernel/errors.ts';
import type { DomainError } from '#kernel/errors.ts';

/** Why a file is not kept. Each code has its sentence in `messages.ts`. */
export type FileFault =
  | 'file-kind-unknown' | 'file-damaged' | 'file-has-more' | 'file-too-large' | 'file-incomplete'
  | 'image-too-large' | 'image-animated' | 'pdf-active' | 'pdf-locked' | 'pdf-uncheckable';

export const fault = (code: FileFault): DomainError => invalid(code);

/** What is left of an image when it was checked: what draws it, and nothing that tells of where, when or by whom. */
export type CleanImage = { readonly bytes: Buffer; readonly width: number; readonly height: number };

/** Pixels of an image, counted before anything is decoded: 64 million, and 16,383 a side, the most that WebP can say. */
const MOST_PIXELS = 64_000_000;
const LONGEST_SIDE = 16_383;

export const requireDrawable = (width: number, height: number): void => {
  if (width === 0 || height === 0) throw fault('file-damaged');
  if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) throw fault('image-too-large');
};

/** Pieces a picture is made of. Cameras and programs write some thousands; millions of empty ones fill the memory and draw nothing. */
const MOST_PIECES = 20_000;

export const requireFewPieces = (pieces: number): void => {
  if (pieces > MOST_PIECES) throw fault('file-damaged');
};
