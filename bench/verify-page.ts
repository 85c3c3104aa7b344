import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { openCodeServer } from '#modules/dispensing/testing.ts';
import { noBrowser, raiseStage } from '#test/browser/harness.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import { printPrescription } from '#test/prescriptions.ts';
import { argumentOf, atMost, percentile, report, say } from './parts/figures.ts';

/**
 * From the address behind a printed code to the whole page on a phone: a real Chromium of 360 pixels, its network held to
 * 400 ms of latency and 400 kbit/s each way and its processor slowed four times. The yardstick is an empty page over the
 * same network in the same run, by turns. `--times N`.
 */
const times = argumentOf('--times', 15);

const slow = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
};

/** Milliseconds from the navigation's start to two frames after the document is complete. */
const completeAfter = async (page: Page, address: string): Promise<number> => {
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'load' });
  return page.evaluate<number>('new Promise((tell) => { requestAnimationFrame(() => { requestAnimationFrame(() => { tell(performance.now()); }); }); })');
};

const measure = async () => {
  const home = await createTestDatabase();
  const house = await openHouse(home);
  const member = await house.hire(['physician']);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const { token } = await printPrescription({ doctor: await house.signIn(member), efirma: house.efirmaOf(member), patientId: await house.register(desk) });
  // each request a minute after the one before: one phone does not reload thirty times
  let minute = 0;
  const codes = await openCodeServer({ ownerUrl: home.ownerUrl, rootKey: testRootKey }, [house.authority.certificateDer], () => { minute += 60_001; return minute; });
  const empty = createServer((_request, response) => { response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' }).end('<!doctype html><title>-</title>'); });
  await new Promise<void>((resolve) => { empty.listen(0, '127.0.0.1', () => { resolve(); }); });
  const stage = await raiseStage();
  try {
    const address = `http://127.0.0.1:${String(codes.port)}/v/${token}`;
    const emptyAddress = `http://127.0.0.1:${String((empty.address() as AddressInfo).port)}/`;
    const { page } = await stage.openPage({ address, path: '', viewport: 'phone', now: null });
    await page.setViewportSize({ width: 360, height: 740 });
    await slow(page);
    const found: { shown: number[]; nothing: number[] } = { shown: [], nothing: [] };
    for (let turn = 0; turn <= times; turn += 1) {
      const [shown, nothing] = [await completeAfter(page, address), await completeAfter(page, emptyAddress)];
      if (turn > 0) { found.shown.push(shown); found.nothing.push(nothing); }
    }
    const { text } = await codes.call(`/v/${token}`);
    say('measured');
    return { ...found, bytes: Buffer.byteLength(text) };
  } finally {
    await stage.close();
    empty.closeAllConnections();
    empty.close();
    await codes.close();
    await house.close();
    await home.close();
  }
};

if (noBrowser !== false) throw new Error(noBrowser);
const { shown, nothing, bytes } = await measure();
const of = `of ${String(times)} loads`;
report({
  benchmark: 'verify-page',
  data: 'synthetic: one signed prescription of one line; latency 400 ms, 400 kbit/s, processor slowed four times; Chromium, server and database share this machine',
  figures: [
    { figure: 'the page behind a printed code, complete', value: percentile(shown, 50), unit: 'ms', at: `p50 ${of}` },
    atMost({ figure: 'the page behind a printed code, complete', value: percentile(shown, 95), unit: 'ms', at: `p95 ${of}` }, 1_000),
    { figure: 'an empty page over the same network', value: percentile(nothing, 95), unit: 'ms', at: `p95 ${of}` },
    atMost({ figure: 'bytes of the page', value: bytes, unit: 'bytes' }, 30_000),
  ],
  yardstick: { figure: 'an empty page over the same network', value: percentile(nothing, 50), unit: 'ms', at: `p50 ${of}` },
  ratio: percentile(shown, 50) / percentile(nothing, 50), ratioOf: 'p50 of the page',
});
