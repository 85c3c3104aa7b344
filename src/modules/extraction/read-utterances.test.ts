import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Segment } from './model.ts';
import { evidenceOf, readUtterances, saidAt } from './read-utterances.ts';

const segment = (text: string): Segment => ({ id: 's1', speaker: 'patient', startMs: 1_000, endMs: 3_000, text });

test('a segment is read as sentences, and a question is known by its mark', () => {
  const read = readUtterances([segment('Sí, doctora. ¿Y me va a doler? No sé…')]);
  assert.deepEqual(read.map(({ tokens, isQuestion }) => [tokens.map(({ word }) => word).join(' '), isQuestion]), [['si , doctora .', false], ['¿ y me va a doler ?', true], ['no se ...', false]]);
});

test('evidence counts in the text as it was given, accents and all, and its time is in proportion', () => {
  const [read] = readUtterances([segment('Me dolió el estómago ayer')]);
  assert.ok(read !== undefined);
  assert.equal(saidAt(read, 3, 3), 'estómago');
  assert.deepEqual(evidenceOf(read, 3, 3), { segment: 's1', startMs: 1_960, endMs: 2_600, start: 12, end: 20 });
});

test('an empty text and a text of signs have no sentence', () => {
  assert.deepEqual(readUtterances([segment(''), segment('… ¿? —')]), []);
});
