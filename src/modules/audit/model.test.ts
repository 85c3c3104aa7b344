import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalize } from '#kernel/canonical-json.ts';
import { parseId } from '#kernel/ids.ts';
import { canonical } from '../../../verifier/amate-audit-verifier.mjs';
import { entryText, readEntry } from './model.ts';
import type { PendingEntry } from './model.ts';

const pending: PendingEntry = {
  id: parseId('01890000-0000-7000-8000-000000000001'), clinic: '01890000-0000-7000-8000-00000000000a', at: '2026-01-31T18:04:05.123456Z',
  person: null, session: null, role: null, login: 'amate_worker', purpose: 'maintenance', cause: 'test', action: 'test.act', outcome: 'ok',
  entity: null, entityId: null, patients: [], detail: '{"b": 1, "a": [true, null, "ñ€𝄞"]}',
};

test('an entry is written in canonical form and read back', () => {
  const text = entryText(pending);
  assert.equal(text, '{"action":"test.act","at":"2026-01-31T18:04:05.123456Z","cause":"test","clinic":"01890000-0000-7000-8000-00000000000a","detail":{"a":[true,null,"ñ€𝄞"],"b":1},"entity":null,"entityId":null,"id":"01890000-0000-7000-8000-000000000001","login":"amate_worker","outcome":"ok","patients":[],"person":null,"purpose":"maintenance","role":null,"session":null}');
  assert.deepEqual(readEntry(text)?.detail, { a: [true, null, 'ñ€𝄞'], b: 1 });
});

test('a text in any other form is not an entry', () => {
  const others = ['{"b":1,"a":2}', '{"a": 1}', '{"a":1,"a":1}', '{"a":1.0}', '{"a":-0}', '{"a":1e2}', '{"a":"\\u0041"}', '{"a":"\\ud800"}', '{"a":"\\/"}', '{"a":[{"c":1,"b":2}]}', '{"a":1}x', ''];
  for (const text of others) assert.equal(readEntry(text), null, text);
  for (const text of ['{"a":1,"b":2}', '{"10":1,"9":2}', '{"a":"\\u0001"}', '{"a":1e+21}']) assert.notEqual(readEntry(text), null, text);
});

test('RFC 8785 the stand-alone verifier and the house write every value alike', () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    const read = JSON.parse(JSON.stringify(value)) as unknown;
    let text: string;
    try {
      text = canonicalize(read);
    } catch {
      assert.throws(() => canonical(read));
      return;
    }
    assert.equal(canonical(read), text);
    assert.deepEqual(readEntry(text), read);
  }), { numRuns: 500 });
});
