import { newId } from '#kernel/ids.ts';
import type { AccountId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { foldEmail } from './attempts.ts';
import type { IdentityDeps } from './dependencies.ts';
import { accountFor } from './queries.ts';

/**
 * The account of an e-mail: a new one, or the one there is, whose password and factors stay as they are.
 * `passwordHash` comes from `passwords.hash`, or is null until the person sets one by her link. As administrator or worker.
 */
export const openAccount = (
  tx: Tx, deps: Pick<IdentityDeps, 'clock' | 'random'>,
  wanted: { readonly email: string; readonly language: Language; readonly passwordHash: string | null },
): Promise<AccountId> => accountFor(tx, {
  id: newId<'account'>(deps.clock.now().getTime(), deps.random), email: wanted.email.trim(), foldedEmail: foldEmail(wanted.email),
  language: wanted.language, passwordHash: wanted.passwordHash, webauthnUser: Buffer.from(deps.random(32)),
});
