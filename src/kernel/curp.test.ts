import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { syntheticCurp } from '#test/synthetic-curp.ts';
import { parseCivilDate } from './civil-date.ts';
import { checkCurp, genericCurp, normalizeCurp } from './curp.ts';
import { curpEntities, entityOfCurp } from './curp-entities.ts';

const reasonsOf = (curp: string): readonly string[] => checkCurp(curp).reasons;

test('ID-CURP-4: keys with a right check digit are valid, and tell birth date, sex and entity', () => {
  const vectors = [
    ['GOCA741120HVZMNR00', '1974-11-20', 'H', 'VZ'],
    ['HEGG560427MVZRRL04', '1956-04-27', 'M', 'VZ'],
    ['SABC560626MDFLRN01', '1956-06-26', 'M', 'DF'],
    ['MAAR790213HMNRLF03', '1979-02-13', 'H', 'MN'],
    ['XEXX010101HNEXXXA4', '2001-01-01', 'H', 'NE'],
  ] as const;
  for (const [curp, birthDate, sex, entity] of vectors) {
    assert.deepEqual(checkCurp(curp), { valid: true, reasons: [], birthDate, sex, entity }, curp);
  }
});

test('ID-CURP-4: a wrong check digit is the reason, and what the key says can still be read', () => {
  assert.deepEqual(checkCurp('HEGG560427MVZRRL05'), {
    valid: false, reasons: ['curp-check-digit'], birthDate: '1956-04-27', sex: 'M', entity: 'VZ',
  });
  assert.deepEqual(reasonsOf('HEGT761003MDFRNN09'), ['curp-check-digit']);
});

test('ID-CURP-2: 31 February has the shape of a date and is none', () => {
  assert.deepEqual(checkCurp('HEGG560231MVZRRL04'), {
    valid: false, reasons: ['curp-date'], birthDate: null, sex: 'M', entity: 'VZ',
  });
});

test('ID-CURP-2: a birth entity that does not exist is named as the fault', () => {
  assert.deepEqual(checkCurp('HEGG560427MXXRRL04'), {
    valid: false, reasons: ['curp-entity'], birthDate: null, sex: null, entity: null,
  });
  assert.deepEqual(reasonsOf('HEGG561327MXXRRL04'), ['curp-pattern', 'curp-entity']);
});

test('ID-CURP-2: length and characters come before the pattern', () => {
  assert.deepEqual(reasonsOf(''), ['curp-length']);
  assert.deepEqual(reasonsOf('HEGG560427MVZRRL0'), ['curp-length']);
  assert.deepEqual(reasonsOf('HEGG560427MVZRRL045'), ['curp-length']);
  assert.deepEqual(reasonsOf('hegg560427mvzrrl04'), ['curp-characters']);
  assert.deepEqual(reasonsOf('HEÑG560427MVZRRL04'), ['curp-characters']);
  assert.deepEqual(reasonsOf('HEGG560427MVZRRL0\n'), ['curp-characters']);
});

test('ID-CURP-2: each place of the pattern is held', () => {
  for (const curp of [
    'HBGG560427MVZRRL04', '1EGG560427MVZRRL04', 'HEG1560427MVZRRL04', 'HEGGA60427MVZRRL04', 'HEGG560027MVZRRL04',
    'HEGG560432MVZRRL04', 'HEGG560427FVZRRL04', 'HEGG560427MVZARL04', 'HEGG560427MVZRRL0A',
  ]) {
    assert.deepEqual(reasonsOf(curp), ['curp-pattern'], curp);
  }
});

test('ID-CURP-3: position 17 decides the century, so 29 February 00 exists from 2000 on only', () => {
  const born = (homonym: string) =>
    checkCurp(syntheticCurp({ given: 'Elia', firstSurname: 'Mora', birthDate: '2000-02-29', sex: 'X', entity: 'JC', homonym }));
  assert.equal(born('A').birthDate, '2000-02-29');
  assert.equal(born('A').sex, 'X');
  assert.deepEqual(born('0').reasons, ['curp-date']);
});

test('ID-CURP-6: the generic key is refused as a person\'s', () => {
  assert.deepEqual(checkCurp(genericCurp), {
    valid: false, reasons: ['curp-generic'], birthDate: null, sex: null, entity: null,
  });
});

test('ID-CURP-7: sex and birth date captured apart must agree', () => {
  const curp = 'HEGG560427MVZRRL04';
  const birthDate = parseCivilDate('1956-04-27');
  assert.equal(checkCurp(curp, { sex: 'M', birthDate }).valid, true);
  assert.deepEqual(checkCurp(curp, { sex: 'H', birthDate }).reasons, ['curp-sex-mismatch']);
  assert.deepEqual(checkCurp(curp, { birthDate: parseCivilDate('2056-04-27') }).reasons, ['curp-birth-date-mismatch']);
  assert.deepEqual(checkCurp('HEGG560427MVZRRL05', { sex: 'H', birthDate: parseCivilDate('1956-04-28') }).reasons, [
    'curp-check-digit', 'curp-sex-mismatch', 'curp-birth-date-mismatch',
  ]);
});

test('a typed key is normalised before it is checked', () => {
  assert.equal(normalizeCurp(' hegg 560427 mvzrrl 04\n'), 'HEGG560427MVZRRL04');
});

const entities = Object.keys(curpEntities);
const nameLetters = 'ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ'.split('');
const namePart = fc.string({ unit: fc.constantFrom(...nameLetters), minLength: 1, maxLength: 12 });
const syntheticPerson = fc.record({
  given: namePart,
  firstSurname: namePart,
  secondSurname: fc.option(namePart, { nil: undefined }),
  birthDate: fc
    .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  sex: fc.constantFrom('H' as const, 'M' as const, 'X' as const),
  entity: fc.constantFrom(...entities),
});

test('ID-CURP-4: every well-made key is valid and says what it was made of', () => {
  fc.assert(
    fc.property(syntheticPerson, (person) => {
      const { valid, birthDate, sex, entity } = checkCurp(syntheticCurp(person));
      assert.deepEqual({ valid, birthDate, sex, entity }, {
        valid: true, birthDate: person.birthDate, sex: person.sex, entity: person.entity,
      });
    }),
    { numRuns: 1_000 },
  );
});

test('ID-CURP-4: of the ten check digits exactly one is right', () => {
  fc.assert(
    fc.property(syntheticPerson, (person) => {
      const seventeen = syntheticCurp(person).slice(0, 17);
      const right = '0123456789'.split('').filter((digit) => checkCurp(seventeen + digit).valid);
      assert.equal(right.length, 1);
    }),
  );
});

test('any text is answered without an error, and a refusal always has a reason', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'AEX019HMDFÑ'.split('')), minLength: 18, maxLength: 18 })), (text) => {
      const { valid, reasons } = checkCurp(text);
      assert.equal(valid, reasons.length === 0);
    }),
  );
});

test('the entities are the 32 with their keys in order, and born abroad', () => {
  const keys = Object.values(curpEntities).map((entity) => entity.key).filter((key) => key !== null);
  assert.deepEqual(keys, Array.from({ length: 32 }, (_, at) => String(at + 1).padStart(2, '0')));
  assert.equal(entityOfCurp('NE'), 'NE');
  assert.equal(entityOfCurp('toString'), undefined);
});
