import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { evaluate } from '#kernel/norms.ts';
import { diagnosisCatalogue } from './catalogue.ts';
import { terminologyRules } from './rules.ts';
import { diagnosisByCode, searchDiagnoses } from './search-diagnoses.ts';

test('N024-6.4.2 and GIIS-B015-43: every row is well formed, once, with terms in both languages', () => {
  const { byCode, name, version } = diagnosisCatalogue();
  assert.ok(byCode.size >= 1500, String(byCode.size));
  for (const row of byCode.values()) {
    assert.deepEqual(evaluate(terminologyRules, { code: row.code, catalogue: `${name} ${version}` }), [], row.code);
    assert.ok(row.display.es.length > 2 && row.display.en.length > 2, row.code);
  }
  const lines = readdirSync(new URL('data/', import.meta.url)).filter((name) => name.startsWith('diagnoses-')).flatMap((name) => readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8').split('\n').filter((line) => /^[A-Z]\d/.test(line)));
  assert.equal(new Set(lines.map((line) => line.split('\t')[0])).size, lines.length, 'a code stands twice');
});

test('what physicians type is found among the first five in at least 95 of 100 cases', () => {
  const typed = readFileSync(new URL('data/typed-queries.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('query'))
    .map((line) => line.split('\t') as [string, string]).filter(([, code]) => diagnosisByCode(code) !== undefined);
  const missed = typed.filter(([q, code]) => !searchDiagnoses({ q, limit: 5 }).diagnoses.some((row) => row.code === code));
  const share = 1 - missed.length / typed.length;
  console.log(`found ${(share * 100).toFixed(1)} % of ${String(typed.length)}; missed: ${missed.map(([q, code]) => `${q}→${code}`).join(', ')}`);
  assert.ok(typed.length >= 120, String(typed.length));
  assert.ok(share >= 0.95, missed.map(([q]) => q).join(', '));
});

test('a code is found by its beginning, with or without the dot, and a woman’s diagnosis is not offered for a man', () => {
  assert.ok(searchDiagnoses({ q: 'J02.9', limit: 5 }).diagnoses.some((row) => row.code === 'J029'));
  assert.ok(searchDiagnoses({ q: 'j02', limit: 5 }).diagnoses.every((row) => row.code.startsWith('J02')));
  assert.ok(!searchDiagnoses({ q: 'vaginitis', sex: 'H', limit: 5 }).diagnoses.some((row) => row.code === 'N760'));
});
