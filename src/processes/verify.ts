import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from 'node:http';
import { createCodeServer, openThrottle } from '#modules/dispensing/public.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { Database } from '#platform/postgres/database.ts';
import { answerToSupervisor } from '#platform/supervisor/child.ts';
import { readIssuers, VERIFY_SOCKET } from './process-files.ts';
import type { ProcessStart } from './start-messages.ts';

/** What stands behind a printed code: a process without keys whose login runs three functions. Reached through the api process. */

let server: Server | null = null;
let database: Database | null = null;
const line = await answerToSupervisor<ProcessStart>(async () => {
  await new Promise<void>((resolve) => { if (server === null) resolve(); else server.close(() => { resolve(); }); });
  await database?.close();
});
const { start } = line;

database = openDatabase({ urls: start.databaseUrls, application: 'amate verify', poolSize: 4 });
const trusted = readIssuers(start.dataFolder);
const now = (): number => performance.now();
server = createCodeServer({
  database, trustedIssuers: () => trusted, throttle: openThrottle(now),
  // a database error tells its code alone: its text may quote a value
  failed: (error) => { process.stderr.write(`verify: a request failed (${String((error as { code?: string }).code ?? (error instanceof Error ? error.name : 'unknown'))})\n`); },
});
const socket = join(start.runFolder, VERIFY_SOCKET);
// one that was killed leaves its socket behind, on which nobody could listen again
rmSync(socket, { force: true });
server.listen(socket, () => {
  chmodSync(socket, 0o600);
  line.ready();
});
