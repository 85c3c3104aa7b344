import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseId } from '#kernel/ids.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import { withFiles } from './timeline-files.ts';

const photo: Attachment = {
  id: parseId('01890000-0000-7000-8000-000000000001'), kind: 'photograph', mediaType: 'image/jpeg', bytes: 9, width: 1, height: 1, sha256: '', title: 'Úlcera', site: 'Tobillo', takenOn: '2026-03-01', encounterId: null, noteId: null,
  recordedAt: '2026-05-01T10:00:00.000Z', recordedBy: 'Elena', error: null,
};
const notes = [{ at: '2026-04-01T10:00:00.000Z' }, { at: '2026-02-01T10:00:00.000Z' }];
const all = { words: '', state: 'all', kind: null, since: null, dayOf: (instant: string) => instant.slice(0, 10) };

test('a file stands among the notes at the day it was taken, else when it was recorded', () => {
  assert.deepEqual(withFiles(notes, [photo], all).map(({ at }) => at), ['2026-04-01T10:00:00.000Z', '2026-03-01T12:00:00.000Z', '2026-02-01T10:00:00.000Z']);
  for (const takenOn of [null, '2026-05-01']) assert.equal(withFiles(notes, [{ ...photo, takenOn }], all)[0]?.at, photo.recordedAt);
});

test('words find a file by title and part of the body, without accents; signed and drafts are notes alone', () => {
  assert.equal(withFiles([], [photo], { ...all, words: 'ulcera tobillo' }).length, 1);
  assert.equal(withFiles([], [photo], { ...all, words: 'rodilla' }).length, 0);
  assert.equal(withFiles(notes, [photo], { ...all, state: 'signed' }).length, 2);
  assert.deepEqual(['evolution', 'files'].map((kind) => withFiles([], [photo], { ...all, kind }).length), [0, 1]);
});

test('a file older than the notes that are loaded waits for them', () => {
  assert.equal(withFiles(notes, [photo], { ...all, since: '2026-04-01T10:00:00.000Z' }).length, 2);
});
