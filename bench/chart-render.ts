import { createServer } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { noBrowser, raiseStage, builtWebApp } from '#test/browser/harness.ts';
import { createTestDatabase } from '#test/database.ts';
import { housePassword, openHouse } from '#test/house.ts';
import { argumentOf, atMost, percentile, report, say } from './parts/figures.ts';
import { addLongRecord } from './parts/long-record.ts';

/**
 * From the address of a chart to its notes on the screen: a real Chromium, signed in, over the whole server in this
 * process, a patient with a long record. Every repetition is a page of its own with nothing of the patient in it; the app's
 * scripts are in the browser's cache in one series and are fetched anew in the other. The time ends two frames after the
 * first page of notes and the problems stand in the document. `--visits N`, `--times N`.
 */
const visits = argumentOf('--visits', 1_000);
const times = argumentOf('--times', 15);
const firstPage = Math.min(30, visits);

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
  });
});

/** Elements that must be there, and how many of each. */
type Wanted = Readonly<Record<string, number>>;
const chartThere: Wanted = { '[data-entry]': firstPage, 'aside ul > li': 1 };
const signInThere: Wanted = { 'input[name=email]': 1 };

/** Asks at every frame, from the page's first moment, and tells the time of the second frame after all are there. */
const watch = `globalThis.painted = new Promise((tell) => {
  const isThere = () => Object.entries(WANTED).every(([what, count]) => document.querySelectorAll(what).length >= count);
  const look = () => {
    if (!isThere()) requestAnimationFrame(look);
    else requestAnimationFrame(() => { requestAnimationFrame(() => { tell(performance.now()); }); });
  };
  addEventListener('DOMContentLoaded', look);
});`;

/** Milliseconds from the navigation's start to the painted page. */
const paintedAfter = async (context: BrowserContext, address: string, wanted: Wanted): Promise<number> => {
  const page = await context.newPage();
  await page.addInitScript(watch.replace('WANTED', JSON.stringify(wanted)));
  await page.goto(address);
  const after = await page.evaluate<number>('globalThis.painted');
  await page.close();
  return after;
};

/** Runs each series by turns, so that what else the machine does falls on all of them alike; the first turn is not counted. */
const byTurns = async <Name extends string>(series: Readonly<Record<Name, () => Promise<number>>>): Promise<Readonly<Record<Name, readonly number[]>>> => {
  const names = Object.keys(series) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn <= times; turn += 1) {
    for (const name of names) {
      const milliseconds = await series[name]();
      if (turn > 0) found[name].push(milliseconds);
    }
  }
  return found;
};

const signIn = async (page: Page, email: string): Promise<void> => {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(housePassword);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
};

const measure = async () => {
  const home = await createTestDatabase();
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const house = await openHouse(home, { publicUrl: address, webFolder: await builtWebApp() });
  const stage = await raiseStage();
  try {
    await house.api.app.listen({ host: '127.0.0.1', port });
    const member = await house.hire(['physician']);
    const doctor = await house.signIn(member);
    const { patientId } = await addLongRecord(house, { doctor, member, desk: await house.signIn(await house.hire(['receptionist'])) }, visits);
    say(`a record of ${String(visits)} visits is there`);
    const { page } = await stage.openPage({ address, now: null });
    await signIn(page, member.email);
    const known = page.context();
    const elsewhere = async (isSignedIn: boolean): Promise<BrowserContext> => {
      const browser = known.browser();
      if (browser === null) throw new Error('the browser is gone');
      return browser.newContext({ viewport: page.viewportSize(), locale: 'es-MX', ...(isSignedIn ? { storageState: await known.storageState() } : {}) });
    };
    const inNewBrowser = async (path: string, isSignedIn: boolean, wanted: Wanted): Promise<number> => {
      const context = await elsewhere(isSignedIn);
      const after = await paintedAfter(context, `${address}${path}`, wanted);
      await context.close();
      return after;
    };
    const chart = `/pacientes/${patientId}`;
    const stranger = await elsewhere(false);
    return await byTurns({
      chart: () => paintedAfter(known, `${address}${chart}`, chartThere),
      signInPage: () => paintedAfter(stranger, `${address}/`, signInThere),
      chartUncached: () => inNewBrowser(chart, true, chartThere),
      signInUncached: () => inNewBrowser('/', false, signInThere),
    });
  } finally {
    await stage.close();
    await house.close();
    await home.close();
  }
};

if (noBrowser !== false) throw new Error(noBrowser);
const { chart, signInPage, chartUncached, signInUncached } = await measure();
const of = `of ${String(times)} new pages`;
report({
  benchmark: 'chart-render',
  data: `synthetic: one patient with ${String(visits)} signed visits, the newest ${String(firstPage)} of them and the problems on the screen; Chromium, server and database share this machine`,
  figures: [
    { figure: 'opening a chart until it is painted', value: percentile(chart, 50), unit: 'ms', at: `p50 ${of}` },
    atMost({ figure: 'opening a chart until it is painted', value: percentile(chart, 95), unit: 'ms', at: `p95 ${of}` }, 1_000),
    { figure: 'the same in a browser that fetches the scripts anew', value: percentile(chartUncached, 50), unit: 'ms', at: `p50 ${of}` },
    { figure: 'the same in a browser that fetches the scripts anew', value: percentile(chartUncached, 95), unit: 'ms', at: `p95 ${of}` },
    { figure: 'the sign-in page fetched anew', value: percentile(signInUncached, 50), unit: 'ms', at: `p50 ${of}` },
  ],
  yardstick: { figure: 'opening the sign-in page, of the same app and with no data', value: percentile(signInPage, 50), unit: 'ms', at: `p50 ${of}` },
  ratio: percentile(chart, 50) / percentile(signInPage, 50), ratioOf: 'p50 of the chart',
});
