import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchMedicinesReply } from './contract.ts';
import { searchFormulary } from './search-formulary.ts';
import { smallCatalogue } from './testing.ts';

const catalogue = smallCatalogue();
const found = (q: string, limit = 10) => {
  const medicines = [...searchFormulary(catalogue, { q, limit })];
  searchMedicinesReply.parse({ catalogue: { name: 'a', version: 'b', sha256: '0'.repeat(64) }, medicines });
  return medicines;
};
const generics = (q: string): readonly string[] => [...new Set(found(q).map(({ generic }) => generic))];

for (const [typed, first] of Object.entries({
  'paracetamol': 'Paracetamol', 'parac': 'Paracetamol', 'pa': 'Paracetamol', 'PARACETAMÓL': 'Paracetamol', 'acetaminofen': 'Paracetamol', 'tempra': 'Paracetamol', 'parasetamol': 'Paracetamol', 'amox': 'Amoxicilina', 'amoxisilina': 'Amoxicilina',
  'amoxi clav': 'Amoxicilina con ácido clavulánico', 'amoxicilina clavulanico': 'Amoxicilina con ácido clavulánico', 'augmentin': 'Amoxicilina con ácido clavulánico', 'losartan': 'Losartán', 'lozartan': 'Losartán', 'losartan hidroclorotiazida': 'Losartán con hidroclorotiazida',
  'met': 'Metformina', 'metfromina': 'Metformina', 'omeprasol': 'Omeprazol', 'zefalexina': 'Cefalexina', 'glargina': 'Insulina glargina', 'insulina gla': 'Insulina glargina', 'lantus': 'Insulina glargina', '0104': 'Paracetamol', '010.000.2128': 'Amoxicilina',
  'amox 500 c8 7d': 'Amoxicilina', 'aas': 'Ácido acetilsalicílico', 'acetilsalicilico': 'Ácido acetilsalicílico', 'ibuprofen': 'Ibuprofeno', 'bactrim': 'Trimetoprima con sulfametoxazol', 'hctz': 'Hidroclorotiazida',
})) {
  test(`“${typed}” finds ${first} first`, () => { assert.equal(generics(typed)[0], first); });
}

for (const typed of ['xyzxyz', '..', '💊💊', '9999', "'; drop", '__proto__']) {
  test(`“${typed}” finds nothing and refuses nothing`, () => { assert.deepEqual(found(typed), []); });
}

test('a strength that was typed comes first', () => {
  assert.equal(found('prednisona 50')[0]?.presentation, 'tableta 50 mg, envase con 20 tabletas');
  assert.equal(found('prednisona 5')[0]?.presentation, 'tableta 5 mg, envase con 20 tabletas');
});

test('a brand is named beside what is in it, and only there', () => {
  assert.deepEqual(found('augmentin').map(({ brand }) => brand), found('augmentin').map(({ generic }) => (generic === 'Amoxicilina con ácido clavulánico' ? 'Augmentin' : null)));
  assert.equal(found('amoxicilina')[0]?.brand, null);
});

test('an ingredient without a presentation is found as itself', () => {
  const [first] = found('sitagliptina');
  assert.deepEqual([first?.presentationId, first?.ingredients, first?.facts], [null, ['sitagliptina'], null]);
});

test('one medicine of many presentations leaves room for others that begin alike', () => {
  assert.deepEqual(generics('pred').slice(0, 2), ['Prednisona', 'Prednisolona']);
  assert.equal(found('pa', 3).length, 3);
});
