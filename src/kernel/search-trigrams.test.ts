import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldedWords } from './fold.ts';
import { createTrigramIndex } from './search-trigrams.ts';

const people: readonly (readonly [string, string])[] = [
  ['p1', 'María Guadalupe Hernández Muñoz'],
  ['p2', 'Juan Carlos Pérez Ibarra'],
  ['p3', 'Juana Pérez Solís'],
  ['p4', 'José Ángel Gutiérrez Treviño'],
  ['p5', 'Guadalupe Rentería Juárez'],
  ['p6', 'Ximena Zavala Peralta'],
  ['p7', 'Juan Zavala'],
];

function indexOfPeople() {
  const index = createTrigramIndex();
  for (const [id, name] of people) index.add(id, [name]);
  return index;
}

const first = (query: string): string | undefined => indexOfPeople().search(query, 5)[0];

test('words are found in any order and without accents', () => {
  assert.equal(first('hernandez maria'), 'p1');
  assert.equal(first('MUNOZ guadalupe'), 'p1');
  assert.equal(first('Trevino Jose'), 'p4');
});

test('beginnings are found as a person types, from the first letter', () => {
  assert.equal(first('x'), 'p6');
  assert.equal(first('xi'), 'p6');
  assert.equal(first('gut'), 'p4');
  assert.equal(first('per jua car'), 'p2');
});

test('a substitution, a deletion, an insertion or a swap of letters is forgiven', () => {
  for (const query of ['ximema zavala', 'xmena zavala', 'ximenna zavala', 'xiemna zavala', 'zabala ximena', 'himena peralta']) {
    assert.equal(first(query), 'p6', query);
  }
  assert.equal(first('jaun zavala'), 'p7');
  assert.equal(first('gutierres'), 'p4');
  assert.equal(first('guttirrez'), 'p4');
  assert.equal(first('renteia guadalupe'), 'p5');
  assert.equal(first('gutirr'), 'p4', 'a typo while the word is still being typed');
});

test('exact words rank before words begun, and those before typos', () => {
  const index = createTrigramIndex();
  index.add('typo', ['Juen']);
  index.add('begun', ['Juanita']);
  index.add('exact', ['Juan de la Torre Villaseñor']);
  assert.deepEqual(index.search('juan', 10), ['exact', 'begun', 'typo']);
});

test('among equals the text that holds little else comes first, then the one that it leads', () => {
  const index = createTrigramIndex();
  index.add('long', ['Diabetes mellitus tipo 2 con complicaciones renales']);
  index.add('second', ['Pie diabetes']);
  index.add('short', ['Diabetes mellitus']);
  assert.deepEqual(index.search('diabetes', 10), ['short', 'second', 'long']);
});

test('every word must match; of three words or more one may fail, and ranks below', () => {
  const index = indexOfPeople();
  assert.deepEqual(index.search('juan hernandez', 10), []);
  assert.deepEqual(index.search('juan zavala qqqqqq', 10), ['p7']);
  index.add('p8', ['Juan Zavala Qqqqqq']);
  assert.deepEqual(index.search('juan zavala qqqqqq', 10), ['p8', 'p7']);
});

test('an entry whose words all match one word of the query has matched one', () => {
  const index = createTrigramIndex();
  index.add('a', ['Juan Juana Juanita']);
  assert.deepEqual(index.search('juan zavala', 10), []);
});

test('of two words at the same distance, the one with the typed initial comes first', () => {
  const index = createTrigramIndex();
  index.add('a', ['Sabala']);
  index.add('b', ['Zavala']);
  assert.deepEqual(index.search('zabala', 10), ['b', 'a']);
});

test('a longer word that contains the query is found', () => {
  const index = createTrigramIndex();
  index.add('a', ['Miocardiopatía dilatada']);
  assert.deepEqual(index.search('cardiopatia', 10), ['a']);
});

test('words of different texts of one entry work together', () => {
  const index = createTrigramIndex();
  index.add('a', ['Juan Zavala', '5512340000']);
  index.add('b', ['Juan Zavala', '5598760000']);
  assert.deepEqual(index.search('juan 5598', 10), ['b']);
});

test('codes and telephone numbers match exactly or by their beginning, never with typos', () => {
  const index = createTrigramIndex();
  index.add('J02', ['J02', 'Faringitis aguda']);
  index.add('J03', ['J03', 'Amigdalitis aguda']);
  index.add('J029', ['J029']);
  assert.deepEqual(index.search('j02', 10), ['J02', 'J029']);
  assert.deepEqual(index.search('j0', 10).toSorted(), ['J02', 'J029', 'J03']);
});

test('a removed entry is not found, and leaves no word behind', () => {
  const index = indexOfPeople();
  index.remove('p6');
  index.remove('p6');
  index.remove('never entered');
  assert.deepEqual(index.search('ximena', 10), []);
  assert.deepEqual(index.search('zavala', 10), ['p7']);
  assert.equal(index.size(), people.length - 1);
});

test('adding an id again replaces what it was found by', () => {
  const index = indexOfPeople();
  index.add('p6', ['Ximena Quintanilla']);
  assert.deepEqual(index.search('peralta', 10), []);
  assert.deepEqual(index.search('quintanilla', 10), ['p6']);
  assert.equal(index.size(), people.length);
});

test('a query without words, a limit of zero and an empty index find nothing', () => {
  assert.deepEqual(indexOfPeople().search(' ,.- ', 10), []);
  assert.deepEqual(indexOfPeople().search('juan', 0), []);
  assert.deepEqual(createTrigramIndex().search('juan', 10), []);
});

test('the limit holds and the best of many equals are kept', () => {
  const index = createTrigramIndex();
  for (let at = 0; at < 3_000; at += 1) index.add(`n${at}`, [`Juan Perezoso Apellido${at}`]);
  index.add('best', ['Juan Pérez']);
  assert.equal(index.search('juan perez', 20).length, 20);
  assert.equal(index.search('juan perez', 20)[0], 'best');
  assert.equal(index.search('j', 20).length, 20);
});

test('texts and queries of any length are survived', () => {
  const index = createTrigramIndex();
  const long = 'a'.repeat(5_000);
  index.add('long', [long, '']);
  assert.deepEqual(index.search(long, 5), ['long']);
  assert.deepEqual(index.search(`${'a'.repeat(63)}b`, 5), ['long']);
  assert.deepEqual(index.search('b '.repeat(5_000), 5), []);
});

// After any sequence of changes, searching a whole word finds exactly the entries that hold it (or begin with it).
test('any sequence of adding, replacing and removing leaves a true index', () => {
  const word = fc.constantFrom('ana', 'anabel', 'luis', 'luisa', 'mora', 'morales', 'rojas', 'sol', 'solano', 'vega7', 'v3');
  const change = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), words: fc.option(fc.array(word, { maxLength: 5 })) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), word, (changes, wanted) => {
      const index = createTrigramIndex();
      const truth = new Map<string, string>();
      for (const { id, words } of changes) {
        if (words === null) {
          index.remove(id);
          truth.delete(id);
          continue;
        }
        index.add(id, [words.join(' ')]);
        truth.set(id, words.join(' '));
      }
      const holds = [...truth].filter(([, text]) => foldedWords(text).some((held) => held.startsWith(wanted))).map(([id]) => id);
      const found = index.search(wanted, Math.max(1, holds.length));
      if (holds.length > 0) assert.deepEqual([...found].sort(), holds.sort());
      assert.equal(index.size(), truth.size);
    }),
    { numRuns: 500 },
  );
});
