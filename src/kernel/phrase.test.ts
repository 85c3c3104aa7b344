import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandPhrase, isShortcut, markBeside, marksIn, openMarkOf, placeOfPrinted, rememberedFrom, shortcutBefore, unknownTokens, withoutPassedPicks } from './phrase.ts';
import type { TokenValues } from './phrase.ts';

const values: TokenValues = { name: 'Rosalía Peña', age: '58 años', sex: 'mujer', allergies: null, problems: 'E119 Diabetes mellitus tipo 2' };
const expand = (text: string, given = values): string => expandPhrase(text, given, 'sin datos').text;

test('tokens print what is so now, whatever their accents, capitals and language', () => {
  assert.equal(expand('{Nombre}, {edad}, {SEX}. {problemas}.'), 'Rosalía Peña, 58 años, mujer. E119 Diabetes mellitus tipo 2.');
  assert.equal(expandPhrase('{ÚLTIMO PLAN}|{last plan}', { 'last-plan': 'Dieta' }, '-').text, 'Dieta|Dieta');
});

test('what has no value says so and what cannot be known becomes words to write; nothing is made up', () => {
  assert.equal(expand('Alergias: {alergias}.'), 'Alergias: sin datos.');
  const { text, unknown, printed } = expandPhrase('{alergias} {medicamentos}', { allergies: null }, 'sin datos');
  assert.equal(text, 'sin datos ***');
  assert.deepEqual(unknown, ['medicines']);
  assert.deepEqual(printed.map(({ token }) => token), ['allergies']);
});

test('a value is text: a token inside it, a pattern of a replacement or a brace is never expanded', () => {
  assert.equal(expand('{nombre}', { name: '{edad} $& $1 {' }), '{edad} $& $1 {');
  assert.equal(expand('{{edad}}'), '{58 años}');
  assert.equal(expand('{eda{sexo}d}'), '{edamujerd}');
  assert.equal(expand('{'.repeat(5_000)), '{'.repeat(5_000));
});

test('a name that is no token stays as it was written and is told to whoever saves the phrase', () => {
  assert.equal(expand('{edda} {edad}'), '{edda} 58 años');
  assert.deepEqual(unknownTokens('{edda} {edad} {edda} {constructor} {__proto__}'), ['edda', 'constructor', '__proto__']);
  assert.deepEqual(unknownTokens('{ Últimos  signos }'), []);
});

test('text beyond the basic plane and combining marks keep their places', () => {
  const { text, printed } = expandPhrase('👩🏽‍⚕️ {edad} é', values, '-');
  assert.equal(text, '👩🏽‍⚕️ 58 años é');
  assert.equal(text.slice(printed[0]?.from, (printed[0]?.from ?? 0) + 7), '58 años');
});

test('marks are wildcards of exactly three asterisks, picks of two choices or more, and optional picks', () => {
  assert.deepEqual(marksIn('***').map(({ is }) => is), ['wildcard']);
  assert.deepEqual(marksIn('**** ** * *****'), []);
  assert.deepEqual(marksIn('[leve| moderado |grave]'), [{ is: 'pick', from: 0, to: 23, choices: ['leve', 'moderado', 'grave'], isRequired: true }]);
  assert.deepEqual(marksIn('con [?sin] fiebre').map((mark) => mark.is === 'pick' && !mark.isRequired), [true]);
  assert.deepEqual(marksIn('infección por VIH [SIDA] [ ] [|] [?] [a|] [\n|b] ]['), []);
  assert.deepEqual(marksIn('[[a|b]]').map(({ from, to }) => [from, to]), [[1, 6]]);
});

test('hostile text of fifty thousand characters is read in the time of its length', () => {
  for (const text of ['['.repeat(50_000), '[a|'.repeat(16_000), '*'.repeat(50_000), `[${'a'.repeat(49_000)}`, '{'.repeat(50_000), '[?'.repeat(25_000)]) {
    assert.deepEqual(marksIn(text), []);
    assert.equal(openMarkOf(text), null);
  }
});

test('Tab walks the marks in order and begins anew; the only one, once selected, lets Tab leave', () => {
  const text = 'a *** b [x|y] c';
  assert.deepEqual(markBeside(text, { from: 0, to: 0 }), { is: 'wildcard', from: 2, to: 5 });
  assert.equal(markBeside(text, { from: 2, to: 5 })?.from, 8);
  assert.equal(markBeside(text, { from: 8, to: 13 })?.from, 2);
  assert.equal(markBeside(text, { from: 8, to: 13 }, true)?.from, 2);
  assert.equal(markBeside(text, { from: 2, to: 5 }, true)?.from, 8);
  assert.equal(markBeside('a ***', { from: 2, to: 5 }), null);
  assert.equal(markBeside('nada', { from: 0, to: 0 }), null);
});

test('an optional pick that nobody answered vanishes with its space; a required one stays', () => {
  assert.equal(withoutPassedPicks('Dolor [?con irradiación|sin irradiación], [leve|grave].'), 'Dolor, [leve|grave].');
  assert.equal(withoutPassedPicks('[?Niega fiebre.] Sano [?a] [?b] y c.'), 'Sano y c.');
  assert.equal(withoutPassedPicks('uno [?dos]'), 'uno');
  assert.equal(openMarkOf(withoutPassedPicks('[?x] ***')), 'wildcard');
});

test('what a token printed is found again after edits around it, and not once it was edited or is one of several', () => {
  const [age] = rememberedFrom(expandPhrase('Edad de {edad}.', values, '-'));
  assert.ok(age);
  assert.equal(placeOfPrinted('Antes. Edad de 58 años. Después.', age), 15);
  assert.equal(placeOfPrinted('58 años', age), 0);
  assert.equal(placeOfPrinted('58 años y 58 años', age), -1);
  assert.equal(placeOfPrinted('Edad de 59 años.', age), -1);
});

test('a short name counts after a full stop that ends no word', () => {
  assert.deepEqual(shortcutBefore('Acude. .dm2', 11), { from: 7, shortcut: 'dm2' });
  assert.deepEqual(shortcutBefore('.DM2', 4), { from: 0, shortcut: 'dm2' });
  assert.deepEqual(shortcutBefore('línea\n.sv y', 9), { from: 6, shortcut: 'sv' });
  assert.equal(shortcutBefore('3.5', 3), null);
  assert.equal(shortcutBefore('fin.sv', 6), null);
  assert.equal(shortcutBefore('..sv', 4), null);
  assert.equal(shortcutBefore('.dm2 ', 5), null);
  assert.equal(shortcutBefore(` .${'a'.repeat(21)}`, 23), null);
  assert.deepEqual(shortcutBefore(`x .${'a'.repeat(20)}`, 23), { from: 2, shortcut: 'a'.repeat(20) });
  assert.equal(isShortcut('dm2'), true);
  for (const wrong of ['', 'DM2', 'año', 'a b', 'a.b', 'x'.repeat(21)]) assert.equal(isShortcut(wrong), false);
});
