import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createMeasures } from './measures.ts';
import { buildServer } from './server.ts';
import { addWebApp } from './web-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'amate-web-app-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><meta name="amate-nonce" content="__NONCE__"><script type="module" src="/assets/index-1.js"></script>');
writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
writeFileSync(join(folder, 'assets', 'index-1.js'), 'plain');
writeFileSync(join(folder, 'assets', 'index-1.js.br'), 'brotli');
writeFileSync(join(folder, 'secret.txt'), 'not for the world');

const app = await buildServer({
  routes: [], measures: createMeasures(), log: false, publicUrl: 'http://localhost', version: 'test',
  ports: { authenticate: async () => null, may: () => false, isLive: async () => true, isSteppedUp: () => false, recordAccess: async () => undefined, message: (code) => code, ready: async () => true },
});
await addWebApp(app, { folder });
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers: { host: 'localhost', ...headers } });

test('every address of the app answers with the page, never kept, each with a nonce of its own', async () => {
  const [one, other] = [await get('/agenda'), await get('/pacientes/0190a000-0000-7000-8000-000000000001')];
  const nonces = [one, other].map((reply) => /content="([^"]+)"/.exec(reply.body)?.[1] ?? '');
  assert.deepEqual([one.statusCode, other.statusCode, one.headers['cache-control']], [200, 200, 'no-store']);
  assert.notEqual(nonces[0], nonces[1]);
  assert.ok((nonces[0] ?? '').length >= 22);
  assert.ok(String(one.headers['content-security-policy']).includes(`style-src 'self' 'nonce-${nonces[0] ?? ''}'`));
});

test('the page’s policy lets in no script but its own files, no frame around it, no markup from text', async () => {
  const policy = String((await get('/')).headers['content-security-policy']).split('; ');
  for (const rule of ["script-src 'self'", "default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "require-trusted-types-for 'script'"]) {
    assert.ok(policy.includes(rule), rule);
  }
  assert.doesNotMatch(policy.join(), /unsafe/);
});

test('hashed files are kept for ever and sent compressed as they lie', async () => {
  const plain = await get('/assets/index-1.js');
  assert.match(String(plain.headers['cache-control']), /max-age=31536000.*immutable/);
  assert.equal(plain.body, 'plain');
  const small = await get('/assets/index-1.js', { 'accept-encoding': 'br, gzip' });
  assert.deepEqual([small.headers['content-encoding'], small.body], ['br', 'brotli']);
});

test('an unknown address of a machine is a refusal in JSON and not the page', async () => {
  for (const url of ['/api/nothing', '/fhir/R4/Nothing', '/assets/absent.js', '/v/unknown', '/webhooks/whatsapp']) {
    const reply = await get(url);
    assert.equal(reply.statusCode, 404, url);
    assert.equal(reply.json<{ code: string }>().code, 'no-such-address', url);
  }
});

test('nothing beside the app’s own files is served', async () => {
  for (const url of ['/secret.txt', '/assets/../secret.txt', '/assets/%2e%2e/secret.txt', '/assets/..%2fsecret.txt']) {
    assert.doesNotMatch((await get(url)).body, /not for the world/, url);
  }
});

test('the API’s reference comes from local files and may load nothing else', async () => {
  const page = await get('/api/docs');
  assert.equal(page.statusCode, 200);
  assert.match(String(page.headers['content-security-policy']), /^default-src 'none'; script-src 'self'/);
  for (const url of [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, found = '']) => found)) {
    assert.match(url, /^\/api\//);
    assert.equal((await get(url)).statusCode, 200, url);
  }
});
