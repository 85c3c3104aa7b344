import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duplicatesIn } from '../../scripts/check-duplication.ts';

const steps = (count: number, from = 0): string => Array.from({ length: count }, (_, at) => `step${String(from + at)}(deps, 'text');`).join('\n');

const found = (...texts: readonly string[]): readonly string[] =>
  duplicatesIn(texts.map((text, at) => ({ path: `src/modules/record/f${String(at)}.ts`, text }))).map(({ path, line, message }) => `${path.slice(-5)}:${String(line)} ${message}`);

test('twelve equal lines are found in the second place and point to the first', () => {
  assert.deepEqual(found(`begin();\n${steps(12)}`, `other();\nmore();\n${steps(12)}`), ['f1.ts:3 12 lines stand in src/modules/record/f0.ts:2 too']);
});

test('eleven equal lines are let be', () => { assert.deepEqual(found(steps(11), steps(11)), []); });

test('spacing, comments, empty lines, brackets alone and the content of texts make no difference', () => {
  const changed = steps(12).replaceAll('(', '( ').replaceAll("'text'", "'other'").split('\n').join('\n\n// why\n{\n}\n');
  assert.equal(found(steps(12), changed).length, 1);
});

test('another name makes another line', () => {
  assert.deepEqual(found(steps(12), steps(12).replace('step6(', 'leap6(')), []);
});

test('a longer run is one finding at its full length', () => {
  assert.deepEqual(found(steps(40), steps(40)), ['f1.ts:1 40 lines stand in src/modules/record/f0.ts:1 too']);
});

test('a run that stands twice in one file is found', () => {
  assert.deepEqual(found(`${steps(12)}\nbetween();\n${steps(12)}`), ['f0.ts:14 12 lines stand in src/modules/record/f0.ts:1 too']);
});

test('imports repeat by nature', () => {
  const imports = Array.from({ length: 14 }, (_, at) => `import { a${String(at)} } from './a${String(at)}.ts';`).join('\n');
  assert.deepEqual(found(imports, imports), []);
});

test('tests may repeat more, tables of data as they like', () => {
  const twice = (path: string, count: number): number => duplicatesIn(['a', 'b'].map((name) => ({ path: path.replace('*', name), text: steps(count) }))).length;
  assert.deepEqual([twice('src/kernel/*.test.ts', 24), twice('src/kernel/*.test.ts', 25), twice('src/kernel/*-table.ts', 50)], [0, 1, 0]);
});
