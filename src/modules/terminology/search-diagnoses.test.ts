import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { fold } from '#kernel/fold.ts';
import { diagnosisCatalogue } from './catalogue.ts';
import { searchDiagnosesReply } from './contract.ts';
import { diagnosisByCode, searchDiagnoses } from './search-diagnoses.ts';

type Pair = readonly [typed: string, code: string];
const rows = [...diagnosisCatalogue().byCode.values()];
const codesFor = (q: string, limit = 5): readonly string[] => searchDiagnoses({ q: q.slice(0, 80), limit }).diagnoses.map(({ code }) => code);

/** The share of pairs whose code is among the first five; what was missed is printed, so the figure can be read. */
const shareFound = (context: TestContext, pairs: readonly Pair[]): number => {
  const missed = pairs.filter(([typed, code]) => !codesFor(typed).includes(code));
  const share = 1 - missed.length / pairs.length;
  context.diagnostic(`found ${(share * 100).toFixed(1)} % of ${String(pairs.length)}; missed: ${missed.map(([typed, code]) => `${typed} (${code})`).join(', ')}`);
  return share;
};

test('what physicians type is found among the first five in at least 95 of 100 cases, codes we lack counted as missed', (context) => {
  const lines = readFileSync(new URL('data/typed-queries.tsv', import.meta.url), 'utf8').split('\n');
  const pairs = lines.filter((line) => line.includes('\t') && !line.startsWith('#') && line !== 'query\tcode').map((line): Pair => {
    const [typed = '', code = ''] = line.split('\t');
    return [typed, code];
  });
  assert.ok(pairs.length >= 300, String(pairs.length));
  assert.ok(shareFound(context, pairs) >= 0.95);
});

test('each code is found by its own term, Spanish and English, among the first five', (context) => {
  const pairs = rows.flatMap(({ code, display }): readonly Pair[] => [[display.es, code], [display.en, code]]);
  assert.equal(shareFound(context, pairs), 1);
});

test('a term with one letter dropped, doubled or swapped is found in at least 95 of 100 cases', (context) => {
  const pairs = rows.filter(({ display }) => display.es.length >= 6).map(({ code, display }, at): Pair => [withTypo(fold(display.es), at), code]);
  assert.ok(shareFound(context, pairs) >= 0.95);
});

/** A typo inside the longest word, past its first letter; which one and where follows from `at` alone. */
const withTypo = (term: string, at: number): string => {
  const longest = (term.match(/\p{L}+/gu) ?? []).toSorted((one, other) => other.length - one.length)[0] ?? '';
  const place = 1 + (at % Math.max(1, longest.length - 2));
  const [before, letter, next, after] = [longest.slice(0, place), longest.slice(place, place + 1), longest.slice(place + 1, place + 2), longest.slice(place + 2)];
  const typos = [before + next + after, before + letter + letter + next + after, before + next + letter + after];
  return term.replace(longest, typos[at % typos.length] ?? longest);
};

test('a code is found by its beginning, with or without its dot, in any case', () => {
  assert.deepEqual(codesFor('J02.9'), ['J029']);
  assert.deepEqual(codesFor('j029'), ['J029']);
  assert.deepEqual(codesFor('i10'), ['I10X']);
  assert.ok(codesFor('j02', 20).includes('J029'));
  assert.ok(codesFor('j02', 20).every((code) => code.startsWith('J02')));
});

test('a few letters lead to what is everyday, though rarer terms begin alike', () => {
  const firstFor = { hiper: 'I10X', diab: 'E119', gastri: 'K297', embara: 'Z349', infec: 'J069', migr: 'G439', hipotir: 'E039', fari: 'J029', lumb: 'M545', obes: 'E669' };
  assert.deepEqual(Object.fromEntries(Object.keys(firstFor).map((typed) => [typed, codesFor(typed)[0]])), firstFor);
});

test('words of two synonyms of one row are found together', () => {
  assert.equal(codesFor('infeccion urinaria embarazada')[0], 'O234');
  assert.equal(codesFor('rodilla dolor artrosis')[0], 'M179');
});

test('accents, capitals and blanks make no difference', () => {
  assert.deepEqual(codesFor('MIGRAÑA'), codesFor('migrana'));
  assert.deepEqual(codesFor('  Hipertensión '), codesFor('hipertension'));
});

test('what is written for the other sex is not offered', () => {
  const womens = searchDiagnoses({ q: 'vaginitis', sex: 'M', limit: 20 }).diagnoses.map(({ code }) => code);
  const mens = searchDiagnoses({ q: 'vaginitis', sex: 'H', limit: 20 }).diagnoses.map(({ code }) => code);
  assert.ok(womens.includes('N760'));
  assert.ok(!mens.includes('N760'));
  assert.ok(codesFor('vaginitis', 20).includes('N760'), 'nothing is left out when the sex is not known');
});

test('what nobody has, finds nothing', () => {
  assert.deepEqual(codesFor('xqzwk'), []);
  assert.deepEqual(codesFor('¿?'), []);
  assert.equal(diagnosisByCode('Z99Z'), undefined);
});

test('N024-6.4.2: an answer names the catalogue, its version and hash, and says that no clinician has reviewed its terms', () => {
  const reply = searchDiagnosesReply.parse(searchDiagnoses({ q: 'diabetes', limit: 20 }));
  const { name, version, sha256 } = diagnosisCatalogue();
  assert.deepEqual(reply.catalogue, { name, version, sha256 });
  assert.ok(reply.diagnoses.length > 3);
  assert.ok(reply.diagnoses.every(({ reviewed }) => !reviewed));
  assert.deepEqual(diagnosisByCode('J029'), { code: 'J029', display: { es: 'Faringitis aguda', en: 'Acute pharyngitis' }, source: 'amate', reviewed: false, icd11: null });
});

test('as many answers as asked for, and never the same twice', () => {
  const codes = codesFor('a', 20);
  assert.equal(codes.length, 20);
  assert.equal(new Set(codes).size, 20);
});
