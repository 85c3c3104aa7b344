import assert from 'node:assert/strict';
import { test } from 'node:test';
import { terminologyMessages } from './messages.ts';
import { diagnosisFindings } from './diagnosis-findings.ts';

const catalogue = 'Amate CIE-10 2026-11-22';
const codesOf = (...args: Parameters<typeof diagnosisFindings>): readonly string[] => diagnosisFindings(...args).map(({ code }) => code);
const anyone = { sex: null, years: null } as const;

test('N024-6.4.2: a code without its catalogue is a finding', () => {
  assert.deepEqual(codesOf({ code: 'J029', catalogue: ' ' }, anyone), ['code-without-catalogue']);
  assert.deepEqual(codesOf({ code: 'J029', catalogue }, anyone), []);
});

test('GIIS-B015-43: a code of three characters, with a dot or in lower case is a finding', () => {
  for (const code of ['I10', 'J02.9', 'j029', 'J0299', '']) assert.deepEqual(codesOf({ code, catalogue }, anyone), ['code-malformed'], code);
});

test('GIIS-B015-LSEX: a diagnosis of the other sex is a finding; an intersex patient has none', () => {
  assert.deepEqual(codesOf({ code: 'N40X', catalogue }, { sex: 'M', years: 60 }), ['diagnosis-of-other-sex']);
  assert.deepEqual(codesOf({ code: 'N40X', catalogue }, { sex: 'H', years: 60 }), []);
  assert.deepEqual(codesOf({ code: 'N40X', catalogue }, { sex: null, years: 60 }), []);
});

test('GIIS-B015-LAGE: an age outside the limits is a finding, both ends are inside, an unknown age is none', () => {
  const atAge = (years: number | null): readonly string[] => codesOf({ code: 'O149', catalogue }, { sex: 'M', years });
  assert.deepEqual([atAge(8), atAge(9), atAge(59), atAge(60), atAge(null)], [['diagnosis-of-other-age'], [], [], ['diagnosis-of-other-age'], []]);
});

test('a code that our list lacks has no limits here', () => {
  assert.deepEqual(codesOf({ code: 'X999', catalogue }, { sex: 'H', years: 3 }), []);
});

test('every finding has its message', () => {
  const codes = [
    ...codesOf({ code: 'j02', catalogue: '' }, anyone), ...codesOf({ code: 'N40X', catalogue }, { sex: 'M', years: null }), ...codesOf({ code: 'O149', catalogue }, { sex: 'M', years: 3 }),
  ];
  assert.deepEqual(codes.toSorted(), Object.keys(terminologyMessages).toSorted());
});
