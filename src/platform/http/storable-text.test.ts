import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unstorableFields } from './storable-text.ts';

test('accents piled on a letter as no language does are not kept, those of every script are', () => {
  assert.deepEqual(unstorableFields({ plan: `a${'\u0301\u0316'.repeat(20)}`, note: 'ệ́ 👩🏽‍⚕️ กำ่ ניקוד בְּרֵאשִׁ֖ית कर्त्स्न्यम् ཧཱུྃ' }), ['plan']);
});

test('text that comes whole passes: accents, emoji, line ends, other scripts', () => {
  assert.deepEqual(unstorableFields({ a: 'ñandú 😀\n\t漢字', b: [1, null, true, ['é']], c: {} }), []);
});

test('half a surrogate pair and a null character are named by their place, also in lists and names', () => {
  const value = { content: { plan: 'a\ud83d', diagnoses: [{ term: 'ok' }, { term: '\ude00' }] }, note: 'x\u0000y', ['\ud800']: 1 };
  assert.deepEqual(unstorableFields(value), ['content.plan', 'content.diagnoses.1.term', 'note', '?']);
});

test('a flood of wrong fields is cut at twenty', () => {
  assert.equal(unstorableFields(Array.from({ length: 1_000 }, () => '\u0000')).length, 20);
});
