// The opening code as the browser gets it: bundled, small, without a Node module, and run in Chromium.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { isSignedBy } from '../certificate.ts';
import { issueTestEfirma, testPassphrase, testSigner } from '../testing.ts';

const chromiumPath = process.env['AMATE_CHROMIUM'] ?? '/usr/bin/chromium';
const skip = existsSync(chromiumPath) ? false : `no Chromium at ${chromiumPath} (apt-get install chromium)`;

const bundle = async (): Promise<string> => {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('open-efirma.ts', import.meta.url)), formats: ['es'], fileName: 'open-efirma' },
    },
  });
  const [result] = Array.isArray(output) ? output : [output];
  assert.ok(result !== undefined && 'output' in result);
  assert.equal(result.output.length, 1);
  return result.output[0].code;
};

test('the lazy chunk names no Node module and stays under 60 kB compressed', async () => {
  const code = await bundle();
  assert.doesNotMatch(code, /node:|\bimport\s*[{"']|require\(/);
  assert.ok(gzipSync(code).length < 60_000);
});

const serve = async (code: string): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer((request, response) => {
    const isScript = request.url === '/open-efirma.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.setHeader('content-security-policy', "default-src 'self'; script-src 'self'");
    response.end(isScript ? code : '<!doctype html><title>prueba</title>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
};

type Attempt = { readonly certificate: string; readonly key: string; readonly passphrase: string };
type Answer = { readonly code: string; readonly signature: string };

test('EF-1, EF-6: Chromium opens the SAT form, signs, and refuses a wrong passphrase', { skip }, async () => {
  const pair = issueTestEfirma('fiel');
  const server = await serve(await bundle());
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const attempt = (passphrase: string): Promise<Answer> => {
      const argument: Attempt = {
        certificate: Buffer.from(pair.certificateDer).toString('hex'),
        key: Buffer.from(pair.keyDer).toString('hex'),
        passphrase,
      };
      return page.evaluate(openInPage, argument);
    };
    const opened = await attempt(testPassphrase);
    assert.equal(opened.code, testSigner.curp);
    assert.ok(isSignedBy(pair.certificateDer, Buffer.from('hola'), Buffer.from(opened.signature, 'hex')));
    assert.equal((await attempt('otra')).code, 'efirma-cannot-open');
  } finally {
    await browser.close();
    server.close();
  }
});

/** Runs inside the page; it may use nothing of this file. */
const openInPage = async ({ certificate, key, passphrase }: Attempt): Promise<Answer> => {
  const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const script = '/open-efirma.js';
  const { openEfirma } = (await import(script)) as typeof import('./open-efirma.ts');
  const opened = await openEfirma({ certificateDer: bytes(certificate), keyDer: bytes(key), passphrase });
  if (!opened.ok) return { code: opened.code, signature: '' };
  const signature = await opened.efirma.sign(new TextEncoder().encode('hola'));
  const text = Array.from(signature, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return { code: opened.efirma.certificate.curp ?? '', signature: text };
};
