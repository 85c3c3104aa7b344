import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { ensureWebBuild } from '#platform/supervisor/web-build.ts';
import { atMost, report, say } from './parts/figures.ts';

/** What a browser must load before the first screen: the scripts that index.html names, as gzip sends them. Builds the web when it has changed. */
const root = process.cwd();
const folder = await ensureWebBuild({ root, fallbackFolder: join(tmpdir(), 'amate-web'), log: say, isDebug: false, interrupt: () => undefined });
const page = await readFile(join(folder, 'index.html'), 'utf8');
const named = (pattern: RegExp): readonly string[] => [...new Set([...page.matchAll(pattern)].map((found) => found[1] ?? ''))];
const scripts = named(/(?:src|href)="\/?([^"]+\.m?js)"/g);
const styles = named(/href="\/?([^"]+\.css)"/g);

const sizes = async (paths: readonly string[]) => {
  const files = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  return { raw: files.reduce((sum, file) => sum + file.length, 0) / 1000, gzip: files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1000 };
};

const js = await sizes(scripts);
const css = await sizes(styles);
const every = await sizes((await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.js')).map((name) => join('assets', name)));
if (scripts.length === 0) throw new Error('index.html names no script');
report({
  benchmark: 'web-size',
  data: `the production build of this copy; ${String(scripts.length)} scripts and ${String(styles.length)} style sheets named by index.html`,
  figures: [
    atMost({ figure: 'scripts before the first screen, gzip', value: js.gzip, unit: 'kB', at: 'sum' }, 250),
    { figure: 'style sheets before the first screen, gzip', value: css.gzip, unit: 'kB', at: 'sum' },
    { figure: 'the same scripts uncompressed', value: js.raw, unit: 'kB', at: 'sum' },
  ],
  yardstick: { figure: 'all scripts of the web, loaded or not, gzip', value: every.gzip, unit: 'kB', at: 'sum' },
  ratio: js.gzip / every.gzip, ratioOf: 'what loads first',
});
