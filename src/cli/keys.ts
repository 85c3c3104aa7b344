import { parseArgs } from 'node:util';
import { systemClock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import { clinicsWithKeys } from '#platform/crypto/queries.ts';
import { openVault } from '#platform/crypto/vault.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { SystemActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { withInstallation } from './installation.ts';

export const summary = 'renew the keys that seal the record';

const help = [
  'amate keys rotate [--clinic ID] [--demo]',
  '',
  'rotate   makes a new key for each clinic (or one) and wraps every patient key with it. Works beside a running',
  '         Amate; if it is interrupted, run it again: it goes on where it stopped, and both keys stay readable.',
  '',
  'Exit status: 0 done, 1 it failed, 2 wrong use.',
] as const;

const BATCH = 500;
const actorOf = (clinicId: ClinicId): SystemActor => ({ kind: 'system', login: 'amate_worker', clinicId, cause: 'amate keys rotate', purpose: 'maintenance' });

type Hands = { readonly database: Database; readonly vault: Vault };

const wrapAll = async ({ database, vault }: Hands, clinicId: ClinicId): Promise<number> => {
  let total = 0;
  for (;;) {
    const done = await database.withActor(actorOf(clinicId), (tx) => vault.continueRotation(tx, BATCH));
    total += done;
    if (done === 0) return total;
  }
};

const rotateClinic = async (hands: Hands, clinicId: ClinicId, io: CommandIo): Promise<void> => {
  // What an interrupted rotation left is finished first; a new key on top of it would only add work.
  const left = await wrapAll(hands, clinicId);
  if (left > 0) {
    io.stdout(`clinic ${clinicId}: finished an interrupted rotation, ${String(left)} patient keys wrapped`);
    return;
  }
  const version = await hands.database.withActor(actorOf(clinicId), (tx) => hands.vault.beginRotation(tx));
  const wrapped = await wrapAll(hands, clinicId);
  io.stdout(`clinic ${clinicId}: key version ${String(version)}, ${String(wrapped)} patient keys wrapped`);
};

/** `amate keys rotate`. */
export const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const options = { clinic: { type: 'string' }, demo: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
  if (values.help === true || positionals[0] !== 'rotate' || positionals.length !== 1) {
    for (const line of help) (values.help === true ? io.stdout : io.stderr)(line);
    return values.help === true ? exitStatus.yes : exitStatus.wrongUse;
  }
  return withInstallation({ demo: values.demo === true, roles: ['amate_worker'], io }, async ({ database, rootKey }) => {
    const vault = openVault(rootKey, () => systemClock.now().getTime());
    const all = await database.withActor({ kind: 'gate', login: 'amate_worker' }, clinicsWithKeys);
    const chosen = typeof values.clinic === 'string' ? all.filter((id) => id === values.clinic) : all;
    if (chosen.length === 0) throw new Error('There is no such clinic.');
    for (const clinicId of chosen) await rotateClinic({ database, vault }, clinicId, io);
    return exitStatus.yes;
  });
};
