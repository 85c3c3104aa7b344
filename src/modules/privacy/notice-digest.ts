import { createHash } from 'node:crypto';
import { canonicalize } from '#kernel/canonical-json.ts';
import type { NoticeText } from './model.ts';

/** SHA-256 of the canonical JSON (RFC 8785) of version and text, 64 hexadecimal digits. */
export const digestOfNotice = (version: number, text: NoticeText): string =>
  createHash('sha256').update(canonicalize({ version, ...text })).digest('hex');
