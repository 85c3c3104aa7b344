import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueOf, medicineCatalogue } from './catalogue.ts';

const paracetamol = 'paracetamol\tParacetamol\tParacetamol\tacetaminofén|apap\tanalgesicos\t\tVI\t0\ta source\tmemory';
const tablets = '010.000.0104.00\tparacetamol=500 mg\ttableta\toral\t10 tableta\t\ta source\tmemory';
const syrup = '\tparacetamol=160 mg/5 mL\tjarabe\toral\t120 mL\t\ta source\tmemory';
const cream = '\tparacetamol=10 mg/g\tcrema\tcutanea\t30 g\t\ta source\tmemory';

test('rows become ingredients, presentations and brands', () => {
  const { ingredients, presentations, presentationById } = catalogueOf({ ingredients: [`# remark\n${paracetamol}\n`], presentations: [tablets, syrup, cream], brands: ['Tempra\tparacetamol\t\ta source\tmemory'] });
  assert.deepEqual(ingredients.get('paracetamol')?.synonyms, ['acetaminofén', 'apap']);
  assert.equal(ingredients.get('paracetamol')?.isAntibiotic, false);
  assert.deepEqual(presentationById.get('010.000.0104.00')?.content, [{ ingredient: 'paracetamol', amount: 500, unit: 'mg', per: null }]);
  assert.deepEqual(presentations[1]?.content[0]?.per, { amount: 5, unit: 'mL' });
  assert.deepEqual(presentations[2]?.content[0]?.per, { amount: 1, unit: 'g' });
});

test('one clave in two packs is two presentations', () => {
  const { presentations } = catalogueOf({ ingredients: [paracetamol], presentations: [tablets, tablets.replace('10 tableta', '20 tableta')], brands: [] });
  assert.deepEqual(presentations.map(({ id }) => id), ['010.000.0104.00', '010.000.0104.00#2']);
});

for (const [called, texts] of Object.entries({
  'a doubled ingredient': { ingredients: [paracetamol, paracetamol], presentations: [], brands: [] },
  'an ingredient that is not held': { ingredients: [paracetamol], presentations: [tablets.replace('paracetamol', 'ibuprofeno')], brands: [] },
  'an unknown form': { ingredients: [paracetamol], presentations: [tablets.replace('tableta\t', 'pildora\t')], brands: [] },
  'an amount of nothing': { ingredients: [paracetamol], presentations: [tablets.replace('500', '0')], brands: [] },
  'a missing cell': { ingredients: [paracetamol.replace('\tmemory', '')], presentations: [], brands: [] },
  'a clave of another shape': { ingredients: [paracetamol], presentations: [tablets.replace('010.000.0104.00', '104')], brands: [] },
})) {
  test(`${called} is no catalogue`, () => { assert.throws(() => catalogueOf(texts)); });
}

test('the catalogue of the program is whole', () => {
  const { sha256, presentationById, presentations } = medicineCatalogue();
  assert.match(sha256, /^[0-9a-f]{64}$/);
  assert.equal(presentationById.size, presentations.length);
});
