import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import Fastify from 'fastify';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '#kernel/language.ts';
import { addWebApp } from '#platform/http/web-app.ts';
import { ensureWebBuild } from '#platform/supervisor/web-build.ts';
import { answerFrom } from './fake-api.ts';
import type { FakeApi } from './fake-api.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const executablePath = process.env['AMATE_CHROMIUM'] ?? '/usr/bin/chromium';

/** For a test's `skip`: false, or why there can be no browser. */
export const noBrowser: string | false = existsSync(executablePath)
  ? false
  : (process.env['AMATE_NO_CHROMIUM'] ?? 'no Chromium: run  sudo apt-get install -y chromium');

export type Viewport = 'desktop' | 'phone';
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const satisfies Record<Viewport, object>;

export type PageOptions = {
  readonly language?: Language;
  readonly scheme?: 'light' | 'dark';
  readonly viewport?: Viewport;
  /** Where the page starts; `/` by default. */
  readonly path?: string;
  /** What the page's clock shows; 10:10 in Mexico City on the fake day by default, null for the machine's own. */
  readonly now?: string | null;
  /** The test moves the page's clock itself (`page.clock.runFor`), timers and all. */
  readonly drivesClock?: boolean;
  /** What the server answers; see fake-api.ts. Without it requests go to `address`. */
  readonly api?: FakeApi;
  /** A real server instead of the built web app alone. */
  readonly address?: string;
};

export type OpenedPage = { readonly page: Page; /** Faults of the console and of the page's policy, as they come. */ readonly faults: readonly string[]; readonly close: () => Promise<void> };

const lockFolder = join(root, '.cache', 'browser.lock');
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

// The machine has two cores: one browser at a time, whichever test files run.
const takeTurn = async (): Promise<() => void> => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(join(lockFolder, 'pid'), String(process.pid));
      return () => { rmSync(lockFolder, { recursive: true, force: true }); };
    } catch {
      const holder = existsSync(join(lockFolder, 'pid')) ? Number(readFileSync(join(lockFolder, 'pid'), 'utf8')) : 0;
      if (holder > 0 && !isAlive(holder)) rmSync(lockFolder, { recursive: true, force: true });
      await pause(200);
    }
  }
};

/** The folder of the built web app, built now if it is not current; for `openHouse({ webFolder })`. */
export const builtWebApp = async (): Promise<string> =>
  ensureWebBuild({ root, fallbackFolder: await mkdtemp(join(tmpdir(), 'amate-web-')), log: () => undefined, isDebug: false, interrupt: () => undefined });

const serveBuild = async (): Promise<{ readonly address: string; readonly close: () => Promise<void> }> => {
  const folder = await builtWebApp();
  const app = Fastify();
  app.get('/readyz', async () => ({ status: 'ready' }));
  await addWebApp(app, { folder });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://localhost:${String((app.server.address() as { port: number }).port)}`;
  return { address, close: async () => { await app.close(); } };
};

const launch = (): Promise<Browser> => chromium.launch({
  executablePath, headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--font-render-hinting=none'],
});

export type Stage = { readonly address: string; readonly openPage: (options?: PageOptions) => Promise<OpenedPage> };

/** Resources that a test may see fail: what the person did not ask the page for. */
const isExpected = (text: string): boolean => /Failed to load resource/.test(text);

const openPageOn = async (browser: Browser, home: string, options: PageOptions): Promise<OpenedPage> => {
  const { language = 'es-MX', scheme = 'light', viewport = 'desktop', path = '/', api, address = home, now = '2026-11-23T16:10:00Z' } = options;
  const context = await browser.newContext({ viewport: sizes[viewport], locale: language, colorScheme: scheme, timezoneId: 'America/Mexico_City', reducedMotion: 'reduce' });
  await context.addInitScript((kept) => { if (globalThis.localStorage?.getItem('amate.preferences') === null) localStorage.setItem('amate.preferences', kept); }, JSON.stringify({ language, scheme }));
  const page = await context.newPage();
  if (options.drivesClock === true) await page.clock.install({ time: now ?? Date.now() });
  else if (now !== null && api !== undefined) await page.clock.setFixedTime(now);
  const faults: string[] = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !isExpected(message.text())) faults.push(message.text()); });
  page.on('pageerror', (error) => { faults.push(`${error.name}: ${error.message}`); });
  if (api !== undefined) await page.route('**/api/**', (route) => answerFrom(api, route));
  await page.goto(`${address}${path}`);
  return { page, faults, close: () => context.close() };
};

const CLOSING_MILLISECONDS = 15_000;

/** Ends the processes that this one started. */
const killChildren = (): void => {
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
      if (parent === process.pid) process.kill(Number(name), 'SIGKILL');
    } catch {
      // it ended by itself meanwhile
    }
  }
};

/** Seen once: a browser that never says it is closed, and then no other test got its turn. */
const closeOrKill = async (browser: Browser): Promise<void> => {
  const isClosed = await Promise.race([browser.close().then(() => true), pause(CLOSING_MILLISECONDS).then(() => false)]);
  if (!isClosed) killChildren();
};

/** The stage outside a test; whoever raises it closes it. */
export const raiseStage = async (): Promise<Stage & { readonly close: () => Promise<void> }> => {
  const giveTurn = await takeTurn();
  const served = await serveBuild();
  const browser = await launch();
  let isClosing = false;
  // what the run of all tests looks for: this file says nothing about the code and runs once more
  const tellLost = (): void => { if (!isClosing) process.stderr.write('amate: the browser was lost\n'); };
  browser.on('disconnected', tellLost);
  browser.on('context', (context) => { context.on('page', (page) => { page.on('crash', tellLost); }); });
  return {
    address: served.address,
    openPage: (options = {}) => openPageOn(browser, served.address, options),
    close: async () => {
      isClosing = true;
      await closeOrKill(browser);
      giveTurn();
      await served.close();
    },
  };
};

/**
 * The stage of one test file: one Chromium and the built web app on loopback, closed when the test ends.
 *
 *     test('…', { skip: noBrowser }, async (t) => {
 *       const { openPage } = await openStage(t);
 *       const { page } = await openPage({ api: fakeApi({ … }), path: '/agenda' });
 */
export const openStage = async (t: TestContext): Promise<Stage> => {
  const { close, ...stage } = await raiseStage();
  t.after(close);
  return stage;
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { readonly id: string; readonly help: string; readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[] };

/** Asserts that axe finds nothing against WCAG 2.2 AA on the page as it now stands, open dialogs and menus included. */
export const axe = async (page: Page, what: string): Promise<void> => {
  await page.evaluate(axeSource);
  // a list that its field owns (aria-controls) is no content of the page, though it is drawn at its end
  await page.evaluate("axe.configure({ checks: [{ id: 'region', options: { regionMatcher: 'dialog, [role=dialog], [role=alertdialog], .mantine-Combobox-dropdown, svg' } }] })");
  const { violations } = await page.evaluate<{ readonly violations: readonly Violation[] }>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })",
  );
  assert.deepEqual(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target, failureSummary }) => `${String(target)} ${failureSummary ?? ''}`).join(' | ')}`), [], `axe: ${what}`);
};

/** Waits until something outside the page holds: a call that the fake has seen, say. */
export const until = async (holds: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<void> => {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    assert.ok(performance.now() < end, 'it never came to be');
    await pause(20);
  }
};

/** Writes `.cache/shots/<name>.png` for people to look at. Only with AMATE_SHOTS=1: a test needs no pictures. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  if (process.env['AMATE_SHOTS'] !== '1') return;
  const folder = join(root, '.cache', 'shots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
};
