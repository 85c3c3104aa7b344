import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerptAround, holdsAll, wordsTyped } from './search-text.ts';

const marked = (text: string, typed: string): readonly string[] => {
  const excerpt = excerptAround(text, wordsTyped(typed));
  return excerpt.marks.map(([from, to]) => excerpt.text.slice(from, to));
};

test('every word must occur, in any order, without accents or case, also as a part of a word', () => {
  const text = 'Inició LOSARTÁN 50 mg; cefalea occipital.\nTA 120/80.';
  for (const typed of ['losartan', 'CEFALÉA losartán', '120/80', 'occip', '  mg   50 ']) assert.equal(holdsAll(text, wordsTyped(typed)), true, typed);
  for (const typed of ['losartan 100', 'cefalea frontal', '80/120']) assert.equal(holdsAll(text, wordsTyped(typed)), false, typed);
});

test('what is highlighted is what was written: accents whole, composed or apart, ñ, ligatures, emoji beside', () => {
  assert.deepEqual(marked('Riñón derecho', 'rinon'), ['Riñón']);
  assert.deepEqual(marked('Rin\u0303o\u0301n derecho', 'riñón'), ['Rin\u0303o\u0301n']);
  assert.deepEqual(marked('👩🏽‍⚕️ refiere disnea 😮‍💨', 'disnea'), ['disnea']);
  assert.deepEqual(marked('straße ﬁebre', 'fiebre strasse'), ['straße', 'ﬁebre']);
  assert.deepEqual(marked('dolor, Dolor y dolores', 'dolor'), ['dolor', 'Dolor', 'dolor']);
  assert.deepEqual(marked('hipertensión', 'tension hiper sion'), ['hiper', 'tensión']);
});

test('signs of patterns and of markup are letters like others', () => {
  for (const typed of ['.*', '(', '[a-z', '\\', '$&', '<img', '%', '_']) assert.equal(holdsAll('texto llano', wordsTyped(typed)), false, typed);
  assert.deepEqual(marked('a <img src=x> b', '<IMG'), ['<img']);
});

test('an excerpt has at most two hundred units, one line, the first match in it, and no letter cut in two', () => {
  for (const at of [0, 10, 150, 950, 1_990]) {
    const text = `${'𝄞é '.repeat(500).slice(0, at)} clave\n\n${'𝄞é '.repeat(500)}`;
    const { text: shown, marks } = excerptAround(text, ['clave']);
    assert.ok(shown.length <= 200, String(shown.length));
    assert.doesNotMatch(shown, /\n/);
    assert.ok(shown.isWellFormed());
    assert.deepEqual(marks.map(([from, to]) => shown.slice(from, to)), ['clave'], String(at));
  }
});

test('nothing to look for marks nothing', () => {
  assert.deepEqual(wordsTyped(' \n '), []);
  assert.deepEqual(excerptAround('', ['x']), { text: '', marks: [] });
});

test('a letter that stands everywhere is marked only in what is shown', () => {
  const { text: shown, marks } = excerptAround('e a o '.repeat(40_000), ['e', 'a', 'o']);
  assert.ok(shown.length <= 200);
  assert.equal(marks.length, shown.replace(/[^eao]/g, '').length);
  assert.ok(marks.every(([from, to]) => 'eao'.includes(shown.slice(from, to))));
});

test('long hostile text is searched in one pass', () => {
  const text = `${'a'.repeat(50_000)} ${'\u0301'.repeat(5_000)} aguja`;
  assert.equal(holdsAll(text, ['aguja']), true);
  assert.equal(excerptAround(text, ['aguja']).text.length <= 200, true);
});
