import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteKinds } from '#modules/record/contract.ts';
import type { ChartEntry } from '#modules/record/contract.ts';
import { byYear, filterEntries } from './filter-entries.ts';
import { kindGroups, kindsOf } from './kind-groups.ts';

const entry = (noteId: string, changes: Partial<ChartEntry> = {}): ChartEntry => ({
  encounterId: 'e', noteId, kind: 'evolution', state: 'signed', at: '2026-11-23T16:00:00.000Z', authorId: 'a', authorName: 'Ximena Quetzal',
  diagnoses: [{ code: 'J029', term: 'Faringitis aguda' }], addenda: 0, excerpt: 'Odinofagia de tres días', ...changes,
});
const entries = [entry('1'), entry('2', { state: 'draft', diagnoses: [], excerpt: 'Cefalea' }), entry('3', { at: '2025-02-01T00:00:00.000Z', authorName: 'Iván Peña' })];
const found = (words: string, state: 'all' | 'signed' | 'draft' = 'all') => filterEntries(entries, { words, state, kind: null }).map(({ noteId }) => noteId);

test('words are found without accents, in diagnosis, code, author and text, all of them', () => {
  assert.deepEqual(found('faringitis'), ['1', '3']);
  assert.deepEqual(found('j029 pena'), ['3']);
  assert.deepEqual(found('TRES DIAS ximena'), ['1']);
  assert.deepEqual(found('nada de eso'), []);
  assert.deepEqual(found('  '), ['1', '2', '3']);
});

test('drafts apart from signed notes', () => {
  assert.deepEqual([found('', 'draft'), found('', 'signed')], [['2'], ['1', '3']]);
});

test('a group of kinds stands for each of them, and every kind is in one group', () => {
  const all = [...entries, entry('4', { kind: 'history' }), entry('5', { kind: 'discharge' }), entry('6', { kind: 'emergency-initial' })];
  assert.deepEqual(filterEntries(all, { words: '', state: 'all', kind: 'hospital' }).map(({ noteId }) => noteId), ['5', '6']);
  const grouped = kindGroups.flatMap(kindsOf);
  assert.deepEqual(grouped.toSorted(), [...noteKinds].toSorted());
});

test('one kind of document alone', () => {
  const all = [...entries, entry('4', { kind: 'history' })];
  assert.deepEqual(filterEntries(all, { words: '', state: 'all', kind: 'history' }).map(({ noteId }) => noteId), ['4']);
  assert.deepEqual(filterEntries(all, { words: 'faringitis', state: 'draft', kind: 'history' }), []);
});

test('years keep the order of the chart', () => {
  assert.deepEqual(byYear(entries, (at) => at.slice(0, 4)).map(([year, of]) => [year, of.length]), [['2026', 2], ['2025', 1]]);
});
