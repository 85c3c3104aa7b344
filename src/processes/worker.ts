import { join } from 'node:path';
import { systemClock } from '#kernel/clock.ts';
import { parseId } from '#kernel/ids.ts';
import { openCheckpointMemory, openSigningKey, startSealer } from '#modules/audit/public.ts';
import type { Sealer } from '#modules/audit/public.ts';
import { FORGET_ENDED, forgetEndedSessions } from '#modules/identity/public.ts';
import { REMOVE_PREPARATIONS, removePreparations } from '#modules/record/public.ts';
import { REMOVE_PRESCRIPTION_PREPARATIONS, removePrescriptionPreparations } from '#modules/prescriptions/public.ts';
import { startJobRunner } from '#platform/jobs/runner.ts';
import type { JobRunner } from '#platform/jobs/runner.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { Database } from '#platform/postgres/database.ts';
import { answerToSupervisor } from '#platform/supervisor/child.ts';
import type { ProcessStart } from './start-messages.ts';

/** What goes on without a request: sealing the audit, jobs. */

let sealer: Sealer | null = null;
let database: Database | null = null;
let jobs: JobRunner | null = null;
const line = await answerToSupervisor<ProcessStart>(async () => {
  await jobs?.stop();
  await sealer?.stop();
  await database?.close();
});
const { start } = line;

database = openDatabase({ urls: start.databaseUrls, application: 'amate worker', poolSize: 4 });
const keys = join(start.dataFolder, 'keys');
const onTrouble = (code: string, reason: string): void => { process.stderr.write(`audit: ${code} (${reason})\n`); };
sealer = startSealer({ database, clock: systemClock, key: await openSigningKey(database, keys), memory: openCheckpointMemory(keys), onTrouble });
const hands = { database, clock: systemClock };
jobs = await startJobRunner({
  url: start.databaseUrls.amate_worker ?? '',
  failed: (task) => { process.stderr.write(`job failed and will be tried again: ${task}\n`); },
  tasks: {
    [REMOVE_PREPARATIONS]: async ({ clinicId = '' }) => { await removePreparations(hands, parseId(clinicId)); },
    [REMOVE_PRESCRIPTION_PREPARATIONS]: async ({ clinicId = '' }) => { await removePrescriptionPreparations(hands, parseId(clinicId)); },
    [FORGET_ENDED]: async () => { await forgetEndedSessions(hands); },
  },
  daily: [FORGET_ENDED],
});
line.ready();
