import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DomainError } from './errors.ts';
import { evaluate, mayCite, requireConformity } from './norms.ts';
import type { NormRule, Verified } from './norms.ts';

type Subject = { readonly a?: string; readonly b?: string };

const demand = (id: string, field: 'a' | 'b', verified: Verified): NormRule<Subject> => ({
  id,
  norm: 'NOM-000',
  numeral: id.slice(2),
  says: 'The field is present.',
  verified,
  check: (subject) => (subject[field] ? [] : [{ rule: id, field, code: 'missing' }]),
});

const rules = [demand('N-1.1', 'a', 'O'), demand('N-1.2', 'b', 'M')];

test('every rule is asked, and findings keep the order of the rules', () => {
  assert.deepEqual(evaluate(rules, {}).map((finding) => finding.rule), ['N-1.1', 'N-1.2']);
  assert.deepEqual(evaluate(rules, { a: 'x', b: 'y' }), []);
});

test('only numerals read in the text or quoted from it may be cited', () => {
  const citable = (['O', 'Q', 'M', 'D', 'U'] as const).filter((verified) => mayCite({ verified }));
  assert.deepEqual(citable, ['O', 'Q']);
});

test('a violation lists field and code of each finding, and cites only the citable numerals', () => {
  assert.throws(() => requireConformity('note-incomplete', rules, {}), (error) => {
    assert.ok(error instanceof DomainError);
    assert.equal(error.kind, 'norm-violated');
    assert.deepEqual(error.detail, { findings: ['a:missing', 'b:missing'] });
    assert.deepEqual(error.numerals, ['NOM-000 1.1']);
    return true;
  });
  requireConformity('note-incomplete', rules, { a: 'x', b: 'y' });
});
