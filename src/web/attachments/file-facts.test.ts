import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseId } from '#kernel/ids.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import { byDay, comparable, isTooLarge, savedName, sitesOf } from './file-facts.ts';

const id = (nth: number) => parseId<'file'>(`01890000-0000-7000-8000-00000000000${String(nth)}`);
const file = (nth: number, site: string, takenOn: string | null, more: Partial<Attachment> = {}): Attachment => ({
  id: id(nth), kind: 'photograph', mediaType: 'image/jpeg', bytes: 9, width: 1, height: 1, sha256: '', title: `Foto ${String(nth)}`, site, takenOn, encounterId: null, noteId: null,
  recordedAt: '2026-05-01T10:00:00Z', recordedBy: '', error: null, ...more,
});

test('what is laid beside an image: the same part of the body first, however it is written, then the newest', () => {
  const one = file(1, 'Antebrazo derecho', '2026-03-01');
  const all = [one, file(2, 'Rodilla', '2026-04-30'), file(3, 'antebrazo  DERECHO', '2026-01-01'), file(4, 'Antebrazo derecho', '2026-02-01'), file(5, '', null, { mediaType: 'application/pdf' }), file(6, 'Antebrazo derecho', '2026-02-02', { error: { reason: 'x', at: '', by: '' } })];
  assert.deepEqual(comparable(one, all).map(({ other, isSameSite }) => [other.title, isSameSite]), [['Foto 4', true], ['Foto 3', true], ['Foto 2', false]]);
});

test('the newest of what they show comes first, whenever it was recorded', () => {
  assert.deepEqual(byDay([file(1, '', '2026-01-01'), file(2, '', null), file(3, '', '2026-04-30')]).map(({ title }) => title), ['Foto 2', 'Foto 3', 'Foto 1']);
});

test('images without a named part are of no same part', () => {
  assert.deepEqual(comparable(file(1, '', null), [file(2, '', null)]).map(({ isSameSite }) => isSameSite), [false]);
});

test('parts of the body are offered once, as they were written last', () => {
  assert.deepEqual(sitesOf([file(1, 'Rodilla', null), file(2, 'rodilla', null), file(3, '', null), file(4, 'Antebrazo', null)]), ['Antebrazo', 'Rodilla']);
});

test('the name of what is saved says nothing of the patient', () => {
  assert.equal(savedName(file(7, 'Rodilla', null)), 'adjunto-00000007.jpg');
});

test('sizes over the limit of their kind are told before anything is sent', () => {
  const MB = 1024 * 1024;
  assert.deepEqual([isTooLarge({ type: 'image/png', size: 16 * MB }), isTooLarge({ type: 'image/png', size: 16 * MB + 1 }), isTooLarge({ type: 'application/pdf', size: 24 * MB }), isTooLarge({ type: 'application/pdf', size: 24 * MB + 1 })], [false, true, false, true]);
});
