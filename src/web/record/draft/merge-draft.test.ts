import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeDrafts } from './merge-draft.ts';
import type { Overlap } from './merge-draft.ts';

const note = (changes: object = {}) => ({ kind: 'evolution', subjective: 'uno\ndos\ntres', plan: 'a\nb', vitals: { systolic: 120, diastolic: null as number | null }, diagnoses: [] as object[], medicines: [] as object[], ...changes });
const pain = { code: 'R10', term: 'Dolor', certainty: 'presumptive' };
const drug = (name: string, dose = '1') => ({ name, dose });

test('changes in different fields, lines, values and rows merge by themselves', () => {
  const mine = note({ subjective: 'uno\ndos y medio\ntres', vitals: { systolic: 130, diastolic: null }, diagnoses: [pain], medicines: [drug('A')] });
  const theirs = note({ subjective: 'uno\ndos\ntres\ncuatro', plan: 'a\nb\nc', vitals: { systolic: 120, diastolic: 80 }, diagnoses: [{ ...pain, code: 'R11' }] });
  const { content, overlaps } = mergeDrafts(note(), mine, theirs);
  assert.deepEqual(overlaps, []);
  assert.deepEqual(content, note({
    subjective: 'uno\ndos y medio\ntres\ncuatro', plan: 'a\nb\nc', vitals: { systolic: 130, diastolic: 80 }, diagnoses: [pain, { ...pain, code: 'R11' }], medicines: [drug('A')],
  }));
});

test('the same line changed twice is an overlap: both are kept until one is chosen', () => {
  const [base, mine, theirs] = [note(), note({ plan: 'a\nmío' }), note({ plan: 'a\nsuyo' })];
  const { content, overlaps } = mergeDrafts(base, mine, theirs);
  assert.deepEqual(overlaps, [{ path: 'plan', is: 'lines', mine: ['mío'], theirs: ['suyo'] }]);
  assert.equal(content.plan, 'a\nmío\nsuyo');
  assert.deepEqual((['mine', 'theirs', 'both'] as const).map((choice) => mergeDrafts(base, mine, theirs, [choice]).content.plan), ['a\nmío', 'a\nsuyo', 'a\nmío\nsuyo']);
});

test('a value or a diagnosis that both changed is chosen whole and never mixed', () => {
  const [base, mine, theirs] = [note({ diagnoses: [pain] }), note({ vitals: { systolic: 130, diastolic: null }, diagnoses: [{ ...pain, certainty: 'confirmed' }] }), note({ vitals: { systolic: 140, diastolic: null }, diagnoses: [{ ...pain, firstTime: true }] })];
  const { overlaps } = mergeDrafts(base, mine, theirs);
  assert.deepEqual(overlaps.map(({ path, is }) => [path, is]), [['vitals.systolic', 'value'], ['diagnoses.R10', 'value']]);
  const { content } = mergeDrafts(base, mine, theirs, ['mine', 'theirs']);
  assert.deepEqual([content.vitals.systolic, content.diagnoses], [130, [{ ...pain, firstTime: true }]]);
});

test('one side deleting what the other left alone deletes it; deleting what the other changed is an overlap', () => {
  assert.equal(mergeDrafts(note(), note({ plan: 'a' }), note()).content.plan, 'a');
  assert.deepEqual(mergeDrafts(note({ diagnoses: [pain] }), note(), note({ diagnoses: [{ ...pain, certainty: 'confirmed' }] })).overlaps.map(({ path, mine }) => [path, mine]), [['diagnoses.R10', undefined]]);
});

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', '');
const text = fc.array(word, { maxLength: 8 }).map((lines) => lines.join('\n'));
const fresh = (side: string) => fc.array(fc.oneof(word, fc.nat({ max: 99 }).map((number) => `${side}${String(number)}`)), { maxLength: 10 }).map((lines) => lines.join('\n'));

const linesShown = (overlaps: readonly Overlap[]): readonly unknown[] => overlaps.flatMap(({ mine, theirs }) => [mine, theirs].flat());

test('whatever is written, every line that either side inserted is in the result or in a shown overlap', () => {
  fc.assert(fc.property(text, fresh('m'), fresh('t'), (base, mine, theirs) => {
    const { content, overlaps } = mergeDrafts({ plan: base }, { plan: mine }, { plan: theirs });
    const kept = new Set<unknown>([...content.plan.split('\n'), ...linesShown(overlaps)]);
    for (const line of [...mine.split('\n'), ...theirs.split('\n')]) {
      if (line !== '' && !base.split('\n').includes(line)) assert.ok(kept.has(line), `${line} of ${JSON.stringify({ base, mine, theirs })}`);
    }
    // unresolved, the words themselves hold both: whoever opens the draft after a crash finds them
    for (const shown of linesShown(overlaps)) assert.ok(content.plan.split('\n').includes(String(shown)));
  }), { numRuns: 2_000 });
});

test('merging is the same from either side, but for the order of what overlaps; with one side unchanged it is the other', () => {
  fc.assert(fc.property(text, fresh('m'), fresh('t'), (base, mine, theirs) => {
    const [here, there] = [mergeDrafts(base, mine, theirs), mergeDrafts(base, theirs, mine)];
    assert.equal(here.overlaps.length, there.overlaps.length);
    if (here.overlaps.length === 0) assert.equal(here.content, there.content);
    assert.equal(mergeDrafts(base, mine, base).content, mine);
    assert.equal(mergeDrafts(base, base, theirs).content, theirs);
  }), { numRuns: 1_000 });
});

test('rows of medicines: each of both sides is in the result or in a shown overlap', () => {
  const rows = (side: string) => fc.array(fc.nat({ max: 9 }).map((number) => drug(`${side}${String(number)}`)), { maxLength: 5 });
  fc.assert(fc.property(rows('b'), rows('m'), rows('t'), (base, mine, theirs) => {
    const { content } = mergeDrafts({ medicines: base }, { medicines: [...base, ...mine] }, { medicines: [...theirs, ...base] });
    const names = content.medicines.map(({ name }) => name);
    for (const { name } of [...mine, ...theirs]) assert.ok(names.includes(name));
  }));
});
