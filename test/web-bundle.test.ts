import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ensureWebBuild } from '#platform/supervisor/web-build.ts';

/** Kilobytes of JavaScript, gzip, that the first screen may need. */
const MOST_KB = 250;

type Chunk = { readonly file: string; readonly isEntry?: boolean; readonly imports?: readonly string[] };

test(`the first screen needs at most ${String(MOST_KB)} kB of script, gzip`, async () => {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const folder = await ensureWebBuild({ root, fallbackFolder: await mkdtemp(join(tmpdir(), 'amate-web-')), log: () => undefined, isDebug: false, interrupt: () => undefined });
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const entry = Object.entries(manifest).find(([, chunk]) => chunk.isEntry === true);
  assert.ok(entry !== undefined);
  const needed = new Set<string>();
  const take = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || needed.has(chunk.file)) return;
    needed.add(chunk.file);
    for (const next of chunk.imports ?? []) take(next);
  };
  take(entry[0]);
  const bytes = [...needed].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
  assert.ok(bytes > 30_000, 'nothing was measured');
  assert.ok(bytes <= MOST_KB * 1_000, `${(bytes / 1_000).toFixed(1)} kB in ${[...needed].join(', ')}`);
  process.stdout.write(`first screen: ${(bytes / 1_000).toFixed(1)} kB of script\n`);
});
