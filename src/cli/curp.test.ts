import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './curp.ts';

async function amate(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await run(args, { stdout: (line) => out.push(line), stderr: (line) => err.push(line) });
  return { status, out, err };
}

test('amate curp check --json writes one object a CURP and ends with 1 when one is not valid', async () => {
  const { status, out, err } = await amate('check', '--json', 'HEGG560427MVZRRL04', 'HEGG560427MVZRRL05');
  assert.equal(status, 1);
  assert.deepEqual(err, []);
  assert.deepEqual(out.map((line) => JSON.parse(line) as unknown), [
    { curp: 'HEGG560427MVZRRL04', valid: true, reasons: [], birthDate: '1956-04-27', sex: 'M', entity: 'VZ' },
    { curp: 'HEGG560427MVZRRL05', valid: false, reasons: ['curp-check-digit'], birthDate: '1956-04-27', sex: 'M', entity: 'VZ' },
  ]);
});

test('amate curp check ends with 0 when all are valid', async () => {
  const { status, out } = await amate('check', 'HEGG560427MVZRRL04');
  assert.equal(status, 0);
  assert.deepEqual(out, ['HEGG560427MVZRRL04 valid: born 1956-04-27, sex M, entity VZ']);
  assert.deepEqual((await amate('check', 'HEGG560231MVZRRL04')).out, ['HEGG560231MVZRRL04 not valid: curp-date']);
});

test('wrong use ends with 2 and one sentence on stderr', async () => {
  for (const args of [[], ['make'], ['check'], ['check', '--json'], ['check', '--xml', 'HEGG560427MVZRRL04']]) {
    const { status, out, err } = await amate(...args);
    assert.deepEqual([status, out.length, err.length], [2, 0, 1], args.join(' '));
  }
});

test('--help is answered wherever it stands', async () => {
  for (const args of [['--help'], ['check', '--help'], ['check', 'HEGG560427MVZRRL04', '--help']]) {
    const { status, out } = await amate(...args);
    assert.equal(status, 0);
    assert.match(out.join('\n'), /amate curp check \[--json\] CURP…/);
  }
});
