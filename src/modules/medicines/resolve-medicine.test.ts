import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveMedicine } from './resolve-medicine.ts';
import { smallCatalogue } from './testing.ts';

const catalogue = smallCatalogue();

const resolved: Readonly<Record<string, string>> = {
  'paracetamol': 'paracetamol', 'Paracetamol': 'paracetamol', 'PARACETAMOL 500 MG TABS': 'paracetamol', 'paracetamol 500mg': 'paracetamol', 'Acetaminofén': 'paracetamol', 'acetaminophen': 'paracetamol',
  'Paracetamol gotas 100 mg/mL, frasco': 'paracetamol', 'apap': 'paracetamol', 'Tempra': 'paracetamol', 'tempra jarabe': 'paracetamol', 'TYLENOL 500': 'paracetamol', 'Tylenol (paracetamol)': 'paracetamol',
  'Metformina 850 mg tabs': 'metformina', 'clorhidrato de metformina': 'metformina', 'metformina clorhidrato 850 mg tableta': 'metformina', 'Glucophage XR 500 mg': 'metformina', 'metformin': 'metformina',
  'ibuprofeno': 'ibuprofeno', 'Ibuprofen 400': 'ibuprofeno', 'advil': 'ibuprofeno', 'AAS': 'acido acetilsalicilico', 'asa 100': 'acido acetilsalicilico', 'Aspirina': 'acido acetilsalicilico', 'aspirin': 'acido acetilsalicilico',
  'ácido acetilsalicílico 100 mg': 'acido acetilsalicilico', 'acetilsalicilico': 'acido acetilsalicilico', 'amoxicilina': 'amoxicilina', 'amoxicilina trihidratada 500 mg cápsulas': 'amoxicilina', 'amoxi': 'amoxicilina',
  'amoxi clavulanico': 'acido clavulanico|amoxicilina', 'amoxicilina con ácido clavulánico': 'acido clavulanico|amoxicilina', 'ácido clavulánico y amoxicilina': 'acido clavulanico|amoxicilina', 'amoxicilina/clavulanato': 'acido clavulanico|amoxicilina',
  'amoxicilina-clavulánico 875/125': 'acido clavulanico|amoxicilina', 'amoxiclav': 'acido clavulanico|amoxicilina', 'Augmentin': 'acido clavulanico|amoxicilina', 'amox/clav': 'acido clavulanico|amoxicilina', 'Augmentin amoxicilina': 'acido clavulanico|amoxicilina',
  'TMP/SMX': 'sulfametoxazol|trimetoprima', 'SMX-TMP': 'sulfametoxazol|trimetoprima', 'trimetoprima + sulfametoxazol': 'sulfametoxazol|trimetoprima', 'sulfametoxazol con trimetoprim 400/80': 'sulfametoxazol|trimetoprima', 'cotrimoxazol': 'sulfametoxazol|trimetoprima',
  'Bactrim': 'sulfametoxazol|trimetoprima', 'co-trimoxazole': 'sulfametoxazol|trimetoprima', 'losartan': 'losartan', 'Losartán potásico 50 mg': 'losartan', 'losartan potassium': 'losartan', 'losartan/hctz': 'hidroclorotiazida|losartan',
  'hctz con losartán': 'hidroclorotiazida|losartan', 'Losartán + hidroclorotiazida 50 mg/12.5 mg': 'hidroclorotiazida|losartan', 'valsartán': 'valsartan', 'Micardis': 'telmisartan', 'Micardis Plus': 'hidroclorotiazida|telmisartan',
  'Clarityne': 'loratadina', 'Clarityne-D': 'loratadina|pseudoefedrina', 'loratadina y pseudoefedrina': 'loratadina|pseudoefedrina', 'Janumet 50/850': 'metformina|sitagliptina', 'sitagliptina, metformina': 'metformina|sitagliptina',
  'omeprazol': 'omeprazol', 'esomeprazol': 'esomeprazol', 'besilato de amlodipino': 'amlodipino', 'amlodipina': 'amlodipino', 'valproato de magnesio': 'acido valproico', 'valproico': 'acido valproico',
  'carbonato de calcio': 'carbonato de calcio', 'calcio': 'calcio', 'insulina glargina': 'insulina glargina', 'insulina glargina 100 UI/mL': 'insulina glargina', 'glargina': 'insulina glargina', 'Lantus': 'insulina glargina', 'insulina NPH': 'insulina nph', 'nph': 'insulina nph',
  'penicilina benzatínica': 'bencilpenicilina benzatinica', 'Bencilpenicilina benzatínica 1200000 UI': 'bencilpenicilina benzatinica', 'maleato de timolol': 'timolol', 'timolol solución oftálmica': 'timolol', 'prednisona': 'prednisona', 'prednisolona': 'prednisolona',
  'clonazepam': 'clonazepam', 'clonidina': 'clonidina', 'levotiroxina sódica 100 mcg': 'levotiroxina', '010.000.0104.00': 'paracetamol', '0104': 'paracetamol', '010.000.0104': 'paracetamol', 'clave 2128': 'amoxicilina', '010 000 2127 00': 'amoxicilina',
  'symbicort 160/4.5': 'budesonida|formoterol', 'Formoterol/budesonida': 'budesonida|formoterol', '  paracetamol   ': 'paracetamol', 'paracetamol\n500 mg': 'paracetamol', 'ｐａｒａｃｅｔａｍｏｌ': 'paracetamol',
};

for (const [text, keys] of Object.entries(resolved)) {
  test(`${JSON.stringify(text)} is ${keys}`, () => {
    const { status, ingredients, candidates } = resolveMedicine(catalogue, text);
    assert.deepEqual({ status, ingredients: ingredients.join('|'), candidates }, { status: 'resolved', ingredients: keys, candidates: [] });
  });
}

// What must be among the candidates; none of them may be taken for it.
const suggested: Readonly<Record<string, string>> = {
  'parasetamol': 'paracetamol', 'paracetmol': 'paracetamol', 'paracetamlo 500': 'paracetamol', 'ivuprofeno': 'ibuprofeno', 'hibuprofeno': 'ibuprofeno', 'metfomina': 'metformina', 'metformima': 'metformina', 'amoxisilina': 'amoxicilina', 'amoxicilna': 'amoxicilina',
  'losarta': 'losartan', 'losartam': 'losartan', 'lozartan': 'losartan', 'omeprasol': 'omeprazol', 'diclofenako': 'diclofenaco', 'naproxeno sodicco': 'naproxeno', 'azitromisina': 'azitromicina', 'sefalexina': 'cefalexina', 'zefalexina': 'cefalexina',
  'prednisonna': 'prednisona', 'predni': 'prednisona', 'clonazepan': 'clonazepam', 'warfarin a': 'warfarina', 'tenpra': 'paracetamol', 'augmentim': 'acido clavulanico|amoxicilina', 'amoxicilina clavulanicoo': 'acido clavulanico|amoxicilina', 'paracetamol xyzqw': 'paracetamol',
  'losartan y foobarina': 'losartan', 'calcio, magnesio y zinc': 'calcio', 'Micardis Duo': 'telmisartan', 'Clarityne X': 'loratadina', 'insulina': 'insulina glargina', 'amoxicilina sin clavulanico': 'amoxicilina', 'alergia a paracetamol': 'paracetamol',
  'Tempra ibuprofeno': 'paracetamol', 'Tempra Augmentin': 'paracetamol', 'Doble': 'ibuprofeno', 'metotrexate': 'metotrexato', 'insulina 70/30': 'insulina nph', 'bencilpenicilina': 'bencilpenicilina benzatinica',
};

for (const [text, keys] of Object.entries(suggested)) {
  test(`${JSON.stringify(text)} is only suggested, ${keys} among others`, () => {
    const { status, ingredients, brand, candidates } = resolveMedicine(catalogue, text);
    assert.deepEqual({ status, ingredients, brand }, { status: 'suggested', ingredients: [], brand: null });
    assert.ok(candidates.some((candidate) => candidate.ingredients.join('|') === keys), JSON.stringify(candidates));
    assert.ok(candidates.length <= 6);
  });
}

for (const text of ['', '   ', '500 mg', 'tabletas', 'y', '/', '0999', '010.000.9999.00', 'xilofonamida', 'perro', 'zzzzzz', '💊', "'; drop database--", '<script>alert(1)</script>', '%00%00', '\u0000', 'x'.repeat(10_000), 'paracetamol '.repeat(900), `paracetamol ${'1 '.repeat(60)}`, '__proto__', 'constructor', 'toString', 'de', 'ab']) {
  test(`${JSON.stringify(text.slice(0, 30))} is unknown`, () => {
    assert.deepEqual(resolveMedicine(catalogue, text), { status: 'unknown', ingredients: [], brand: null, candidates: [] });
  });
}

test('a trade name is said beside what is in it', () => {
  assert.equal(resolveMedicine(catalogue, 'augmentin 875').brand, 'Augmentin');
  assert.equal(resolveMedicine(catalogue, 'amoxicilina').brand, null);
});

test('names that look alike are each themselves and never the other', () => {
  for (const key of ['prednisona', 'prednisolona', 'clonazepam', 'clonidina', 'lorazepam', 'loratadina', 'losartan', 'valsartan', 'metoprolol', 'metronidazol', 'omeprazol', 'esomeprazol']) {
    assert.deepEqual(resolveMedicine(catalogue, key).ingredients, [key]);
  }
});
