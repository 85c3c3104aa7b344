import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { ClinicId } from '#kernel/ids.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice, testPassword } from '#test/practice.ts';
import type { Practice } from '#test/practice.ts';

const CHROMIUM = '/usr/bin/chromium';
const skip = existsSync(CHROMIUM) ? false : 'Chromium is absent: apt-get install -y chromium';

/** A page with nothing but the browser's own WebAuthn calls: what is tested is our server against a real client. */
const PAGE = '<!doctype html><html lang="es-MX"><title>Prueba</title><body></body></html>';

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
  });
});

let home: TestDatabase;
let practice: Practice;
let clinic: ClinicId;
let origin: string;
let browser: Browser;
let page: Page;
let devices: CDPSession;
let authenticatorId: string;

before(async () => {
  if (skip !== false) return;
  home = await createTestDatabase();
  const port = await freePort();
  practice = await openPractice(home, { publicUrl: `http://127.0.0.1:${String(port)}` });
  clinic = await practice.found();
  practice.app.get('/', async (_request, reply) => reply.type('text/html').send(PAGE));
  await practice.app.listen({ port, host: '127.0.0.1' });
  origin = `http://localhost:${String(port)}`;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  page = await (await browser.newContext()).newPage();
  await page.goto(origin);
  devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  ({ authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  }));
  for (const email of ['llave@ejemplo.test', 'otra@ejemplo.test']) await practice.add(clinic, email, ['nurse']);
});
after(async () => {
  if (skip !== false) return;
  await browser.close();
  await practice.app.close();
  await home.close();
});

type Answered = { readonly status: number; readonly body: Record<string, unknown> };
const call = (method: string, path: string, body?: object): Promise<Answered> => page.evaluate(async ([verb, url, payload]) => {
  const reply = await fetch(url as string, { method: verb as string, ...(payload === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) }) });
  return { status: reply.status, body: await reply.json() as Record<string, unknown> };
}, [method, path, body] as const);

/** Runs the ceremony in the page; `change` alters the options first, as a hostile page would. */
const ceremony = (kind: 'create' | 'get', options: unknown, change: object = {}): Promise<Record<string, unknown>> => page.evaluate(async ([which, given, altered]) => {
  const json = { ...(given as object), ...(altered as object) };
  // Browser globals, named by hand: the tests' types are Node's.
  const web = globalThis as unknown as {
    navigator: { credentials: Record<string, (asked: unknown) => Promise<{ toJSON: () => Record<string, unknown> }>> };
    PublicKeyCredential: Record<string, (asked: unknown) => unknown>;
  };
  const parse = which === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
  const credential = await web.navigator.credentials[which as string]?.({ publicKey: web.PublicKeyCredential[parse]?.(json) });
  return credential?.toJSON() ?? {};
}, [kind, options, change] as const);

const withPassword = (email: string): Promise<Answered> => call('POST', '/api/session', { email, password: testPassword });
const register = async (): Promise<Answered> => {
  const { body } = await call('POST', '/api/session/passkeys/options');
  return call('POST', '/api/session/passkeys', { label: 'Llave de prueba', answer: await ceremony('create', body['options']) });
};
const signInAnswer = async (change?: object): Promise<Record<string, unknown>> => {
  const { body } = await call('POST', '/api/session/passkey/options');
  return ceremony('get', body['options'], change);
};

test('a passkey is registered and then signs in alone, naming nobody; the password no longer suffices', { skip }, async () => {
  assert.equal((await withPassword('llave@ejemplo.test')).body['next'], 'done');
  assert.equal((await register()).status, 200);
  const factors = (await call('GET', '/api/session/factors')).body['passkeys'] as { label: string }[];
  assert.deepEqual(factors.map((passkey) => passkey.label), ['Llave de prueba']);
  await call('DELETE', '/api/session');
  assert.equal((await withPassword('llave@ejemplo.test')).body['next'], 'passkey');
  const signed = await call('POST', '/api/session/passkey', { answer: await signInAnswer() });
  assert.equal(signed.body['email'], 'llave@ejemplo.test');
  assert.deepEqual(signed.body['factors'], { totp: false, passkeys: 1 });
});

test('an answer serves once', { skip }, async () => {
  const answer = await signInAnswer();
  assert.equal((await call('POST', '/api/session/passkey', { answer })).status, 200);
  // Even for a key that does not count, as many synced ones.
  await home.asSuperuser('update auth.passkey set counter = 0');
  const replayed = await call('POST', '/api/session/passkey', { answer });
  assert.deepEqual([replayed.status, replayed.body['code']], [401, 'passkey-refused']);
});

test('a challenge that is not ours, of another purpose, or altered is refused', { skip }, async () => {
  const foreign = await signInAnswer({ challenge: Buffer.alloc(38, 7).toString('base64url') });
  assert.equal((await call('POST', '/api/session/passkey', { answer: foreign })).status, 401);
  await call('POST', '/api/session/passkey', { answer: await signInAnswer() });
  const { body } = await call('POST', '/api/session/step-up/options');
  const forStepUp = await ceremony('get', body['options']);
  assert.equal((await call('POST', '/api/session/passkey', { answer: forStepUp })).status, 401, 'a step-up answer does not sign in');
  const bent = await signInAnswer() as { response: { signature: string } };
  const signature = Buffer.from(bent.response.signature, 'base64url');
  signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  const forged = { ...bent, response: { ...bent.response, signature: signature.toString('base64url') } };
  assert.equal((await call('POST', '/api/session/passkey', { answer: forged })).status, 401);
});

test('an authenticator that did not verify its user is refused, though the page asked it not to', { skip }, async () => {
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  const unverified = await signInAnswer({ userVerification: 'discouraged' });
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  const refused = await call('POST', '/api/session/passkey', { answer: unverified });
  assert.deepEqual([refused.status, refused.body['code']], [401, 'passkey-refused']);
  const verified = await signInAnswer({ userVerification: 'discouraged' });
  const flags = (answer: Record<string, unknown>): number => Buffer.from((answer as { response: { authenticatorData: string } }).response.authenticatorData, 'base64url')[32] ?? 0;
  assert.equal(flags(unverified) & 4, 0, 'the arranged answer really lacks the flag of user verification');
  assert.equal((await call('POST', '/api/session/passkey', { answer: verified })).status, flags(verified) & 4 ? 200 : 401);
});

test('a passkey proves presence for its own account only, under a new token', { skip }, async () => {
  await call('POST', '/api/session/passkey', { answer: await signInAnswer() });
  const token = async (): Promise<string | undefined> => (await page.context().cookies()).find((cookie) => cookie.name === 'amate')?.value;
  const before = await token();
  const { body } = await call('POST', '/api/session/step-up/options');
  assert.equal((await call('POST', '/api/session/step-up', { passkey: await ceremony('get', body['options']) })).status, 200);
  assert.notEqual(await token(), before);
  const own = (await call('POST', '/api/session/step-up/options')).body['options'];
  const answer = await ceremony('get', own);
  await call('DELETE', '/api/session');
  await withPassword('otra@ejemplo.test');
  const refused = await call('POST', '/api/session/step-up', { passkey: answer });
  assert.deepEqual([refused.status, refused.body['code']], [403, 'proof-refused']);
});

test('a signature counter that does not move on betrays a copied key', { skip }, async () => {
  await home.asSuperuser('update auth.passkey set counter = 1000000');
  const refused = await call('POST', '/api/session/passkey', { answer: await signInAnswer() });
  assert.equal(refused.status, 401);
  await home.asSuperuser('update auth.passkey set counter = 0');
  assert.equal((await call('POST', '/api/session/passkey', { answer: await signInAnswer() })).status, 200);
});

test('a removed passkey signs in no longer', { skip }, async () => {
  await call('POST', '/api/session/passkey', { answer: await signInAnswer() });
  const [passkey] = (await call('GET', '/api/session/factors')).body['passkeys'] as { id: string }[];
  assert.equal((await call('DELETE', `/api/session/passkeys/${passkey?.id ?? ''}`)).status, 200);
  assert.equal((await call('POST', '/api/session/passkey', { answer: await signInAnswer() })).status, 401);
});
