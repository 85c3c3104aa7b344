import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { followEdit, originOf, sharesOf, withMarksFollowing } from './carried-text.ts';
import type { CarriedSpan } from './carried-text.ts';

const first = 'Continuar metformina 850 mg.\n';
const second = 'TA 150/90; vigilar.';
const text = first + second;
const spans: readonly CarriedSpan[] = [
  { from: 0, to: 29, is: 'carried' }, { from: 29, to: 38, is: 'stale' }, { from: 38, to: 48, is: 'carried' },
];
const told = (after: string): readonly string[] => followEdit(spans, text, after).map(({ from, to, is }) => `${is}: ${after.slice(from, to)}`);
const written = { subjective: '', examination: '', results: '', assessment: '', plan: '', prognosis: '', medicines: [] };

test('what is typed in a line touches that line alone; a stale datum stays marked until it is itself changed', () => {
  assert.deepEqual(told(text.replace('vigilar', 'vigilar en casa')), ['carried: Continuar metformina 850 mg.\n', 'stale: TA 150/90', 'seen: ; vigilar', 'seen: .']);
  assert.deepEqual(told(text.replace('150/90', '130/80')), ['carried: Continuar metformina 850 mg.\n', 'seen: TA 1', 'seen: 0', 'seen: ; vigilar.']);
});

test('a new line before, between or after leaves the carried ones untouched', () => {
  assert.deepEqual(told(`Refiere mejoría.\n${text}`), ['carried: Continuar metformina 850 mg.\n', 'stale: TA 150/90', 'carried: ; vigilar.']);
  assert.deepEqual(told(`${first}Nuevo.\n${second}`), ['carried: Continuar metformina 850 mg.\n', 'stale: TA 150/90', 'carried: ; vigilar.']);
  assert.deepEqual(told(`${text}\nNuevo.`), ['carried: Continuar metformina 850 mg.\n', 'stale: TA 150/90', 'carried: ; vigilar.']);
});

test('a carried line that is deleted leaves nothing behind', () => {
  assert.deepEqual(told(second), ['stale: TA 150/90', 'carried: ; vigilar.']);
  assert.deepEqual(told(''), []);
  assert.deepEqual(told(first.trimEnd()), ['carried: Continuar metformina 850 mg.']);
  const alike = 'Control en un mes.\nContinuar igual.';
  const marks: readonly CarriedSpan[] = [{ from: 0, to: 19, is: 'carried' }, { from: 19, to: 35, is: 'carried' }];
  assert.deepEqual(followEdit(marks, alike, 'Continuar igual.'), [{ from: 0, to: 16, is: 'carried' }]);
});

test('an edit of several lines leaves those that stay word for word as they were, also where they were moved to', () => {
  assert.deepEqual(told(`${second}\n${first.trimEnd()}`).toSorted(), ['carried: ; vigilar.', 'carried: Continuar metformina 850 mg.', 'stale: TA 150/90']);
  assert.deepEqual(told(`Uno nuevo.\nContinuar metformina 850 mg.\nOtro.\nTA 150/90; vigilar. Y más.`), ['carried: Continuar metformina 850 mg.', 'seen: .']);
});

test('whatever is typed where, the stretches stay in order, inside the text, and hold only characters that were carried', () => {
  const place = fc.integer({ min: 0, max: text.length });
  fc.assert(fc.property(fc.array(fc.tuple(place, place, fc.constantFrom('', '§', '§§\n', '\n')), { maxLength: 12 }), (edits) => {
    let [now, marks] = [text, spans];
    for (const [one, other, typed] of edits) {
      const [from, to] = [Math.min(one, other, now.length), Math.min(Math.max(one, other), now.length)];
      const next = now.slice(0, from) + typed + now.slice(to);
      marks = followEdit(marks, now, next);
      now = next;
    }
    let end = 0;
    for (const span of marks) {
      assert.ok(span.from >= end && span.to > span.from && span.to <= now.length, JSON.stringify(marks));
      assert.ok(!now.slice(span.from, span.to).includes('§'));
      end = span.to;
    }
  }), { numRuns: 500 });
});

test('a note carried unchanged is 0 % new; one new character is never rounded away, nor one carried', () => {
  const marks = { assessment: [], plan: spans, prognosis: [], medicines: [] };
  assert.deepEqual(sharesOf(originOf({ ...written, plan: text, carried: marks })), { fresh: 0, carried: 100 });
  const almost = withMarksFollowing({ ...written, plan: text, carried: marks }, { ...written, plan: `${text}.`, carried: marks });
  assert.deepEqual(sharesOf(originOf(almost)), { fresh: 2, carried: 98 });
  assert.deepEqual(sharesOf({ characters: 10_000, carried: 9_999 }), { fresh: 1, carried: 99 });
  assert.deepEqual(sharesOf({ characters: 10_000, carried: 1 }), { fresh: 99, carried: 1 });
  assert.deepEqual(sharesOf({ characters: 40, carried: 0 }), { fresh: 100, carried: 0 });
  assert.equal(sharesOf({ characters: 0, carried: 0 }), null);
});

test('a medicine counts as carried as long as it stands as it was carried', () => {
  const metformin = { name: 'Metformina', dose: '850 mg', route: 'oral', frequency: 'cada 12 horas', duration: '' };
  const carried = { assessment: [], plan: [], prognosis: [], medicines: [metformin] };
  assert.deepEqual(originOf({ ...written, medicines: [metformin], carried }), { characters: 33, carried: 33 });
  assert.deepEqual(originOf({ ...written, medicines: [{ ...metformin, dose: '500 mg' }], carried }), { characters: 33, carried: 0 });
});

test('marks that do not fit their text count for no more than the text has', () => {
  const carried = { assessment: [], plan: [{ from: 2, to: 900, is: 'carried' as const }, { from: 1, to: 4, is: 'seen' as const }], prognosis: [], medicines: [] };
  assert.deepEqual(originOf({ ...written, plan: 'abcd', carried }), { characters: 4, carried: 2 });
});
