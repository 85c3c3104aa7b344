import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DomainError } from './errors.ts';
import { isUuid, newId, parseId } from './ids.ts';
import type { NoteId, PatientId } from './ids.ts';

const fill = (byte: number) => (length: number) => new Uint8Array(length).fill(byte);

test('a new id reproduces the UUIDv7 example of RFC 9562, appendix A.6', () => {
  const random = () => new Uint8Array([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  assert.equal(newId(0x017f22e279b0, random), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('version and variant bits hold whatever the random source returns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.uint8Array({ minLength: 10, maxLength: 10 }), (at, bytes) => {
      const id = newId<'note'>(at, () => bytes);
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(parseInt(id.replace('-', '').slice(0, 12), 16), at);
    }),
  );
});

test('ids sort by the time they were made', () => {
  assert.ok(newId(1_000, fill(0xff)) < newId(1_001, fill(0)));
});

test('a time or a random source that cannot make a UUIDv7 is refused', () => {
  for (const at of [-1, 1.5, Number.NaN, 2 ** 48]) assert.throws(() => newId(at, fill(0)), RangeError);
  assert.throws(() => newId(0, () => new Uint8Array(3)), RangeError);
});

test('parsing lowers the digits and refuses anything else without repeating it', () => {
  assert.equal(parseId<'note'>('017F22E2-79B0-7CC3-98C4-DC0C0C07398F'), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  for (const text of ['', '017f22e279b07cc398c4dc0c0c07398f', "017f22e2-79b0-7cc3-98c4-dc0c0c07398f'", ' 017f22e2-79b0-7cc3-98c4-dc0c0c07398f', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n', '017f22e2-79b0-7cc3-98c4-dc0c0c07398g']) {
    assert.throws(() => parseId(text), (error) => error instanceof DomainError && error.code === 'id-invalid' && Object.keys(error.detail).length === 0);
  }
  assert.equal(isUuid('017F22E2-79B0-7CC3-98C4-DC0C0C07398F'), false);
});

test('a patient id is no note id', () => {
  const patient: PatientId = newId<'patient'>(0, fill(1));
  // @ts-expect-error ids of different things do not mix; the type check fails if they ever do
  const note: NoteId = patient;
  assert.equal(typeof note, 'string');
});
