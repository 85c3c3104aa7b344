import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkRfc } from './rfc.ts';

test('ID-RFC: a right check character is valid, a wrong one is the reason', () => {
  assert.deepEqual(checkRfc('EKU9003173C9'), { valid: true, reasons: [], kind: 'company' });
  assert.deepEqual(checkRfc('EKU9003173C8'), { valid: false, reasons: ['rfc-check-character'], kind: 'company' });
});

test('ID-RFC: the two generic keys are accepted by list', () => {
  assert.deepEqual(checkRfc('XAXX010101000'), { valid: true, reasons: [], kind: 'generic' });
  assert.deepEqual(checkRfc('XEXX010101000'), { valid: true, reasons: [], kind: 'generic' });
  // not on the list, and its check character is as wrong as that of the first generic key
  assert.deepEqual(checkRfc('XAXX010101001').reasons, ['rfc-check-character']);
});

test('ID-RFC: the check character of a person is computed without the padding that a company gets', () => {
  assert.deepEqual(checkRfc('XAXX010101004'), { valid: true, reasons: [], kind: 'person' });
});

test('ID-RFC: length, characters, pattern and calendar date come first, in this order', () => {
  assert.deepEqual(checkRfc('EKU9003173C'), { valid: false, reasons: ['rfc-length'], kind: null });
  assert.deepEqual(checkRfc('eku9003173c9').reasons, ['rfc-characters']);
  assert.deepEqual(checkRfc('EKU9003173C 9').reasons, ['rfc-characters']);
  assert.deepEqual(checkRfc('EK19003173C9').reasons, ['rfc-pattern']);
  assert.deepEqual(checkRfc('EKU9003173CB').reasons, ['rfc-pattern']);
  assert.deepEqual(checkRfc('EKU9002303C9').reasons, ['rfc-date']);
  assert.deepEqual(checkRfc('EKU0002293C9').reasons, ['rfc-check-character'], '29 February 00 exists in 2000');
});

test('ID-RFC: of the eleven check characters exactly one is right, for companies and persons', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ABCNOXYZÑ&'.split('')), minLength: 3, maxLength: 4 });
  const mark = fc.string({ unit: fc.constantFrom(...'019ANZ'.split('')), minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(letters, mark, (start, homoclave) => {
      const right = '0123456789A'.split('').filter((last) => checkRfc(`${start}850615${homoclave}${last}`).valid);
      assert.equal(right.length, 1);
    }),
  );
});
