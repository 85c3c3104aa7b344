import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueText } from './catalogue.ts';
import { diagnosisFindings } from './diagnosis-findings.ts';
import { terminologyMessages } from './messages.ts';
import { diagnosisByCode } from './search-diagnoses.ts';

const catalogue = catalogueText();
const termOf = (code: string): string => diagnosisByCode(code)?.display.es ?? 'Sin nombre';
const codesOf = (coded: { readonly code: string; readonly catalogue?: string; readonly term?: string }, patient: Parameters<typeof diagnosisFindings>[1] = { sex: null, years: null }): readonly string[] =>
  diagnosisFindings({ catalogue, term: termOf(coded.code), ...coded }, patient).map(({ code }) => code);

test('N024-6.4.2: a code without its catalogue is a finding', () => {
  assert.deepEqual(codesOf({ code: 'J029', catalogue: ' ' }), ['code-without-catalogue']);
  assert.deepEqual(codesOf({ code: 'J029' }), []);
});

test('GIIS-B015-43: a code of three characters, with a dot or in lower case is a finding', () => {
  for (const code of ['I10', 'J02.9', 'j029', 'J0299', '']) assert.deepEqual(codesOf({ code }), ['code-malformed'], code);
});

test('N024-6.4.2-version: a catalogue that is not the one shipped cannot vouch for a code', () => {
  for (const other of ['Amate CIE-10 2026-01-01', 'expediente', `${catalogue} `]) assert.deepEqual(codesOf({ code: 'J029', catalogue: other }), ['catalogue-not-held'], other);
});

test('N024-6.4.2-code: a well-formed code that the catalogue lacks is a finding', () => {
  assert.deepEqual(codesOf({ code: 'X999', term: 'Faringitis aguda' }), ['code-not-in-catalogue']);
});

test('N024-6.4.2-term: the term is its code’s, preferred or synonym, in either language, accents and case apart', () => {
  for (const term of ['Faringitis aguda', 'Acute pharyngitis', 'dolor de garganta', 'FARINGITIS AGUDA']) assert.deepEqual(codesOf({ code: 'J029', term }), [], term);
  for (const term of ['Diabetes mellitus tipo 2 sin complicación', 'Faringitis', 'faringitis aguda grave', 'x']) {
    assert.deepEqual(codesOf({ code: 'J029', term }), term === 'Faringitis' ? [] : ['term-of-other-code'], term);
  }
});

test('what stands against the catalogue blocks; sex and age advise', () => {
  const blocking = (...args: Parameters<typeof diagnosisFindings>): readonly boolean[] => diagnosisFindings(...args).map(({ blocks }) => blocks);
  assert.deepEqual(blocking({ code: 'J029', catalogue, term: 'otra cosa' }, { sex: null, years: null }), [true]);
  assert.deepEqual(blocking({ code: 'N40X', catalogue, term: termOf('N40X') }, { sex: 'M', years: 60 }), [false]);
});

test('GIIS-B015-LSEX: a diagnosis of the other sex is a finding; an intersex patient has none', () => {
  assert.deepEqual(codesOf({ code: 'N40X' }, { sex: 'M', years: 60 }), ['diagnosis-of-other-sex']);
  assert.deepEqual(codesOf({ code: 'N40X' }, { sex: 'H', years: 60 }), []);
  assert.deepEqual(codesOf({ code: 'N40X' }, { sex: null, years: 60 }), []);
});

test('GIIS-B015-LAGE: an age outside the limits is a finding, both ends are inside, an unknown age is none', () => {
  const atAge = (years: number | null): readonly string[] => codesOf({ code: 'O149' }, { sex: 'M', years });
  assert.deepEqual([atAge(8), atAge(9), atAge(59), atAge(60), atAge(null)], [['diagnosis-of-other-age'], [], [], ['diagnosis-of-other-age'], []]);
});

test('every finding has its message', () => {
  const codes = [
    ...codesOf({ code: 'j02', catalogue: '' }), ...codesOf({ code: 'J029', catalogue: 'otro' }), ...codesOf({ code: 'X999' }), ...codesOf({ code: 'J029', term: 'otra cosa' }),
    ...codesOf({ code: 'N40X' }, { sex: 'M', years: null }), ...codesOf({ code: 'O149' }, { sex: 'M', years: 3 }),
  ];
  assert.deepEqual(codes.toSorted(), Object.keys(terminologyMessages).toSorted());
});
