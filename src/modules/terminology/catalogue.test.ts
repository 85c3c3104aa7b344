import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fold } from '#kernel/fold.ts';
import { diagnosisCatalogue } from './catalogue.ts';
import { diagnosisFindings } from './diagnosis-findings.ts';
import { rowsOf } from './diagnosis-row.ts';

const folder = new URL('data/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.startsWith('diagnoses-'));
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** The chapters of ICD-10 by file; external causes are not in the list. */
const chapters: Readonly<Record<string, RegExp>> = {
  'diagnoses-01-infectious.tsv': /^[AB]/, 'diagnoses-02-tumours.tsv': /^(C|D[0-4])/, 'diagnoses-03-blood.tsv': /^D[5-8]/,
  'diagnoses-04-endocrine.tsv': /^E/, 'diagnoses-05-mental.tsv': /^F/, 'diagnoses-06-nervous.tsv': /^G/, 'diagnoses-07-eye.tsv': /^H[0-5]/,
  'diagnoses-08-ear.tsv': /^H[6-9]/, 'diagnoses-09-circulatory.tsv': /^I/, 'diagnoses-10-respiratory.tsv': /^J/, 'diagnoses-11-digestive.tsv': /^K/,
  'diagnoses-12-skin.tsv': /^L/, 'diagnoses-13-musculoskeletal.tsv': /^M/, 'diagnoses-14-genitourinary.tsv': /^N/, 'diagnoses-15-pregnancy.tsv': /^O/,
  'diagnoses-16-perinatal.tsv': /^P/, 'diagnoses-17-congenital.tsv': /^Q/, 'diagnoses-18-symptoms.tsv': /^R/, 'diagnoses-19-injuries.tsv': /^[ST]/,
  'diagnoses-21-encounters.tsv': /^Z/, 'diagnoses-22-special.tsv': /^U/,
};

test('every file holds the codes of its chapter alone, in order, and says that nobody reviewed it', () => {
  assert.deepEqual(files.toSorted(), Object.keys(chapters));
  for (const name of files) {
    const codes = rowsOf(textOf(name)).map(({ code }) => code);
    assert.ok(codes.length > 0 && codes.every((code) => chapters[name]?.test(code)), name);
    assert.deepEqual(codes, codes.toSorted(), `${name} is not in order`);
    assert.match(textOf(name), /^# .*own words.*sin revisar/, name);
  }
});

test('GIIS-B015-43: at least 1,500 codes, each once, well formed, with terms and synonyms fit to show', () => {
  const { byCode, name, version } = diagnosisCatalogue();
  assert.ok(byCode.size >= 1500, String(byCode.size));
  for (const { code, display, synonyms } of byCode.values()) {
    for (const term of [display.es, display.en, ...synonyms]) assert.deepEqual(diagnosisFindings({ code, term, catalogue: `${name} ${version}` }, { sex: null, years: null }), [], `${code} ${term}`);
    const texts = [display.es, display.en, ...synonyms];
    for (const text of texts) assert.ok(text !== '' && text === text.trim() && !/\s\s/.test(text), `${code}: "${text}"`);
    assert.equal(new Set([display.es, ...synonyms].map(fold)).size, synonyms.length + 1, `${code} says the same twice`);
  }
  const terms = [...byCode.values()].map(({ display }) => fold(display.es));
  assert.deepEqual(terms.filter((term, at) => terms.indexOf(term) !== at), [], 'two codes under one term');
});

test('a category never stands both whole and divided', () => {
  const codes = [...diagnosisCatalogue().byCode.keys()];
  const whole = new Set(codes.filter((code) => code.endsWith('X')).map((code) => code.slice(0, 3)));
  assert.deepEqual(codes.filter((code) => !code.endsWith('X') && whole.has(code.slice(0, 3))), []);
});

test('limits are by biological sex and sensible ages; pregnancy is a woman’s of 9 to 59 years, as the guide has it', () => {
  for (const { code, sex, ages } of diagnosisCatalogue().byCode.values()) {
    if (ages !== null) assert.ok(ages.from <= ages.to && ages.to <= 120, code);
    if (code.startsWith('O')) assert.deepEqual([sex, ages], ['M', { from: 9, to: 59 }], code);
  }
});

test('every everyday code stands in the list, once', () => {
  const { byCode, everyday } = diagnosisCatalogue();
  assert.ok(everyday.length >= 100, String(everyday.length));
  assert.deepEqual(everyday.filter((code, at) => !byCode.has(code) || everyday.indexOf(code) !== at), []);
});

test('a malformed row is refused by name', () => {
  assert.throws(() => rowsOf('J02\tFaringitis\t\tPharyngitis\t\t'), /malformed.*J02/);
  assert.throws(() => rowsOf('J029\tFaringitis\t\tPharyngitis\tX\t'), /malformed/);
  assert.throws(() => rowsOf('J029 Faringitis'), /malformed/);
});

test('version and hash name the list: the hash is of the files as they stand', () => {
  const { name, version, sha256 } = diagnosisCatalogue();
  assert.match(`${name} ${version}`, /^Amate CIE-10 \d{4}-\d\d-\d\d$/);
  assert.match(sha256, /^[0-9a-f]{64}$/);
});
