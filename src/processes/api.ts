import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { systemClock } from '#kernel/clock.ts';
import { issueFirstRun } from '#modules/identity/public.ts';
import type { IdentityOptions } from '#modules/identity/public.ts';
import { answerToSupervisor } from '#platform/supervisor/child.ts';
import { composeApi } from './compose-api.ts';
import type { Api } from './compose-api.ts';
import { VERIFY_SOCKET } from './process-files.ts';
import type { ProcessStart } from './start-messages.ts';

/** The public listener: web app and API. */

let api: Api | null = null;
const line = await answerToSupervisor<ProcessStart>(async () => { await api?.close(); });
const { start } = line;

type Card = Omit<IdentityOptions['demoLogins'][number], 'password'>;

/** The cards of the demo's sign-in screen. The password is only told to browsers of this very machine. */
const demoLogins = (): IdentityOptions['demoLogins'] => {
  const file = join(start.dataFolder, 'demo-logins.json');
  if (start.mode !== 'demo' || !existsSync(file)) return [];
  const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(start.host) && start.publicUrl === null;
  const passwordFile = join(start.dataFolder, 'demo-password');
  const password = isLocal && existsSync(passwordFile) ? readFileSync(passwordFile, 'utf8').trim() : null;
  return (JSON.parse(readFileSync(file, 'utf8')) as Card[]).map((card) => ({ ...card, password }));
};

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
// Errors and refusals only, unless asked: the log holds routes and statuses, never addresses with ids or bodies.
const log = pino({ level: start.isDebug ? 'info' : 'warn', base: { process: 'api' }, redact: ['req', 'res', 'headers', 'body'] }, pino.destination(2));

api = await composeApi({
  databaseUrls: start.databaseUrls, rootKey: Buffer.from(start.rootKey ?? '', 'base64url'), clock: systemClock,
  publicUrl: start.publicUrl ?? `http://localhost:${String(start.port)}`, trustedProxies: start.trustedProxies, metricsToken: start.metricsToken, dataFolder: start.dataFolder, webFolder: start.webFolder,
  demoLogins: demoLogins(), log, version, verifySocket: join(start.runFolder, VERIFY_SOCKET),
});
await api.app.listen({ host: start.host, port: start.port });
const address = api.app.server.address();
const link = start.mode === 'production' ? await issueFirstRun(api.identity) : null;
line.ready({
  port: typeof address === 'object' && address !== null ? address.port : start.port,
  ...(link === null ? {} : { setUpToken: link.token }),
});
