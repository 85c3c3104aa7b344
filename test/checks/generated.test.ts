import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFloors } from '../../scripts/checks/floor-table.ts';
import { faultsIn, fileOfNorm, pagesOf, titlesIn } from '../../scripts/checks/norm-matrix.ts';
import type { Matrix, NormLine, RuleLine } from '../../scripts/checks/norm-matrix.ts';

const aLine = (id: string, parts: Partial<NormLine> = {}): NormLine => ({ id, norm: 'NOM-004-SSA3-2012', numeral: id.slice(5), says: `What ${id} says`, verified: 'Q', ...parts });
const aRule = (id: string, parts: Partial<RuleLine> = {}): RuleLine => ({ ...aLine(id), path: 'src/modules/record/rules.ts', ...parts });
const titled = (...titles: readonly string[]): Matrix['titles'] => titles.map((title, at) => ({ path: 'src/x.test.ts', line: at + 1, title }));
const aMatrix = (parts: Partial<Matrix>): Matrix => ({ register: [], rules: [], titles: [], places: [], ...parts });
const rowOf = (matrix: Matrix, id: string): string => (pagesOf(matrix)['docs/norms/NOM-004.md'] ?? '').split('\n').find((line) => line.startsWith(`| ${id} |`)) ?? '';

test('titles are read from tests of every form', () => {
  const text = "test('N004-5.1: a', () => {});\nit(\"N004-5.2\", f);\n  describe(`N004-5.3`, f);\ntest.skip('it\\'s N004-5.4', f);\ncontest('N004-9.9', f);";
  assert.deepEqual(titlesIn({ path: 'x', text }).map(({ line, title }) => [line, title]), [[1, 'N004-5.1: a'], [2, 'N004-5.2'], [3, 'N004-5.3'], [4, "it's N004-5.4"]]);
});

test('a rule is joined to the tests whose titles name it, and to no longer or shorter id', () => {
  const matrix = aMatrix({ rules: [aRule('N004-6.2'), aRule('N004-6.2.5')], titles: titled('N004-6.2.5, N004-6.2.6: prognosis', 'N004-6.2: a note'), register: [aLine('N004-6.2.6')] });
  assert.match(rowOf(matrix, 'N004-6.2.5'), /prognosis/);
  assert.match(rowOf(matrix, 'N004-6.2'), /N004-6\.2: a note/);
  assert.doesNotMatch(rowOf(matrix, 'N004-6.2'), /prognosis/);
});

test('rules without a test, and lines with neither, are listed as gaps', () => {
  const page = pagesOf(aMatrix({ rules: [aRule('N004-5.1'), aRule('N004-5.2')], register: [aLine('N004-5.3')], titles: titled('N004-5.2: kept') }))['docs/norms/NOM-004.md'] ?? '';
  assert.match(page, /Rules without a test \(1\):\*\* N004-5\.1\n/);
  assert.match(page, /Neither rule nor test \(1\):\*\* N004-5\.3\n/);
});

test('what is remembered or unconfirmed shows no numeral as law and says who confirms it', () => {
  for (const verified of ['M', 'U'] as const) {
    const cells = rowOf(aMatrix({ rules: [aRule('N004-5.1', { verified })] }), 'N004-5.1').split(' | ');
    assert.deepEqual([cells[1], cells[3]], ['–', 'por confirmar por el médico responsable']);
  }
  assert.equal(rowOf(aMatrix({ rules: [aRule('N004-5.1', { verified: 'D' })] }), 'N004-5.1').split(' | ')[1], '–');
  assert.equal(rowOf(aMatrix({ rules: [aRule('N004-5.1', { verified: 'O' })] }), 'N004-5.1').split(' | ')[1], '5.1');
});

test('a rule in the code speaks in place of the line of the register', () => {
  const matrix = aMatrix({ rules: [aRule('N004-5.1', { says: 'from the code' })], register: [aLine('N004-5.1', { says: 'from the register' })] });
  assert.match(rowOf(matrix, 'N004-5.1'), /from the code/);
  assert.doesNotMatch(pagesOf(matrix)['docs/norms/NOM-004.md'] ?? '', /from the register/);
});

test('numerals stand in their own order', () => {
  const page = pagesOf(aMatrix({ register: ['N004-5.10', 'N004-5.9', 'N004-10.1'].map((id) => aLine(id)) }))['docs/norms/NOM-004.md'] ?? '';
  assert.deepEqual(page.match(/^\| N004-\S+/gm), ['| N004-5.9', '| N004-5.10', '| N004-10.1']);
});

test('a title that cites an unknown id of a known family is a fault; other capitals are not', () => {
  const matrix = aMatrix({ rules: [aRule('N004-5.1')], titles: titled('N004-5.11: typed wrong', 'UTF-16 and RFC-8785 stay', 'N004-5.1: right') });
  assert.deepEqual(faultsIn(matrix).map(({ line, rule }) => [line, rule]), [[1, 'norm-unknown']]);
});

test('an id that is defined twice is a fault', () => {
  assert.deepEqual(faultsIn(aMatrix({ rules: [aRule('N004-5.1'), aRule('N004-5.1', { path: 'src/modules/audit/rules.ts' })] })).map(({ rule }) => rule), ['norm-defined-twice']);
});

test('a line shows the screen that meets it or who does it beside the program, by the closest place', () => {
  const places = [{ under: 'N004-6.1', screen: 'Historia', people: null }, { under: 'N004-6.1.2', screen: 'Signos', people: 'Nurse' }];
  const matrix = aMatrix({ register: ['N004-6.1', 'N004-6.1.1a', 'N004-6.1.2'].map((id) => aLine(id)), places });
  assert.deepEqual(['N004-6.1', 'N004-6.1.1a', 'N004-6.1.2'].map((id) => rowOf(matrix, id).split(' | ').slice(4, 6)), [['Historia', '–'], ['Historia', '–'], ['Signos', 'Nurse']]);
});

test('a norm that is placed leaves no line out, and no place names a line that is not there', () => {
  const matrix = aMatrix({ register: [aLine('N004-6.1'), aLine('N004-6.10')], places: [{ under: 'N004-6.1', screen: 'Historia', people: null }, { under: 'N004-9', screen: 'x', people: null }] });
  assert.deepEqual(faultsIn(matrix).map(({ rule, message }) => `${rule} ${message.split(' ')[0] ?? ''}`), ['norm-unplaced N004-6.10', 'norm-unknown N004-9']);
});

test('each norm has its page, named shortly', () => {
  assert.deepEqual(['NOM-004-SSA3-2012', 'LFPDPPP', 'Instructivo CURP', 'e.firma (SAT)', 'Código Civil'].map(fileOfNorm),
    ['NOM-004', 'LFPDPPP', 'INSTRUCTIVO-CURP', 'E-FIRMA', 'CODIGO-CIVIL'].map((name) => `docs/norms/${name}.md`));
});

test('the table of floors replaces what stood between its marks, highest floor first', () => {
  const page = 'before\n<!-- floors:begin -->\nold\n<!-- floors:end -->\nafter';
  const table = '| Floor | Modules | Planned |\n|---|---|---|\n| 5 | `record` | `orders` |\n| 0 | `audit` | – |';
  const current = withFloors(page, { audit: 0, orders: 5, record: 5 }, new Set(['audit', 'record']));
  assert.equal(current, `before\n<!-- floors:begin -->\n${table}\n<!-- floors:end -->\nafter`);
  assert.equal(withFloors(current ?? '', { audit: 0, orders: 5, record: 5 }, new Set(['audit', 'record'])), current);
  assert.equal(withFloors('a page without marks', {}, new Set()), undefined);
});
