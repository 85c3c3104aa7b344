import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '#platform/postgres/database.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { createCodeServer } from './code-server.ts';
import { CLIENT_HEADER } from './code-server.ts';
import { openThrottle } from './throttle.ts';

/** The process behind printed codes, listening on the loopback with nothing but its own login. */
export const openCodeServer = async (home: { readonly ownerUrl: string; readonly rootKey: Uint8Array }, trusted: readonly Uint8Array[], now: () => number = () => performance.now()) => {
  const database = openDatabase({ urls: urlsOfRoles(home.ownerUrl, home.rootKey, ['amate_pharmacy']), application: 'amate verify', poolSize: 8 });
  const failures: unknown[] = [];
  const server = createCodeServer({ database, trustedIssuers: () => trusted, throttle: openThrottle(now), failed: (error) => { failures.push(error); } });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => { resolve(); }); });
  const { port } = server.address() as AddressInfo;
  const call = async (path: string, form?: Readonly<Record<string, string>>, client = randomBytes(6).toString('hex')) => {
    const reply = await fetch(`http://127.0.0.1:${String(port)}${path}`, {
      headers: { [CLIENT_HEADER]: client, 'accept-language': 'es-MX' }, ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    return { status: reply.status, text: await reply.text(), headers: reply.headers };
  };
  return {
    database, failures, call, port,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
      await database.close();
    },
  };
};
export type CodeServer = Awaited<ReturnType<typeof openCodeServer>>;

/** The form of an act over line 1; `changes` make another of it. */
export const anAct = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  request: randomUUID(), kind: 'pharmacist', licence: '7654321', name: 'Farmacéutica de Prueba', establishment: 'Farmacia Inventada', address: 'Calle Inventada 2', 'quantity-1': '9', 'brand-1': 'Genérico Inventado', 'lot-1': 'L-001', 'expires-1': '2031-05', ...changes,
});
