import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sayingWhileSlow } from './progress.ts';
import type { Log } from './progress.ts';
import { Refusal } from './refusal.ts';

export type WebBuildOptions = {
  /** The repository. */
  readonly root: string;
  /** Where builds are kept when the repository cannot be written. */
  readonly fallbackFolder: string;
  readonly log: Log;
  readonly isDebug: boolean;
  /** Receives what ends a build that is under way. */
  readonly interrupt: (cut: () => Promise<void>) => void;
};

/** Everything the browser's code is made of; a change here makes a new build. */
const isSource = (path: string): boolean =>
  !path.endsWith('.test.ts') && (/^src\/(web|kernel)\//.test(path) || /\/contract\.ts$/.test(path) || /\/(browser|messages)\//.test(path));

const configurationFiles = ['vite.config.ts', 'src/web/vite.config.ts'] as const;

const sourcesUnder = (root: string): readonly string[] =>
  readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter(isSource)
    .sort();

/** Names the state of the sources: 16 hex digits. */
export const webSourcesHash = (root: string): string => {
  const hash = createHash('sha256');
  for (const file of [...sourcesUnder(root), ...configurationFiles, 'package-lock.json', 'tsconfig.web.json']) {
    if (!existsSync(join(root, file))) continue;
    hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
};

const isWritable = (folder: string): boolean => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const build = (options: WebBuildOptions, configuration: string, outFolder: string): Promise<void> => new Promise((resolve, reject) => {
  const vite = join(options.root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--config', configuration, '--outDir', outFolder, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: options.root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' },
  });
  options.interrupt(async () => { child.kill('SIGTERM'); });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said = (said + chunk.toString('utf8')).slice(-8_000); });
  child.once('error', reject);
  child.once('close', (code) => {
    if (options.isDebug && said !== '') options.log(said);
    if (code === 0) resolve();
    else reject(new Refusal(`The web app could not be built: ${/^.*error.*$/im.exec(said)?.[0].trim() ?? 'vite failed'} (AMATE_DEBUG=1 shows all).`));
  });
});

/** The folder with the built web app for the present sources; builds it when there is none, and drops older ones. */
export const ensureWebBuild = async (options: WebBuildOptions): Promise<string> => {
  const configuration = configurationFiles.find((file) => existsSync(join(options.root, file)));
  if (configuration === undefined) throw new Refusal('The web app has no vite.config.ts: this copy of Amate is not complete.');
  const inRepository = join(options.root, '.cache', 'web');
  const wanted = webSourcesHash(options.root);
  if (existsSync(join(inRepository, wanted, 'index.html'))) return join(inRepository, wanted);
  const folder = isWritable(inRepository) ? inRepository : options.fallbackFolder;
  const finished = join(folder, wanted);
  if (existsSync(join(finished, 'index.html'))) return finished;
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `.building-${randomBytes(4).toString('hex')}`);
  try {
    await sayingWhileSlow(options.log, 'Building the web app', build(options, configuration, unfinished));
    rmSync(finished, { recursive: true, force: true });
    renameSync(unfinished, finished);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  for (const name of readdirSync(folder)) {
    if (/^[0-9a-f]{16}$/.test(name) && name !== wanted) rmSync(join(folder, name), { recursive: true, force: true });
  }
  return finished;
};
