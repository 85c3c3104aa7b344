import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './medicines.ts';

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  await Promise.resolve();
  yield* lines;
}

const amate = async (args: readonly string[], lines: readonly string[] = []) => {
  const out: string[] = [];
  const err: string[] = [];
  const status = await run(args, { stdout: (line) => out.push(line), stderr: (line) => err.push(line), stdin: linesOf(lines) });
  return { status, err, answers: out.flatMap((line): readonly Record<string, unknown>[] => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : [])) };
};

test('each line of {text} is answered with what the medicine is', async () => {
  const { status, answers } = await amate(['resolve', '--json-lines'], ['{"text":"xilofonamida"}', '', '{"text":""}']);
  assert.equal(status, 0);
  assert.deepEqual(answers, Array.from({ length: 2 }, () => ({ status: 'unknown', ingredients: [], brand: null, candidates: [] })));
});

test('a line that is no {text} answers so, and the others are answered all the same', async () => {
  for (const action of ['resolve', 'parse']) {
    const { status, answers } = await amate([action, '--json-lines'], ['nonsense', '{"text":1}', '[]', '{"text":"xilofonamida 5"}']);
    assert.equal(status, 1);
    assert.deepEqual(answers.map(({ code, status: found }) => code ?? found), ['malformed-line', 'malformed-line', 'malformed-line', action === 'resolve' ? 'unknown' : 'unknown-medicine']);
  }
});

test('one text is answered with its exit status; no text and unknown options are wrong use', async () => {
  assert.equal((await amate(['resolve', 'xilofonamida'])).status, 1);
  assert.equal((await amate(['parse', 'xilofonamida', '500', 'c8'])).status, 1);
  for (const args of [['resolve'], ['parse'], ['resolve', '--json'], ['parse', '--json-lines', 'x']]) assert.equal((await amate(args)).status, 2, args.join(' '));
  assert.equal((await amate(['parse', '--help'])).status, 0);
});
