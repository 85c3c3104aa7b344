import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '#kernel/clock.ts';
import { visitBegun, visitEnded } from '#modules/scheduling/public.ts';
import { openVault } from '#platform/crypto/vault.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { SigningTask } from './sign-elsewhere.ts';
import { signerOf, signNotes } from './sign-visits.ts';
import type { Office, SignedNote, Signer } from './sign-visits.ts';

/** A thread of the seed: signs the notes that it was dealt, a few people at a time. */
const AT_ONCE = 3;

const task = workerData as SigningTask;
const database = openDatabase({ urls: task.databaseUrls, application: 'amate demo', poolSize: AT_ONCE + 1 });
const vault = openVault(task.rootKey, () => systemClock.now().getTime());
const signers = new Map<string, Signer>();
for (const { login, actor, efirma } of task.signers) signers.set(login, await signerOf(actor, efirma));
const office: Office = { deps: { database, vault, random: (length) => randomBytes(length), trustedIssuers: () => [task.issuer], facts: { visitBegun, visitEnded } }, signers };
const answer: [string, readonly SignedNote[]][] = [];
const waiting = [...task.people];
const work = async (): Promise<void> => {
  for (let person = waiting.shift(); person !== undefined; person = waiting.shift()) answer.push([person.key, await signNotes(office, person)]);
};
try {
  await Promise.all(Array.from({ length: AT_ONCE }, work));
} finally {
  for (const { efirma } of signers.values()) efirma.close();
  await database.close();
}
parentPort?.postMessage(answer);
