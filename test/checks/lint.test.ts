import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { badSuppressions } from '../../scripts/checks/suppressions.ts';

const eslint = new ESLint({ cwd: new URL('../../', import.meta.url).pathname });

const rulesBrokenBy = async (text: string, filePath = 'src/modules/record/snippet.ts'): Promise<readonly string[]> => {
  const [result] = await eslint.lintText(text, { filePath });
  return [...new Set((result?.messages ?? []).map((message) => message.ruleId ?? message.message))];
};

const lines = (count: number, line = 'work();'): string => `${line}\n`.repeat(count);

const broken: readonly (readonly [rule: string, text: string, path?: string])[] = [
  ['max-lines', lines(301)],
  ['max-lines-per-function', `export const f = () => {\n${lines(60)}};`],
  ['max-lines-per-function', `export const F = () => {\n${lines(100)}};`, 'src/web/record/screen.tsx'],
  ['max-params', 'export const f = (a, b, c, d, e) => [a, b, c, d, e];'],
  ['max-depth', 'export const f = () => { if (a) { if (b) { if (c) { if (d) { g(); } } } } };'],
  ['complexity', `export const f = (a) => { ${'if (a) { g(); } '.repeat(12)} };`],
  ['no-console', 'console.log(1);'],
  ['amate/no-any', 'export const x: any = 1;'],
  ['amate/no-any', 'export const x = y as unknown as any;'],
  ['amate/no-default-export', 'export default 1;'],
  ['amate/no-default-export', 'const x = 1; export { x as default };'],
  ['amate/no-export-all', "export * from './x.ts';"],
  ['amate/no-export-all', "export * as x from './x.ts';"],
  ['amate/no-enum', 'export enum Sex { Female, Male }'],
  ['amate/no-enum', 'export const enum Sex { Female, Male }'],
  ['amate/no-namespace', 'export namespace N { export const x = 1; }'],
  ['amate/no-non-null', 'export const x = y!.z;'],
  ['amate/no-clock', 'export const x = Date.now();'],
  ['amate/no-clock', 'export const x = new Date();'],
  ['amate/no-clock', 'export const x = Date();'],
  ['amate/no-clock', 'export const now = Date.now;'],
  ['amate/no-weak-random', 'export const x = Math.random();'],
  ['amate/sql-in-queries', "tx.query('select id from clin.note');"],
  ['amate/sql-in-queries', 'const q = `\n  with recent as (select 1) select id from recent`;'],
  ['amate/sql-in-queries', "const q = 'insert into clin.note (id) values ($1)';"],
  ['amate/sql-in-queries', "const q = 'update clin.note set state = $1';"],
  ['amate/sql-in-queries', "const q = 'delete from clin.note';"],
  ['amate/sql-in-queries', "const q = 'SELECT id FROM clin.note';"],
  ['amate/sql-in-queries', "const q = 'select audit.record($1)';"],
  ['amate/sql-in-queries', "const q = 'set local role someone';"],
  ['amate/no-built-sql', 'export const f = (tx, table) => tx.query(`select id from ${table}`);', 'src/modules/record/queries.ts'],
  ['amate/no-built-sql', "export const f = (tx, id) => tx.query('select id from clin.note where id = ' + id);", 'src/modules/record/queries.ts'],
  ['amate/no-built-sql', 'export const f = (id) => `select id from clin.note where id = ${id}`;', 'src/modules/record/queries.ts'],
  ['amate/no-built-sql', 'let table = `clin.note`; export const f = (tx) => tx.query(`select id from ${table}`);', 'src/modules/record/queries.ts'],
  ['amate/no-built-sql', 'export const f = (tx, order) => tx.query(`${order} by id`);', 'src/modules/record/queries.ts'],
];

for (const [rule, text, path] of broken) {
  test(`${rule} refuses: ${text.slice(0, 70).replaceAll('\n', ' ')}`, async () => {
    const spoken = await rulesBrokenBy(text, path);
    assert.ok(spoken.includes(rule), `${rule} was silent; heard ${spoken.join(', ')}`);
  });
}

const allowed: readonly (readonly [why: string, text: string, path?: string])[] = [
  ['a file at the ceiling', lines(300)],
  ['a function at the ceiling', `export const f = () => {\n${lines(58)}};`],
  ['a type that is not any', 'export const x: unknown = 1;'],
  ['a date of a known instant', 'export const x = new Date(0);'],
  ['the clock itself', 'export const systemClock = { now: () => new Date() };', 'src/kernel/clock.ts'],
  ['a statement with parameters in queries.ts', "export const f = (tx, id) => tx.query('select id from clin.note where id = $1', [id]);", 'src/modules/record/queries.ts'],
  ['constants of the same file in a statement', 'const COLUMNS = `id, state`; export const f = (tx) => tx.query(`select ${COLUMNS} from clin.note`);', 'src/modules/record/queries.ts'],
  ['a sentence that begins like SQL', "export const label = 'Select a patient from the list';"],
  ['a sentence in Spanish', "export const label = `Actualizar ${name} desde la lista`;"],
  ['a reasoned suppression', '// eslint-disable-next-line no-console -- the only place that may speak\nconsole.log(1);'],
  ['a command that prints', 'console.log(1);', 'src/cli/curp.ts'],
  ['a test that asserts with !', 'work(x!);', 'src/modules/record/sign-note.test.ts'],
  ['a configuration file that a tool reads by its default', 'export default {};', 'vite.config.mjs'],
];

for (const [why, text, path] of allowed) {
  test(`lint allows ${why}`, async () => { assert.deepEqual(await rulesBrokenBy(text, path), []); });
}

const suppressing: readonly (readonly [fault: string, text: string])[] = [
  ['gives no reason', '// eslint-disable-next-line no-console\nwork();'],
  ['gives a reason of one word', '// eslint-disable-next-line no-console -- needed\nwork();'],
  ['names no rule', '/* eslint-disable -- everything here is allowed today */\nwork();'],
  ['sets a rule from inside the file', '/* eslint no-console: "off" -- because we print here */\nwork();'],
  ['silences the compiler', '// @ts-ignore -- the types of this package are wrong\nwork();'],
  ['silences the compiler for a file', '// @ts-nocheck\nwork();'],
  ['expects an error and does not say which', '// @ts-expect-error\nwork();'],
];

for (const [fault, text] of suppressing) {
  test(`a suppression is refused that ${fault}`, () => {
    assert.deepEqual(badSuppressions({ path: 'src/x.ts', text }).map(({ line, rule }) => [line, rule]), [[1, 'suppression']]);
  });
}

test('a reasoned suppression, and one that is only written about, are let through', () => {
  const reasoned = '// eslint-disable-next-line no-console -- the only place that may speak\nwork();\n// @ts-expect-error a note is no patient\nwork();';
  const quoted = "const said = '// eslint-disable-next-line no-console';";
  assert.deepEqual([reasoned, quoted].flatMap((text) => badSuppressions({ path: 'src/x.ts', text })), []);
});

test('a suppression that suppresses nothing is refused', async () => {
  const spoken = await rulesBrokenBy('// eslint-disable-next-line no-console -- nothing is printed here at all\nwork();');
  assert.match(spoken.join(), /Unused eslint-disable/);
});
