import { generateSecret, generateURI, verify } from 'otplib/functional';
import { parseId } from '#kernel/ids.ts';
import type { AccountId } from '#kernel/ids.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { Place, VersionedKey } from '#platform/crypto/sealing.ts';
import { codeSchema } from './contract.ts';
import type { TotpEnrolment } from './contract.ts';

const NO_CLINIC = parseId<'clinic'>('00000000-0000-0000-0000-000000000000');
const PERIOD_SECONDS = 30;

const placeOf = (accountId: AccountId): Place => ({ clinicId: NO_CLINIC, table: 'auth.account', column: 'totp_secret', rowId: accountId });

/** A new authenticator secret (160 bits, RFC 4226): what to show, and what to store. */
export const newTotp = (key: VersionedKey, accountId: AccountId, email: string): { readonly enrolment: TotpEnrolment; readonly sealed: Buffer } => {
  const secret = generateSecret();
  const uri = generateURI({ issuer: 'Amate', label: email, secret });
  return { enrolment: { secret, uri }, sealed: seal(key, placeOf(accountId), secret) };
};

/**
 * The time step a code belongs to, or null when it is wrong. One step of 30 s before and after now is accepted
 * (RFC 6238, section 5.2). The caller must spend the step, so that the code serves once.
 */
export const stepOfCode = async (key: VersionedKey, accountId: AccountId, sealed: Uint8Array, attempt: { readonly code: string; readonly now: Date }): Promise<number | null> => {
  if (!codeSchema.safeParse(attempt.code).success) return null;
  const secret = open(key, placeOf(accountId), sealed).toString('utf8');
  const epoch = Math.floor(attempt.now.getTime() / 1000);
  const answer = await verify({ secret, token: attempt.code, epoch, epochTolerance: PERIOD_SECONDS });
  return answer.valid ? Math.floor(epoch / PERIOD_SECONDS) + answer.delta : null;
};
