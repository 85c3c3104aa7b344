import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { systemClock } from '#kernel/clock.ts';
import { resetByOperator } from '#modules/identity/public.ts';
import { asOperator } from '#platform/postgres/operator.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { withInstallation } from './installation.ts';

export const summary = 'open an account that nobody can sign in to any more';

const help = [
  'amate accounts reset EMAIL [--drop-factors] [--demo]',
  '',
  'reset   ends every session of the account, makes its password worthless and prints a one-time link, valid for 24',
  '        hours, that sets a new one. Works for an account of several clinics and for a last administrator.',
  '        --drop-factors also removes its authenticator and passkeys. The audit of each of her clinics tells of it.',
  '',
  'First make sure who asks: whoever opens the link acts as that person. E-mail is not sent by Amate; hand the link over.',
  'Exit status: 0 done, 1 it failed, 2 wrong use.',
] as const;

/** `amate accounts reset`: for whoever holds the machine, its data folder and the owner's way into the database. */
export const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const options = { 'drop-factors': { type: 'boolean', default: false }, demo: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
  const [action, email] = positionals;
  // A flag mistyped must not go unheard: --drop-factor would leave the factors standing.
  const isUnknown = Object.keys(values).some((name) => !(name in options));
  if (values.help === true || isUnknown || action !== 'reset' || email === undefined || positionals.length !== 2) {
    for (const line of help) (values.help === true ? io.stdout : io.stderr)(line);
    return values.help === true ? exitStatus.yes : exitStatus.wrongUse;
  }
  return withInstallation({ demo: values.demo === true, roles: [], io }, async ({ ownerUrl, address }) => {
    const random = (length: number): Uint8Array => randomBytes(length);
    const link = await asOperator(ownerUrl, (tx) => resetByOperator(tx, { clock: systemClock, random }, { email, dropFactors: values['drop-factors'] === true }));
    if (link === null) throw new Error('Nobody serves at a clinic under that e-mail.');
    io.stderr(`The old password no longer serves and every session has ended; ${String(link.clinics)} ${link.clinics === 1 ? 'clinic' : 'clinics'} concerned. One use, until ${link.expiresAt}:`);
    io.stdout(`${address}/preparar#${link.token}`);
    return exitStatus.yes;
  });
};
