import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyVocabulary, linkWord, unlinkWord } from './search-vocabulary.ts';

test('a word is forgotten, trigrams and text, when its last entry leaves', () => {
  const vocabulary = emptyVocabulary();
  const number = linkWord(vocabulary, 'quintanilla', 1);
  assert.equal(linkWord(vocabulary, 'quintanilla', 2), number);
  unlinkWord(vocabulary, number, 1);
  assert.equal(vocabulary.numbers.get('quintanilla'), number);
  unlinkWord(vocabulary, number, 2);
  assert.equal(vocabulary.numbers.size, 0);
  assert.equal(vocabulary.trigrams.size, 0);
  assert.deepEqual(vocabulary.texts, ['']);
});

test('the number of a forgotten word is given to the next new one', () => {
  const vocabulary = emptyVocabulary();
  const number = linkWord(vocabulary, 'mora', 1);
  unlinkWord(vocabulary, number, 1);
  assert.equal(linkWord(vocabulary, 'rojas', 1), number);
  assert.deepEqual(vocabulary.entries[number], [1]);
});
