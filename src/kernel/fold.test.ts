import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold, foldedWords } from './fold.ts';

test('case, accents, ñ and diaeresis do not show', () => {
  assert.equal(fold('  MUÑOZ   Güereña\tÁvila '), 'munoz guerena avila');
  assert.equal(fold('Strauß Łukasz Ødegård'), 'strauss lukasz odegard');
  assert.equal(fold('O’Farrill-Peña'), "o'farrill-pena");
});

test('folding composed and decomposed letters gives one text, and folding twice changes nothing', () => {
  assert.equal(fold('N\u0303'), fold('\u00d1'));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(fold(text.normalize('NFD')), fold(text.normalize('NFC')));
      assert.equal(fold(fold(text)), fold(text));
    }),
  );
});

test('words are runs of letters and digits', () => {
  assert.deepEqual(foldedWords("María D'Angelo-Ruiz, CIE J02.9"), ['maria', 'd', 'angelo', 'ruiz', 'cie', 'j02', '9']);
  assert.deepEqual(foldedWords(' ,.- '), []);
});
