import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { emptyDataFolder, openDataFolder } from './data-folder.ts';
import { ensureSecretFile } from './secret-file.ts';

const root = mkdtempSync(join(tmpdir(), 'amate-folder-'));
chmodSync(root, 0o711);
after(() => { rmSync(root, { recursive: true, force: true }); });
const nothingElse = (): readonly string[] => [];
const isRoot = process.getuid?.() === 0;

/** Opens the folder in another process, which ends in the way asked for. */
const openElsewhere = (folder: string, ending: string, become = ''): { readonly said: string; readonly status: number | null } => {
  const file = new URL('data-folder.ts', import.meta.url).href;
  const script = `const { openDataFolder } = await import('${file}'); ${become} try { openDataFolder('${folder}', 'test'); console.log('opened'); } catch (error) { console.log(error.name + ': ' + error.message); } ${ending}`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: '/' });
  return { said: stdout.trim(), status };
};

describe('a data folder', () => {
  it('is held by one process at a time, and the refusal names it', () => {
    const folder = openDataFolder(join(root, 'held'), 'test');
    const { said } = openElsewhere(folder.path, '');
    assert.match(said, new RegExp(`^Refusal: Amate already runs on ${folder.path} \\(process ${String(process.pid)}\\)[^\\n]*\\.$`));
    folder.release();
    assert.equal(openElsewhere(folder.path, '').said, 'opened');
  });

  it('is free again after its holder was killed', () => {
    const path = join(root, 'killed');
    assert.equal(openElsewhere(path, 'process.kill(process.pid, "SIGKILL");').said, 'opened');
    assert.equal(existsSync(join(path, 'amate.pid')), true);
    openDataFolder(path, 'test').release();
  });

  it('keeps others out of the keys', () => {
    const folder = openDataFolder(join(root, 'keys'), 'test');
    const { secret, isNew } = ensureSecretFile(join(folder.keys, 'root.key'), 32);
    assert.equal(Buffer.from(secret, 'base64url').length, 32);
    assert.deepEqual([isNew, ensureSecretFile(join(folder.keys, 'root.key'), 32)], [true, { secret, isNew: false }]);
    assert.deepEqual([statSync(folder.keys).mode & 0o777, statSync(join(folder.keys, 'root.key')).mode & 0o777], [0o700, 0o600]);
    assert.equal(statSync(folder.path).mode & 0o777, isRoot ? 0o711 : 0o700);
    folder.release();
  });

  it('is refused in one sentence where this user may not write', { skip: isRoot ? false : 'root plays the other user' }, () => {
    const closed = join(root, 'closed');
    mkdirSync(closed, { mode: 0o755 });
    // Becomes the other user only after loading: the repository may lie in a private home.
    const { said } = openElsewhere(join(closed, 'data'), '', 'process.setgid(65534); process.setuid(65534);');
    assert.match(said, /^(Refusal: The data folder .* cannot be written by this user: set AMATE_DATA_DIR to a folder that can\.)$/);
  });

  it('is refused where a file stands in its way', () => {
    writeFileSync(join(root, 'file'), '');
    assert.throws(() => openDataFolder(join(root, 'file', 'data'), 'test'), { name: 'Refusal', message: /a file stands in its way/ });
  });

  it('is refused on a full disk', { skip: isRoot ? false : 'only root can mount a small disk' }, (context) => {
    const small = join(root, 'small');
    mkdirSync(small);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', small]).status !== 0) {
      context.skip('this machine does not let us mount');
      return;
    }
    try {
      assert.throws(() => openDataFolder(join(small, 'data'), 'test'), { name: 'Refusal', message: /^Only \d+ MB are free/ });
    } finally {
      spawnSync('umount', [small]);
    }
  });
});

describe('emptying a data folder', () => {
  it('deletes what is in it and lets it be used anew', () => {
    const folder = openDataFolder(join(root, 'emptied'), 'demo');
    writeFileSync(join(folder.path, 'something'), '');
    folder.release();
    emptyDataFolder(folder.path, 'demo', nothingElse);
    assert.equal(existsSync(join(folder.path, 'something')), false);
    openDataFolder(folder.path, 'demo').release();
  });

  it('spares what a link in it points to', () => {
    const precious = join(root, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'kept'), 'yes');
    const folder = openDataFolder(join(root, 'linked'), 'demo');
    symlinkSync(precious, join(folder.path, 'link'));
    folder.release();
    emptyDataFolder(folder.path, 'demo', nothingElse);
    assert.equal(readFileSync(join(precious, 'kept'), 'utf8'), 'yes');
  });

  it('is refused for production data, for a folder in use and for one without our mark', () => {
    const production = openDataFolder(join(root, 'production'), 'production');
    production.release();
    assert.throws(() => { emptyDataFolder(production.path, 'demo', nothingElse); }, { name: 'Refusal', message: /not marked as demo/ });
    const used = openDataFolder(join(root, 'used'), 'demo');
    assert.throws(() => { emptyDataFolder(used.path, 'demo', nothingElse); }, { name: 'Refusal', message: /already runs/ });
    used.release();
    mkdirSync(join(root, 'unmarked'));
    writeFileSync(join(root, 'unmarked', 'mine'), '');
    assert.throws(() => { emptyDataFolder(join(root, 'unmarked'), 'demo', nothingElse); }, { name: 'Refusal' });
    assert.equal(existsSync(join(root, 'unmarked', 'mine')), true);
  });
});
