import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ensureWebBuild, webSourcesHash } from './web-build.ts';

const root = mkdtempSync(join(tmpdir(), 'amate-web-'));
after(() => { rmSync(root, { recursive: true, force: true }); });
mkdirSync(join(root, 'src', 'web'), { recursive: true });
mkdirSync(join(root, 'src', 'modules', 'record'), { recursive: true });
symlinkSync(new URL('../../../node_modules', import.meta.url).pathname, join(root, 'node_modules'));
writeFileSync(join(root, 'vite.config.ts'), 'export default { root: \'src/web\' };\n');
writeFileSync(join(root, 'src', 'web', 'index.html'), '<!doctype html><script type="module" src="/main.ts"></script>');
const write = (text: string): void => { writeFileSync(join(root, 'src', 'web', 'main.ts'), text); };

const logged: string[] = [];
const options = { root, fallbackFolder: join(root, 'elsewhere'), log: (line: string) => { logged.push(line); }, isDebug: false, interrupt: () => undefined };
const built = (folder: string): string => readdirSync(join(folder, 'assets')).map((name) => readFileSync(join(folder, 'assets', name), 'utf8')).join('');

describe('the web build', () => {
  it('is made once for a state of the sources, and the old one dropped', async () => {
    write('document.title = "first version";');
    const first = await ensureWebBuild(options);
    assert.match(built(first), /first version/);
    writeFileSync(join(first, 'mark'), '');
    assert.equal(await ensureWebBuild(options), first);
    assert.ok(readdirSync(first).includes('mark'));
    write('document.title = "second version";');
    const second = await ensureWebBuild(options);
    assert.notEqual(second, first);
    assert.match(built(second), /second version/);
    assert.deepEqual(readdirSync(join(root, '.cache', 'web')), [second.split('/').at(-1)]);
  });

  it('follows the contracts but not the server\'s code or the tests', () => {
    const before = webSourcesHash(root);
    writeFileSync(join(root, 'src', 'modules', 'record', 'sign-note.ts'), '');
    writeFileSync(join(root, 'src', 'web', 'main.test.ts'), '');
    assert.equal(webSourcesHash(root), before);
    writeFileSync(join(root, 'src', 'modules', 'record', 'contract.ts'), '');
    assert.notEqual(webSourcesHash(root), before);
  });

  it('is refused in one sentence when the sources do not build', async () => {
    write('document.title = ;');
    await assert.rejects(ensureWebBuild(options), (error: Error) => error.name === 'Refusal' && /^The web app could not be built: [^\n]+$/.test(error.message));
  });
});
