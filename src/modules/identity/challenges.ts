import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#kernel/clock.ts';

/**
 * WebAuthn challenges that need no memory: `16 random bytes | 6 bytes expiry in ms | 16 bytes MAC over both and the purpose`.
 * A stranger who asks for a million of them costs no row. That none is answered twice is the database's to see.
 */
export type ChallengeMaker = {
  readonly challenge: (purpose: string) => Uint8Array<ArrayBuffer>;
  /** The fingerprint and expiry of a genuine, unexpired challenge of that purpose (base64url), or null. */
  readonly recognise: (purpose: string, challenge: string) => { readonly hash: Buffer; readonly expires: Date } | null;
};

const LIFE_MS = 5 * 60_000;
const RANDOM = 16;
const STAMP = 6;

export const openChallenges = (key: Uint8Array, clock: Clock, random: (length: number) => Uint8Array): ChallengeMaker => {
  const macOf = (purpose: string, head: Uint8Array): Buffer => createHmac('sha256', key).update(`${purpose}\0`, 'utf8').update(head).digest().subarray(0, 16);
  return {
    challenge: (purpose) => {
      const head = Buffer.alloc(RANDOM + STAMP);
      head.set(random(RANDOM));
      head.writeUIntBE(clock.now().getTime() + LIFE_MS, RANDOM, STAMP);
      return new Uint8Array(Buffer.concat([head, macOf(purpose, head)]));
    },
    recognise: (purpose, challenge) => {
      const bytes = Buffer.from(challenge, 'base64url');
      if (bytes.length !== RANDOM + STAMP + 16) return null;
      const head = bytes.subarray(0, RANDOM + STAMP);
      if (!timingSafeEqual(bytes.subarray(RANDOM + STAMP), macOf(purpose, head))) return null;
      const expires = new Date(head.readUIntBE(RANDOM, STAMP));
      if (expires <= clock.now()) return null;
      return { hash: createHash('sha256').update(bytes).digest(), expires };
    },
  };
};
