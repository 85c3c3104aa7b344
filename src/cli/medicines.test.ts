import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from './medicines.ts';

const folder = mkdtempSync(join(tmpdir(), 'amate-medicines-'));
after(() => { rmSync(folder, { recursive: true }); });

type Answer = {
  readonly dataSet: { readonly name: string; readonly version: string; readonly sha256: string }; readonly unmatched: readonly string[];
  readonly alerts: readonly { readonly severity: string; readonly kind: string; readonly between: readonly string[]; readonly effect: string; readonly reviewed: boolean }[];
  readonly notChecked: readonly { readonly kind: string; readonly reason: string }[]; readonly error?: string; readonly code?: string;
};

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  await Promise.resolve();
  yield* lines;
}

const amate = async (args: readonly string[], lines: readonly string[] = []) => {
  const out: string[] = [];
  const err: string[] = [];
  const status = await run(args, { stdout: (line) => out.push(line), stderr: (line) => err.push(line), stdin: linesOf(lines) });
  return { status, out, err, json: () => out.map((line) => JSON.parse(line) as Answer) };
};
const withPatient = async (patient: object, ...drugs: readonly string[]) => {
  const path = join(folder, 'patient.json');
  writeFileSync(path, JSON.stringify(patient));
  const { status, err, json } = await amate(['check', '--json', '--patient', path, ...drugs]);
  return { status, err, answer: json()[0] };
};
const told = (answer: Answer | undefined): readonly string[] => (answer?.alerts ?? []).map(({ kind, severity }) => `${kind} ${severity}`);

test('given medicines are checked among themselves, with the data they were checked by', async () => {
  const { status, json } = await amate(['check', '--json', 'Warfarina', 'IBUPROFENO']);
  const [answer] = json();
  assert.equal(status, 1, 'a major alert interrupts');
  assert.deepEqual(answer?.alerts[0]?.between, ['Ibuprofeno', 'Warfarina']);
  assert.equal(answer.alerts[0].reviewed, false);
  assert.match(answer.dataSet.sha256, /^[0-9a-f]{64}$/);
  assert.equal((await amate(['check', '--json', 'metformina', 'losartan'])).status, 0);
});

test('what nobody recognises is told, and is no yes', async () => {
  const { status, json } = await amate(['check', '--json', 'polvos de la abuela']);
  assert.equal(status, 1);
  assert.deepEqual(json()[0]?.unmatched, ['polvos de la abuela']);
});

test('in words it says what was not checked, never that anything is safe', async () => {
  const { out } = await amate(['check', 'warfarina', 'ibuprofeno', 'xilofono']);
  assert.match(out.join('\n'), /GRAVE \(interacción\) Ibuprofeno \+ Warfarina: .* sin revisar\nNo revisado: xilofono\nDatos: Amate safety/);
  assert.match((await amate(['check', 'metformina', 'losartan'])).out[0] ?? '', /Las tablas no dicen nada/);
});

test('the facts of a patient change the answer', async () => {
  const diabetic = await withPatient({ age: 60, sex: 'H', problems: ['E11.9 Diabetes mellitus tipo 2'], eGFR: 90 }, 'enalapril', 'aliskireno');
  assert.deepEqual(told(diabetic.answer).filter((each) => each.startsWith('interaction')), ['interaction contraindicated']);
  const other = await withPatient({ age: 60, sex: 'H', problems: [{ code: 'I10X', text: 'Hipertensión' }], eGFR: 90 }, 'enalapril', 'aliskireno');
  assert.deepEqual(told(other.answer).filter((each) => each.startsWith('interaction')), ['interaction major']);
  const active = await withPatient({ activeMedicines: ['warfarina', { name: 'ibuprofeno' }] }, 'simvastatina');
  assert.equal(active.answer?.alerts.some(({ between }) => between.includes('Ibuprofeno')), false, 'pairs of what is active are not asked for');
  assert.ok(active.answer.notChecked.some(({ reason }) => reason === 'allergies-not-asked'));
  const allergic = await withPatient({ allergies: ['Ibuprofeno (ronchas)'] }, 'ibuprofeno');
  assert.deepEqual(told(allergic.answer), ['allergy contraindicated']);
});

test('one line in, one line out; a line that is none is told so and stops nothing', async () => {
  const { status, json } = await amate(['check', '--json-lines'], ['{"drugs":["simvastatina","claritromicina"]}', 'no es json', '{"drugs":"x"}', '{"drugs":["paracetamol"],"patient":{"edad":3}}', '', '{"drugs":["losartan"],"patient":null}']);
  assert.equal(status, 1);
  const answers = json();
  assert.deepEqual(answers.map(({ code }) => code ?? 'answered'), ['answered', 'line-invalid', 'line-invalid', 'line-invalid', 'answered']);
  assert.equal(answers[0]?.alerts[0]?.severity, 'contraindicated');
});

test('wrong use is one sentence and status 2', async () => {
  const broken = join(folder, 'broken.json');
  writeFileSync(broken, '{');
  for (const args of [[], ['mix'], ['check'], ['check', '--jsn', 'losartan'], ['check', '--patient'], ['check', '--patient', join(folder, 'none.json'), 'losartan'], ['check', '--patient', broken, 'losartan']]) {
    const { status, out, err } = await amate(args);
    assert.equal(status, 2, args.join(' '));
    assert.deepEqual(out, []);
    assert.ok(err.length > 0);
  }
  assert.equal((await withPatient({ age: 3, ageUnit: 'lunas' }, 'losartan')).err.length, 1);
  assert.equal((await amate(['check', '--help'])).status, 0);
});

test('a part of a command is no command of its own', () => {
  const amateMain = (...args: readonly string[]) => spawnSync(process.execPath, [new URL('main.ts', import.meta.url).pathname, ...args], { encoding: 'utf8' });
  assert.equal(amateMain('medicines-check').status, 2);
  assert.match(amateMain('--help').stdout, /^ {2}medicines /m);
});

test('an order is read as people write it', async () => {
  const kinds = async (order: object, patient: object = { age: 40, sex: 'H', weightKg: 70 }): Promise<readonly string[]> => told((await withPatient({ ...patient, allergies: [], order })).answer).filter((each) => each.startsWith('max-dose'));
  for (const frequency of [8, 'c/8h', 'cada 8 horas', 'cada ocho horas', 'c 8 h', 'q8h', 'every 8 hours', '8 h', '3 veces al día', 3, 'tid', 'tres veces al día', { hours: 8 }, { perDay: 3 }, '1-1-1']) {
    const { answer } = await withPatient({ age: 40, weightKg: 70, allergies: [], order: { name: 'paracetamol', dose: 1, unit: 'g', route: 'oral', frequency } });
    assert.deepEqual([told(answer), answer?.notChecked], [[], []], JSON.stringify(frequency));
    assert.deepEqual(await kinds({ name: 'paracetamol', dose: '10 g', route: 'oral', frequency }), ['max-dose contraindicated'], JSON.stringify(frequency));
  }
  assert.deepEqual(await kinds({ name: 'metotrexato', dose: 15, unit: 'mg', frequency: 'semanal' }), []);
  assert.deepEqual(await kinds({ name: 'metotrexato', dose: 15, unit: 'mg', frequency: 'diario' }), ['max-dose contraindicated']);
  const child = { age: 5, ageUnit: 'años', sex: 'M', weightKg: 18 };
  assert.deepEqual(await kinds({ name: 'Paracetamol jarabe 160 mg/5 mL', dose: 8, unit: 'mL', frequency: 'c/6h' }, child), []);
  assert.deepEqual(await kinds({ name: 'paracetamol', dose: '60 mg/kg/día', frequency: 'c/6h' }, child), []);
  assert.deepEqual(await kinds({ name: 'paracetamol', dose: 60, unit: 'mg/kg', frequency: 'c/6h' }, child), ['max-dose contraindicated']);
  assert.deepEqual(await kinds({ name: 'paracetamol', dose: 250, unit: 'mg', frequency: 'c/6h' }, { ...child, weightKg: null }), ['max-dose major'], 'without a weight');
});

const grades = ['contraindicated', 'major', 'moderate', 'minor'];
const gravestOf = ({ alerts }: Answer): number => Math.min(grades.length, ...alerts.map(({ severity }) => grades.indexOf(severity)));
const isAsExpected = (answer: Answer, expected: string): boolean =>
  answer.unmatched.length === 0 && (expected === 'quiet' ? gravestOf(answer) > grades.indexOf('major') : gravestOf(answer) <= grades.indexOf(expected));

test('a second case set, from labels and everyday practice: what has to be told is, and what is harmless neither interrupts nor asks', async () => {
  const cases = readFileSync(new URL('../modules/safety/data/cases-second.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
  assert.ok(cases.length > 350);
  const drugsOf = (cell: string): readonly string[] => cell.split('+').map((name) => name.replace('/', ' + '));
  const { json } = await amate(['check', '--json-lines'], cases.map(([drugs = '', patient = '']) => JSON.stringify({ drugs: drugsOf(drugs), ...(patient === '' ? {} : { patient: JSON.parse(patient) as object }) })));
  const answers = json();
  const wrong = cases.filter(([, , expected = ''], at) => { const answer = answers[at]; return answer === undefined || !isAsExpected(answer, expected); });
  assert.deepEqual(wrong.map((each) => each.join(' · ')), []);
});
