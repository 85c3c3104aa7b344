import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Bytes,
  childrenOf,
  instantOf,
  magnitudeOf,
  objectIdentifierOf,
  readDer,
  smallIntegerOf,
  textOf,
} from './read.ts';
import { writeDer, writeInstant, writeInteger, writeObjectIdentifier, writeSequence, writeSetOf, writeUtf8String } from './write.ts';

const bytes = (...octets: readonly number[]): Bytes => Uint8Array.from(octets);

test('what is written is read back: integers, identifiers, text, instants', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string({ unit: 'grapheme' }), fc.array(fc.nat(100_000), { maxLength: 8 }), (number, text, arcs) => {
      assert.equal(smallIntegerOf(readDer(writeInteger(number))), number);
      assert.equal(textOf(readDer(writeUtf8String(text))), text);
      const dotted = ['1.2', ...arcs].join('.');
      assert.equal(objectIdentifierOf(readDer(writeObjectIdentifier(dotted))), dotted);
    }),
  );
  for (const date of ['1999-12-31T23:59:59Z', '2026-03-05T12:00:00Z', '2049-12-31T00:00:00Z', '2050-01-01T00:00:00Z']) {
    assert.deepEqual(instantOf(readDer(writeInstant(new Date(date)))), new Date(date));
  }
});

test('lengths of every form are read back', () => {
  for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
    assert.equal(readDer(writeDer(0x04, new Uint8Array(length))).content.length, length);
  }
});

test('a SET OF is written in DER order whatever the order given', () => {
  const members = [writeInteger(300), writeInteger(2), writeInteger(1)];
  assert.deepEqual(writeSetOf(members), writeSetOf(members.toReversed()));
  assert.deepEqual(childrenOf(readDer(writeSetOf(members))).map(smallIntegerOf), [1, 2, 300]);
});

test('BER liberties are refused: long lengths, indefinite length, padded integers, bytes left over', () => {
  const refused = [
    bytes(),
    bytes(0x04),
    bytes(0x04, 0x81, 0x01, 0x00),
    bytes(0x04, 0x82, 0x00, 0x80),
    bytes(0x30, 0x80, 0x00, 0x00),
    bytes(0x04, 0x02, 0x00),
    bytes(0x04, 0x00, 0x00),
    bytes(0x1f, 0x81, 0x01, 0x00),
    bytes(0x04, 0x85, 1, 0, 0, 0, 0),
  ];
  for (const der of refused) assert.throws(() => readDer(der), /der-malformed/);
  assert.throws(() => magnitudeOf(readDer(bytes(0x02, 0x02, 0x00, 0x01))), /der-malformed/);
  assert.throws(() => magnitudeOf(readDer(bytes(0x02, 0x01, 0x80))), /der-malformed/);
});

test('any bytes are either read whole or refused as malformed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => {
      const der = Uint8Array.from(octets);
      try {
        assert.deepEqual(readDer(der).whole, der);
      } catch (error) {
        assert.equal((error as Error).message, 'der-malformed');
      }
    }),
    { numRuns: 1000 },
  );
});

test('impossible dates are refused', () => {
  for (const text of ['260230120000Z', '261301120000Z', '2603051200Z', '260305120000+0600']) {
    assert.throws(() => instantOf(readDer(writeDer(0x17, new TextEncoder().encode(text)))), /der-malformed/);
  }
  assert.throws(() => instantOf(readDer(writeSequence())), /der-malformed/);
});
