import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadCode } from '../../scripts/check-dead-exports.ts';

type Tree = Readonly<Record<string, string>>;

const found = (tree: Tree, kept: Tree = {}, page = ''): readonly string[] =>
  deadCode(Object.entries(tree).map(([path, text]) => ({ path, text })), kept, [{ path: 'src/web/index.html', text: page }])
    .map(({ path, line, rule, message }) => `${path}:${String(line)} ${rule} ${message.split(' ')[0] ?? ''}`);

const api = (text: string): Tree => ({ 'src/processes/api.ts': text });

test('an export that no other file imports is named on its line', () => {
  const tree = { ...api("import { a } from '#kernel/x.ts'; a();"), 'src/kernel/x.ts': 'export const a = 1;\n\nexport const b = a;' };
  assert.deepEqual(found(tree), ['src/kernel/x.ts:3 unused-export b']);
});

test('each way of exporting a value is seen', () => {
  const text = 'export const { a, b: [c] } = d;\nexport function e() {}\nexport class F {}\nconst g = 1;\nexport { g as h };\nexport async function* i() {}';
  const tree = { ...api("import '#kernel/x.ts';"), 'src/kernel/x.ts': text };
  assert.deepEqual(found(tree).map((line) => line.split(' ').at(-1)), ['a', 'c', 'e', 'F', 'h', 'i']);
});

test('a type is dead when neither another file nor its own file is written with it', () => {
  const tree = { ...api("import '#kernel/x.ts'; import { f } from '#kernel/x.ts'; f();"), 'src/kernel/x.ts': 'export type Used = 1;\nexport type Dead = 2;\nexport const f = (x?: Used) => x;' };
  assert.deepEqual(found(tree), ['src/kernel/x.ts:2 unused-export Dead']);
});

const waysOfUsing: readonly string[] = [
  "import { a } from './x.ts'; a;", "import { a as b } from './x.ts'; b;", "import * as x from './x.ts'; x.a;", "export { a } from './x.ts';", "export { a as b } from './x.ts';",
  "const { a } = await import('./x.ts'); a;", "void import('./x.ts');", "export type T = import('./x.ts').a;", "import type { a } from './x.ts'; export type T = typeof a;",
  "new Worker(new URL('./x.ts', import.meta.url));", "fork(new URL('x.ts', import.meta.url));", "fork('src/processes/x.ts');", "import { a } from '../../src/processes/x.ts'; a;",
];

for (const way of waysOfUsing) {
  test(`used by: ${way}`, () => {
    assert.deepEqual(found({ 'src/processes/x.ts': 'export const a = 1;', 'src/cli/main.ts': way.replace("'./x.ts'", "'../processes/x.ts'").replace("'x.ts'", "'../processes/x.ts'") }), []);
  });
}

test('an import of another name, and one by the file itself, are no use', () => {
  assert.deepEqual(found({ ...api("const { b } = await import('#kernel/x.ts'); b;"), 'src/kernel/x.ts': "import { a } from './x.ts';\nexport const a = 1; export const b = a;" }), ['src/kernel/x.ts:2 unused-export a']);
});

test('a file that no entry point reaches is named, though such files import each other', () => {
  const tree = { ...api('work();'), 'src/platform/one.ts': "import { b } from './two.ts'; export const a = b;", 'src/platform/two.ts': "import { a } from './one.ts'; export const b = a;" };
  assert.deepEqual(found(tree), ['src/platform/one.ts:1 unused-file no', 'src/platform/two.ts:1 unused-file no']);
});

test('tests, pages and doors keep what they use and offer', () => {
  const tree = {
    'src/kernel/x.test.ts': "import { a } from './x.ts'; a;", 'src/kernel/x.ts': 'export const a = 1;', 'src/web/start.tsx': 'work();',
    ...api("import '#modules/record/public.ts';"), 'src/modules/record/public.ts': "export { sign } from './sign-note.ts';", 'src/modules/record/sign-note.ts': 'export const sign = 1;',
  };
  assert.deepEqual(found(tree, {}, '<script type="module" src="/start.tsx"></script>'), []);
});

test('an excuse holds for its export or file, and is itself found once it is not needed', () => {
  const tree = { ...api("import '#kernel/x.ts';"), 'src/kernel/x.ts': 'export const a = 1;', 'src/kernel/y.ts': '' };
  assert.deepEqual(found(tree, { 'src/kernel/x.ts#a': 'because', 'src/kernel/y.ts': 'because' }), []);
  assert.deepEqual(found(tree, { 'src/kernel/x.ts#*': 'because', 'src/kernel/y.ts': 'because', 'src/kernel/z.ts': 'because' }), ['scripts/checks/kept-exports.ts:1 stale-excuse src/kernel/z.ts']);
});
