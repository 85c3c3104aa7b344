import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandPhrase, rememberedFrom } from '#kernel/phrase.ts';
import { emptyEvolution } from '#modules/record/model.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import { rememberedAnew, renewed, staleWords, withoutPassed } from './printed-words.ts';
import type { Remembered } from './printed-words.ts';

const values = { age: '58 años', vitals: 'PA 120/80', allergies: null };
const printedIn = (field: string, phrase: string): { readonly text: string; readonly remembered: readonly Remembered[] } => {
  const expanded = expandPhrase(phrase, values, 'sin datos');
  return { text: expanded.text, remembered: rememberedFrom(expanded).map((words) => ({ ...words, field })) };
};

test('a datum that changed since it was printed is stale, and printing it anew leaves the rest of the text', () => {
  const { text, remembered } = printedIn('subjective', '{edad}. Signos: {signos}. Alergias: {alergias}.');
  const content: NoteContent = { ...emptyEvolution, subjective: `Antes. ${text} Después.` };
  assert.deepEqual(staleWords(content, remembered, values, 'sin datos'), []);
  const stale = staleWords(content, remembered, { ...values, vitals: 'PA 150/95', allergies: 'Penicilina' }, 'sin datos');
  assert.deepEqual(stale.map(({ token, text: was, now }) => [token, was, now]), [['vitals', 'PA 120/80', 'PA 150/95'], ['allergies', 'sin datos', 'Penicilina']]);
  const after = renewed(content, stale);
  assert.equal(after.kind === 'evolution' ? after.subjective : '', 'Antes. 58 años. Signos: PA 150/95. Alergias: Penicilina. Después.');
  assert.deepEqual(staleWords(after, rememberedAnew(remembered, stale), { ...values, vitals: 'PA 150/95', allergies: 'Penicilina' }, 'sin datos'), []);
});

test('what she edited or deleted, and what cannot be known now, is not judged', () => {
  const { text, remembered } = printedIn('plan', 'Signos: {signos}.');
  assert.deepEqual(staleWords({ ...emptyEvolution, plan: text.replace('120/80', '118/76') }, remembered, { vitals: 'PA 150/95' }, '-'), []);
  assert.deepEqual(staleWords({ ...emptyEvolution, plan: text }, remembered, {}, '-'), []);
});

test('in a form the same holds for its fields and the cells of its tables', () => {
  const { text, remembered } = printedIn('rows.1.note', '{signos}');
  const content = { kind: 'history', values: { rows: [{ note: '' }, { note: text }], other: 'x' } } as unknown as NoteContent;
  const stale = staleWords(content, remembered, { vitals: 'PA 1/1' }, '-');
  assert.equal(stale.length, 1);
  assert.deepEqual(renewed(content, stale), { kind: 'history', values: { rows: [{ note: '' }, { note: 'PA 1/1' }], other: 'x' } });
});

test('picks that were passed over vanish from every text before signing; the others stay to be answered', () => {
  const content: NoteContent = { ...emptyEvolution, subjective: 'Dolor [?leve|grave].', examination: 'Abdomen [blando|rígido].' };
  const after = withoutPassed(content);
  assert.deepEqual(after.kind === 'evolution' ? [after.subjective, after.examination] : [], ['Dolor.', 'Abdomen [blando|rígido].']);
  assert.equal(withoutPassed(after), after);
});
