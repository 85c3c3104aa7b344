import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badTree, unpinned, unused } from '../../scripts/check-dependency-list.ts';

const list = (dependencies: Readonly<Record<string, string>>): string => JSON.stringify({ dependencies }, null, 2);
const lock = (name: string, locked: object): string => JSON.stringify({ packages: { '': {}, [`node_modules/${name}`]: { version: '1.0.0', ...locked } } });
const rulesOf = (findings: readonly { readonly rule: string }[]): readonly string[] => findings.map((finding) => finding.rule);

for (const version of ['^1.2.3', '~1.2.3', '*', 'latest', '>=1.0.0', '1.x', 'git+https://example.org/x.git', 'file:../x', 'npm:typescript@^7.0.0']) {
  test(`a package at ${version} is not pinned`, () => { assert.deepEqual(rulesOf(unpinned(list({ zod: version }))), ['package-pinned']); });
}

test('exact versions, early releases and aliases of exact versions are pinned', () => {
  assert.deepEqual(unpinned(list({ zod: '4.6.7', server: '18.4.0-beta.17', native: 'npm:typescript@7.0.2' })), []);
});

test('a package that no file imports is named on its line', () => {
  const text = list({ zod: '4.6.7', idle: '1.0.0' });
  const findings = unused(text, [{ path: 'src/x.ts', text: "import { z } from 'zod';" }]);
  assert.deepEqual(findings.map(({ line, message }) => [line, message.split(' ')[0]]), [[4, 'idle']]);
});

test('a package whose name only begins another name is not used by it', () => {
  assert.equal(unused(list({ react: '1.0.0' }), [{ path: 'src/x.ts', text: "import 'react-dom';" }]).length, 1);
});

test('types are used while the package that they describe is declared', () => {
  const file = { path: 'src/x.ts', text: "import pg from 'pg';" };
  assert.deepEqual(unused(list({ pg: '1.0.0', '@types/pg': '1.0.0' }), [file]), []);
  assert.equal(unused(list({ pg: '1.0.0', '@types/gone': '1.0.0' }), [file]).length, 1);
});

const refused: readonly (readonly [rule: string, locked: object])[] = [
  ['package-licence', { license: 'GPL-3.0' }], ['package-licence', { license: 'AGPL-3.0-only' }], ['package-licence', {}], ['package-licence', { license: 'UNLICENSED' }],
  ['package-licence', { license: 'MPL-2.0' }], ['package-licence', { license: '(MIT AND GPL-2.0)' }], ['package-licence', { license: '(MIT AND GPL-2.0)', dev: true }],
  ['package-script', { license: 'MIT', hasInstallScript: true }], ['package-origin', { license: 'MIT', resolved: 'https://packages.example.org/x.tgz' }],
];

for (const [rule, locked] of refused) {
  test(`${rule} refuses ${JSON.stringify(locked)}`, () => { assert.deepEqual(rulesOf(badTree(lock('something', locked))), [rule]); });
}

test('free licences pass; MPL passes while building', () => {
  const passing = [{ license: 'MIT' }, { license: '(GPL-2.0 OR MIT)' }, { license: '(MIT AND Zlib)' }, { license: 'MPL-2.0', dev: true }];
  assert.deepEqual(passing.flatMap((locked) => badTree(lock('something', locked))), []);
});
