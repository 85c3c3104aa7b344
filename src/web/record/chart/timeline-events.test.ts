import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseId } from '#kernel/ids.ts';
import { eventsOf, withEvents } from './timeline-events.ts';

const encounterId = parseId<'encounter'>('01890000-0000-7000-8000-000000000001');
const events = eventsOf(
  [{ encounterId, step: 'ended', at: '2026-03-02T10:00:00.000Z', byName: 'Elena' }, { encounterId, step: 'begun', at: '2026-03-01T10:00:00.000Z', byName: 'Elena' }],
  [{ id: parseId('01890000-0000-7000-8000-000000000002'), capacity: 'relative', told: 'Su hermana', what: 'Se explicó el diagnóstico.', toldAt: '2026-03-01T18:00:00.000Z', by: 'Tomás' }],
);
const notes = [{ at: '2026-03-01T12:00:00.000Z' }];
const all = { words: '', state: 'all', kind: null, since: null };
const isOf = (entries: ReturnType<typeof withEvents<{ at: string }>>) => entries.map((entry) => ('event' in entry ? entry.event.is : 'note'));

test('what was told and the steps of an observation stand among the notes at their times, newest first', () => {
  assert.deepEqual(isOf(withEvents(notes, events, all)), ['observation-ended', 'told', 'note', 'observation-begun']);
  assert.equal(new Set(events.map(({ id }) => id)).size, 3);
});

test('words find what was told and by whom, without accents; signed, drafts and kinds of note are without them', () => {
  assert.deepEqual(isOf(withEvents([], events, { ...all, words: 'diagnostico hermana' })), ['told']);
  assert.deepEqual(isOf(withEvents([], events, { ...all, words: 'elena' })), ['observation-ended', 'observation-begun']);
  for (const narrower of [{ state: 'signed' }, { kind: 'evolution' }, { kind: 'files' }]) assert.deepEqual(isOf(withEvents(notes, events, { ...all, ...narrower })), ['note']);
  assert.equal(withEvents([], events, { ...all, kind: 'events' }).length, 3);
});

test('what is older than the notes that are loaded waits for them', () => {
  assert.deepEqual(isOf(withEvents(notes, events, { ...all, since: '2026-03-01T12:00:00.000Z' })), ['observation-ended', 'told', 'note']);
});
