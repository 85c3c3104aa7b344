import { createHash, hkdfSync } from 'node:crypto';
import type { ClinicId, PrescriptionId } from '#kernel/ids.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { VersionedKey } from '#platform/crypto/sealing.ts';

/** The token printed in a prescription's code: what it finds, and what it opens. */

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const TOKEN_BYTES = 20;
const shape = /^[0-9a-hjkmnp-tv-z]{32}$/;

/** A new token: 160 bits as 32 letters and digits (Crockford’s base 32), in which none looks like another. */
export const newToken = (random: (n: number) => Uint8Array): string => {
  const bits = [...random(TOKEN_BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five, 2))).join('');
};

export const isToken = (text: string): boolean => shape.test(text);

/** What the database knows a token by. */
export const tokenDigest = (token: string): Buffer => createHash('sha256').update(`amate/token:${token}`, 'utf8').digest();

const keyOf = (token: string): VersionedKey => ({ version: 1, key: new Uint8Array(hkdfSync('sha256', token, 'amate', 'public-prescription', 32)) });

type Where = { readonly clinicId: ClinicId; readonly prescriptionId: PrescriptionId };
const place = ({ clinicId, prescriptionId }: Where) => ({ clinicId, table: 'rx.public_copy', column: 'sealed', rowId: prescriptionId });

/** Seals the signed payload so that the token alone opens it. */
export const sealPublicCopy = (token: string, where: Where, payload: string): Buffer => seal(keyOf(token), place(where), payload);

/** Opens it again; throws when token, place or bytes are not those it was sealed with. */
export const openPublicCopy = (token: string, where: Where, sealed: Uint8Array): Buffer => open(keyOf(token), place(where), sealed);
