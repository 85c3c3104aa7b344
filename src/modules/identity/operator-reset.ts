import type { OperatorActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { foldEmail } from './attempts.ts';
import type { IdentityDeps } from './dependencies.ts';
import { resetAsOperator } from './queries.ts';
import { newToken } from './sessions.ts';
import type { IssuedLink } from './setup-links.ts';

const LINK_HOURS = 24;

/** `clinics`: how many of them the account serves at; each one's audit tells of the reset. */
export type OperatorLink = IssuedLink & { readonly email: string; readonly clinics: number };

/**
 * Opens an account again at the word of whoever holds the machine, also one of several clinics or of a last
 * administrator: its sessions end, its password stops serving, with `dropFactors` its authenticator and passkeys go,
 * and the link (24 hours, one use, `<public address>/preparar#<token>`) sets the next password. Null when nobody serves
 * at a clinic under that e-mail.
 */
export const resetByOperator = async (
  tx: Tx<OperatorActor>, deps: Pick<IdentityDeps, 'clock' | 'random'>, asked: { readonly email: string; readonly dropFactors: boolean },
): Promise<OperatorLink | null> => {
  const { token, hash } = newToken(deps.random);
  const expires = new Date(deps.clock.now().getTime() + LINK_HOURS * 3_600_000);
  const done = await resetAsOperator(tx, { foldedEmail: foldEmail(asked.email), hash, expires, dropFactors: asked.dropFactors });
  return done === undefined ? null : { token, expiresAt: expires.toISOString(), ...done };
};
