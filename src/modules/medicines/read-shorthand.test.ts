import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frequency } from '#kernel/medicine-line.ts';
import { medicineCatalogue } from './catalogue.ts';
import { readLineSchema } from './contract.ts';
import type { ReadLine } from './contract.ts';
import { readShorthand } from './read-shorthand.ts';
import { smallCatalogue } from './testing.ts';

const catalogue = smallCatalogue();
const read = (text: string): ReadLine => readLineSchema.parse(readShorthand(catalogue, text));

const timesOf = (frequency: Frequency | null): string => {
  switch (frequency?.kind) {
    case undefined: return '-';
    case 'every': return `c${String(frequency.hours)}`;
    case 'times': return `${String(frequency.perDay)}/d`;
    case 'pattern': return frequency.doses.join('-');
    case 'weekly': return `${String(frequency.everyWeeks)}sem`;
    case 'once': return 'once';
  }
};

/** A line in one row: generic, presentation, dose, route, frequency, as needed, duration, quantity; - is null. */
const rowOf = (text: string): string => {
  const found = read(text);
  if (!('line' in found)) return JSON.stringify(found);
  const { generic, presentation, dose, route, frequency, asNeeded, duration, quantity } = found.line;
  const days = duration === null ? '-' : 'days' in duration ? String(duration.days) : 'continuo';
  const handed = quantity === null ? '-' : `${String(quantity.value)} ${quantity.unit}${quantity.packs === null ? '' : ` x${String(quantity.packs)}`}`;
  return [generic, presentation.text.split(',')[0], dose === null ? '-' : `${String(dose.value)} ${dose.unit}`, route ?? '-', timesOf(frequency), asNeeded ?? '-', days, handed].join(' | ');
};

const lines = `
amox 500 c8 7d => Amoxicilina | cápsula 500 mg | 500 mg | oral | c8 | - | 7 | 21 cápsula x2
AMOX 500 C/8 7D => Amoxicilina | cápsula 500 mg | 500 mg | oral | c8 | - | 7 | 21 cápsula x2
amoxicilina 500 mg cada 8 horas por 7 días => Amoxicilina | cápsula 500 mg | 500 mg | oral | c8 | - | 7 | 21 cápsula x2
amoxicilina 500mg c8h x7d => Amoxicilina | cápsula 500 mg | 500 mg | oral | c8 | - | 7 | 21 cápsula x2
azi 500 c24 3d => Azitromicina | tableta 500 mg | 500 mg | oral | c24 | - | 3 | 3 tableta x1
azitromicina 500 mg iv c24 3d => Azitromicina | polvo para inyección 500 mg | 500 mg | intravenosa | c24 | - | 3 | 3 frasco x3
paracetamol 500 mg 1 tab vo c/8 h x 5 días prn dolor => Paracetamol | tableta 500 mg | 500 mg | oral | c8 | dolor | 5 | 15 tableta
paracetamol 500 mg tabletas: tomar 2 tabletas cada 8 horas por 3 días => Paracetamol | tableta 500 mg | 1000 mg | oral | c8 | - | 3 | 18 tableta
tomar 1 tab de paracetamol 500 mg c/6 h => Paracetamol | tableta 500 mg | 500 mg | oral | c6 | - | - | -
paracetamol quinientos miligramos una tableta cada doce horas por diez días => Paracetamol | tableta 500 mg | 500 mg | oral | c12 | - | 10 | 20 tableta
paracetamol gotas 15 gts c6 prn fiebre o dolor 3d => Paracetamol | gotas orales 100 mg/mL | 15 gota | oral | c6 | fiebre o dolor | 3 | 9 mL x1
paracetamol sup 300 c8 2d => Paracetamol | supositorio 300 mg | 300 mg | rectal | c8 | - | 2 | 6 supositorio x2
Tempra 500 c6 si hay fiebre => Paracetamol | tableta 500 mg | 500 mg | oral | c6 | fiebre | - | -
paracetamol 500 c8 sos => Paracetamol | tableta 500 mg | 500 mg | oral | c8 |  | - | -
010.000.0104.00 500 c8 3d => Paracetamol | tableta 500 mg | 500 mg | oral | c8 | - | 3 | 9 tableta x1
losartan 50 1-0-0 continuo => Losartán | tableta 50 mg | 50 mg | oral | 1-0-0 | - | continuo | 30 tableta x1
losartan 50 mg 1-0-1 uso continuo => Losartán | tableta 50 mg | 50 mg | oral | 1-0-1 | - | continuo | 60 tableta x2
losartan 100 c24 => Losartán | tableta 50 mg | 100 mg | oral | c24 | - | - | -
losartan 50 mg 1 en la mañana y 2 en la noche 30 d => Losartán | tableta 50 mg | 50 mg | oral | 1-0-2 | - | 30 | 90 tableta x3
losartan/hctz 50/12.5 1-0-0 1 mes => Losartán con hidroclorotiazida | tableta 50 mg + 12.5 mg | 1 tableta | oral | 1-0-0 | - | 30 | 30 tableta x1
metformina 850 bid 30 días => Metformina | tableta 850 mg | 850 mg | oral | 2/d | - | 30 | 60 tableta x2
metformina 850 b.i.d. 30 días => Metformina | tableta 850 mg | 850 mg | oral | 2/d | - | 30 | 60 tableta x2
metformina 850 1 tab desayuno y cena 30 d => Metformina | tableta 850 mg | 850 mg | oral | 1-0-1 | - | 30 | 60 tableta x2
metformina xr 500 c24 noche => Metformina | tableta de liberación prolongada 500 mg | 500 mg | oral | 0-0-1 | - | - | -
metformina 850 tid 2 semanas => Metformina | tableta 850 mg | 850 mg | oral | 3/d | - | 14 | 42 tableta x2
metformina 850 mg 3 veces al día 1 mes => Metformina | tableta 850 mg | 850 mg | oral | 3/d | - | 30 | 90 tableta x3
ibup susp 5 ml c8h 3d => Ibuprofeno | suspensión 100 mg/5 mL | 5 mL | oral | c8 | - | 3 | 45 mL x1
ibuprofeno 100mg/5ml 7.5 ml c/8 h 5d => Ibuprofeno | suspensión 100 mg/5 mL | 7.5 mL | oral | c8 | - | 5 | 112.5 mL x1
ibuprofeno susp 1 cucharadita c8 2d => Ibuprofeno | suspensión 100 mg/5 mL | 5 mL | oral | c8 | - | 2 | 30 mL x1
ibuprofeno susp 5 c8 => Ibuprofeno | suspensión 100 mg/5 mL | 5 mL | oral | c8 | - | - | -
ibuprofeno 400 c8 con alimentos 5d => Ibuprofeno | tableta 400 mg | 400 mg | oral | c8 | - | 5 | 15 tableta x2
amox susp 250 mg c8 7d => Amoxicilina | suspensión 500 mg/5 mL | 250 mg | oral | c8 | - | 7 | 52.5 mL x1
amoxicilina susp 500/5 5 ml c8 7d => Amoxicilina | suspensión 500 mg/5 mL | 5 mL | oral | c8 | - | 7 | 105 mL x2
amoxi clav 875 c12 7d => Amoxicilina con ácido clavulánico | tableta 875 mg + 125 mg | 1 tableta | oral | c12 | - | 7 | 14 tableta x2
amoxicilina con ácido clavulánico 875/125 mg 1 tab c/12h 10 d => Amoxicilina con ácido clavulánico | tableta 875 mg + 125 mg | 1 tableta | oral | c12 | - | 10 | 20 tableta x2
Augmentin susp 5 ml c12 7d => Amoxicilina con ácido clavulánico | suspensión 250 mg/5 mL + 62.5 mg/5 mL | 5 mL | oral | c12 | - | 7 | 70 mL x2
tmp/smx 80/400 2 tab bid 5d => Trimetoprima con sulfametoxazol | tableta 80 mg + 400 mg | 2 tableta | oral | 2/d | - | 5 | 20 tableta x1
omeprazol 20 c24 en ayunas 14 d => Omeprazol | cápsula 20 mg | 20 mg | oral | c24 | - | 14 | 14 cápsula x1
omeprazol 40 c24 14 d => Omeprazol |  | 40 mg | - | c24 | - | 14 | -
omeprazol 20 mg hs => Omeprazol | cápsula 20 mg | 20 mg | oral | 0-0-1 | - | - | -
salbutamol 2 disparos c/6h => Salbutamol | aerosol inhalado 100 mcg/dosis | 2 inhalación | inhalada | c6 | - | - | -
salbutamol 2 puff q6h prn falta de aire 10d => Salbutamol | aerosol inhalado 100 mcg/dosis | 2 inhalación | inhalada | c6 | falta de aire | 10 | 80 dosis x1
symbicort 160/4.5 2 inh c12 30d => Budesonida con formoterol | polvo inhalado 160 mcg/dosis + 4.5 mcg/dosis | 2 inhalación | inhalada | c12 | - | 30 | 120 dosis x2
clotrimazol crema vag 1 aplic noche 7d => Clotrimazol | crema vaginal 20 mg/g | 1 aplicación | vaginal | 0-0-1 | - | 7 | -
clotrimazol crema 1 aplicación tópica c12 14d => Clotrimazol | crema 10 mg/g | 1 aplicación | cutanea | c12 | - | 14 | -
prednisona 1 mg/kg/d => Prednisona |  | 1 mg/kg/d | oral | - | - | - | -
amoxicilina 15 mg/kg/dosis c8 7d => Amoxicilina |  | 15 mg/kg | oral | c8 | - | 7 | -
prednisona 10 mg mañana 5 mg noche 5d => Prednisona | tableta 5 mg | 5 mg | oral | 2-0-1 | - | 5 | 15 tableta x1
metotrexato 7.5 mg semanal => Metotrexato | tableta 2.5 mg | 7.5 mg | oral | 1sem | - | - | -
metotrexato 7,5 mg una vez por semana 4 semanas => Metotrexato | tableta 2.5 mg | 7.5 mg | oral | 1sem | - | 28 | 12 tableta x1
insulina glargina 10 ui noche => Insulina glargina | pluma prellenada 100 UI/mL | 10 [IU] | subcutanea | 0-0-1 | - | - | -
Lantus 20 U sc cada noche 30 d => Insulina glargina | pluma prellenada 100 UI/mL | 20 [IU] | subcutanea | 0-0-1 | - | 30 | 6 mL x2
insulina nph 20 ui mañana y 10 ui noche continuo => Insulina NPH | suspensión inyectable 100 UI/mL | 10 [IU] | subcutanea | 2-0-1 | - | continuo | 9 mL x1
glibenclamida ½ tab antes de los alimentos c12h 30d => Glibenclamida | tableta 5 mg | 0.5 tableta | oral | c12 | - | 30 | 30 tableta x1
glibenclamida media tableta cada 12 horas => Glibenclamida | tableta 5 mg | 0.5 tableta | oral | c12 | - | - | -
glibenclamida 1/2 tab c24 30d => Glibenclamida | tableta 5 mg | 0.5 tableta | oral | c24 | - | 30 | 15 tableta x1
warfarina 1½ tab c24 10d => Warfarina | tableta 5 mg | 1.5 tableta | oral | c24 | - | 10 | 15 tableta x1
warfarina una y media tabletas diario => Warfarina | tableta 5 mg | 1.5 tableta | oral | 1/d | - | - | -
levotiroxina 100 c24 ayunas continuo => Levotiroxina | tableta 100 mcg | 100 ug | oral | c24 | - | continuo | 30 tableta x1
levotiroxina 100 mcg en ayunas diario => Levotiroxina | tableta 100 mcg | 100 ug | oral | 1/d | - | - | -
aas 100 1-0-0 => Ácido acetilsalicílico | tableta 100 mg | 100 mg | oral | 1-0-0 | - | - | -
ketorolaco 30 mg im dosis única => Ketorolaco | solución inyectable 30 mg/mL | 30 mg | intramuscular | once | - | - | -
diclofenaco 75 im c24 3d => Diclofenaco | solución inyectable 75 mg/3 mL | 75 mg | intramuscular | c24 | - | 3 | 3 ampolleta x2
ceftriaxona 1 g im c24 3d => Ceftriaxona | polvo para inyección 1 g | 1 g | intramuscular | c24 | - | 3 | 3 frasco x3
ceftriaxona 500 mg im du => Ceftriaxona |  | 500 mg | intramuscular | once | - | - | -
fentanilo 1 parche cada 3 días 15 d => Fentanilo | parche 4.2 mg | 1 parche | transdermica | c72 | - | 15 | 5 parche x1
prednisona 50 cada tercer día 10 d => Prednisona | tableta 50 mg | 50 mg | oral | c48 | - | 10 | 5 tableta x1
timolol 1 gota ambos ojos c12 30d => Timolol | gotas oftálmicas 5 mg/mL | 1 gota | oftalmica | c12 | - | 30 | 3 mL x1
loratadina 10 c24 noche => Loratadina | tableta 10 mg | 10 mg | oral | 0-0-1 | - | - | -
loratadina jbe 5 ml c24 5d => Loratadina | jarabe 5 mg/5 mL | 5 mL | oral | c24 | - | 5 | 25 mL x1
clonazepam 2 mg noche => Clonazepam | tableta 2 mg | 2 mg | oral | 0-0-1 | - | - | -
amoxicilina => Amoxicilina |  | - | oral | - | - | - | -
metoprolol 100 => Metoprolol | tableta 100 mg | 100 mg | oral | - | - | - | -
cefalexina 500 c6 7 dias oral => Cefalexina | cápsula 500 mg | 500 mg | oral | c6 | - | 7 | 28 cápsula x2
naproxeno 250 2 tab c12 5d => Naproxeno | tableta 250 mg | 500 mg | oral | c12 | - | 5 | 20 tableta x1
clotrimazol crema 1% aplicar c/12 h 14 d => Clotrimazol | crema 10 mg/g | 1 aplicación | cutanea | c12 | - | 14 | -
insulina nph 10-0-5 => Insulina NPH | suspensión inyectable 100 UI/mL | 1 [IU] | subcutanea | 10-0-5 | - | - | -
omeprazol 20 mg 30 min antes del desayuno 14d => Omeprazol | cápsula 20 mg | 20 mg | oral | 1-0-0 | - | 14 | 14 cápsula x1
ibuprofeno 400 1c/8h #15 => Ibuprofeno | tableta 400 mg | 400 mg | oral | c8 | - | - | 15 tableta x2
metformina 850 1 tab con el desayuno y 2 con la cena => Metformina | tableta 850 mg | 850 mg | oral | 1-0-2 | - | - | -
timolol 1 gota en el ojo derecho c12 => Timolol | gotas oftálmicas 5 mg/mL | 1 gota | oftalmica | c12 | - | - | -
timolol 1 gota OD c12 => Timolol | gotas oftálmicas 5 mg/mL | 1 gota | oftalmica | c12 | - | - | -
Rp/ amoxicilina 500 mg cápsulas. Tomar 1 cápsula cada 8 hrs. por 7 días => Amoxicilina | cápsula 500 mg | 500 mg | oral | c8 | - | 7 | 21 cápsula x2
warfarina 1-0-0 => Warfarina | tableta 5 mg | 1 tableta | oral | 1-0-0 | - | - | -
paracetamol 1 g c8 PRN => Paracetamol | tableta 500 mg | 1 g | oral | c8 |  | - | -
salbutamol aerosol 100 mcg 2 inhalaciones c/6h => Salbutamol | aerosol inhalado 100 mcg/dosis | 2 inhalación | inhalada | c6 | - | - | -
glibenclamida 5 mg antes del desayuno y antes de la cena => Glibenclamida | tableta 5 mg | 5 mg | oral | 1-0-1 | - | - | -
penicilina benzatinica 1200000 ui im du => Bencilpenicilina benzatínica | polvo para inyección 1200000 UI | 1200000 [IU] | intramuscular | once | - | - | 1 frasco x1
penicilina benzatínica 1,200,000 UI im dosis única => Bencilpenicilina benzatínica | polvo para inyección 1200000 UI | 1200000 [IU] | intramuscular | once | - | - | 1 frasco x1
penicilina benzatínica 1.2 millones ui im du => Bencilpenicilina benzatínica | polvo para inyección 1200000 UI | 1200000 [IU] | intramuscular | once | - | - | 1 frasco x1
amox 5000 mg c8 7d => Amoxicilina |  | 5000 mg | oral | c8 | - | 7 | -
amoxicilina 250 mg c8 7d => Amoxicilina |  | 250 mg | oral | c8 | - | 7 | -
metoprolol 1000 mg c12 => Metoprolol | tableta 100 mg | 1000 mg | oral | c12 | - | - | -
losartan 50 mg/24 h => Losartán | tableta 50 mg | 50 mg | oral | c24 | - | - | -
losartan 50mg/d => Losartán | tableta 50 mg | 50 mg | oral | 1/d | - | - | -
prednisona 50 am => Prednisona | tableta 50 mg | 50 mg | oral | 1-0-0 | - | - | -
naproxeno 500 c12 5d => Naproxeno | tableta 250 mg | 500 mg | oral | c12 | - | 5 | 20 tableta x1
`.trim().split('\n').map((line) => line.split(' => '));

for (const [typed = '', row] of lines) {
  test(`“${typed}” is read whole`, () => { assert.equal(rowOf(typed), row); });
}

const asked: Readonly<Record<string, string>> = {
  'clonazepam 2 noche': 'dose-unit: mg, tableta, gota', 'pred 5 c24': 'medicine: Prednisona, Prednisolona', 'met 500 c8': 'medicine: Metformina, Metoprolol, Metronidazol, Metotrexato', 'parasetamol 500 c8': 'medicine: Paracetamol',
  'paracetamol 1,000 mg c8': 'number: 1000, 1', 'paracetamol 500 mg c/6-8 h': 'frequency: c/6 h, c/8 h', 'amox 500 c8 7d c12': 'frequency: ', 'amox 500 c8 7d 10d': 'duration: 7 días, 10 días', 'amox 500 c7 7d': 'frequency: c/7 h, c/7 días',
  'paracetamol 500 c8 no dar con alcohol': 'unread: no dar con alcohol', 'ketorolaco 30 mg im iv c8': 'route: intramuscular, intravenosa', 'paracetamol 500 mg 650 mg c8': 'dose: 500 mg, 650 mg', 'paracetamol 1-2 tab c8': 'dose: 1, 2',
  'glibenclamida 500 c24': 'dose-unit: mg, tableta', 'amoxicilina sin clavulanico 500 c8': 'unread: amoxicilina sin clavulanico', 'metotrexato 7.5 2 veces por semana': 'frequency: ', 'ceftriaxona 1 g im c24 3 dosis': 'duration: ', 'loratadina 10 OD': 'frequency: ', 'sitagliptina 100 c24': 'dose-unit: mg, g, mL, tableta', 'amox 5000 c8 7d': 'dose-unit: mg, cápsula', 'naproxeno 250 mg con paracetamol 1 tab c8': 'unread: con paracetamol', 'fentanilo 25 mcg/h c72': 'dose: ', 'cefalexina 500 1x3 7d': 'frequency: 1 tab 3 veces al día', 'amoxicilina 500 mg cap c8 (21)': 'dose: ', 'metformina 850 3 veces': 'frequency: 3 veces al día', 'amox 500 c8 0 d': 'duration: 0 días', 'amox 500 c0 7d': 'frequency: c/0 h, c/0 días',
};
for (const [typed, wanted] of Object.entries(asked)) {
  test(`“${typed}” is asked about`, () => {
    const found = read(typed);
    assert.ok('question' in found, JSON.stringify(found));
    assert.equal(`${found.question}: ${found.candidates.map(({ text }) => text).join(', ')}`, wanted);
  });
}

const refused: Readonly<Record<string, string>> = {
  '': 'empty', '   ': 'empty', 'c8 7d': 'no-medicine', '500 mg': 'no-medicine', '💊💊': 'no-medicine', 'xilofonamida 500 c8 7d': 'unknown-medicine', 'paracetamol -500 c8': 'impossible-number', 'paracetamol 0 mg c8': 'impossible-number',
  'paracetamol 999999999 mg c8': 'impossible-number', [`amox 500 c8 ${'x '.repeat(400)}`]: 'too-long', '__proto__ 5 c8': 'unknown-medicine',
};
for (const [typed, code] of Object.entries(refused)) {
  test(`“${typed.slice(0, 30)}” is refused: ${code}`, () => { assert.deepEqual(read(typed), { error: code }); });
}

test('a choice is the line typed anew, and reads', () => {
  const found = read('clonazepam 2 noche 10d');
  assert.ok('question' in found);
  assert.deepEqual(found.candidates.map(({ typed }) => typed), ['clonazepam 2 mg noche 10d', 'clonazepam 2 tableta noche 10d', 'clonazepam 2 gota noche 10d']);
  for (const { typed } of found.candidates) assert.ok('line' in read(typed ?? ''), String(typed));
});

test('a range and a doubtful rhythm are typed anew with the choice', () => {
  for (const [text, typed] of [['paracetamol 500 mg c/6-8 h 3d', ['paracetamol 500 mg c/6 h 3d', 'paracetamol 500 mg c/8 h 3d']], ['paracetamol 500 mg 1-2 tab c8', ['paracetamol 500 mg 1 tab c8', 'paracetamol 500 mg 2 tab c8']], ['cefalexina 500 mg 1x3 7d', ['cefalexina 500 mg 1 tab 3 veces al día 7d']]] as const) {
    const found = read(text);
    assert.ok('question' in found, text);
    assert.deepEqual(found.candidates.map((choice) => choice.typed), typed);
  }
});

test('a word that stands in no part of the line is told, and none of several presentations is chosen', () => {
  const found = read('paracetamol 500 mg 1 tab c8 3d campeón');
  assert.ok('line' in found);
  assert.deepEqual(found.unread, ['campeón']);
  assert.equal(found.line.presentation.id, null);
  assert.deepEqual(found.presentations.map(({ text }) => text), ['tableta 500 mg, envase con 10 tabletas', 'tableta 500 mg, envase con 20 tabletas']);
});

test('what was said beside is in the words to the patient', () => {
  const found = read('omeprazol 20 c24 en ayunas 14 d');
  assert.ok('line' in found);
  assert.equal(found.line.indications.es, 'Tome 1 cápsula (20 mg) por la boca cada 24 horas en ayunas durante 14 días.');
  assert.equal(found.line.indications.en, 'Take 1 capsule (20 mg) by mouth every 24 hours on an empty stomach for 14 days.');
});

test('a supply of thirty days and drops of a twentieth are said, since nobody said them', () => {
  const [supply, drops] = [read('losartan 50 1-0-0 continuo'), read('timolol 1 gota ambos ojos c12 30d')];
  assert.ok('line' in supply && 'line' in drops);
  assert.deepEqual([supply.remarks, drops.remarks], [['thirty-days'], ['twenty-drops-a-ml']]);
});

test('any text is answered, within what the contract says', () => {
  const words = ['amox', '500', 'c8', '7d', '1-0-1', 'mg', '/', '½', 'noche', 'prn', 'kg', '-', ',', 'y', 'cada', 'losartan', '0', '1e9', '٣', '💊', 'ui', 'susp', 'gotas', '%', '(', 'no'];
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  for (let turn = 0; turn < 3_000; turn += 1) {
    const text = Array.from({ length: 1 + (next() % 9) }, () => words[next() % words.length]).join(next() % 4 === 0 ? '' : ' ');
    const found = readLineSchema.safeParse(readShorthand(catalogue, text));
    assert.ok(found.success, `${text}: ${JSON.stringify(found.error?.issues)}`);
  }
});

test('a bare number after x, por or durante is how long, and asked: never how much is taken at once', () => {
  for (const [line, retyped] of [
    ['ceftriaxona 1 g IM c/24h x 3', 'ceftriaxona 1 g IM c/24h por 3 días'], ['diclofenaco 75 mg IM c/24h x 2', 'diclofenaco 75 mg IM c/24h por 2 días'], ['amox 500 c8 por 7', 'amox 500 c8 por 7 días'], ['complejo b IM c24 durante 5', 'complejo b IM c24 por 5 días'],
  ] as const) {
    const read = readShorthand(medicineCatalogue(), line);
    assert.ok('question' in read, line);
    assert.deepEqual([read.question, read.candidates.map(({ typed }) => typed)], ['duration', [retyped]], line);
  }
  for (const line of ['amox 500 c8 x 7 d', 'amox 500 c8 por 7 días', 'paracetamol 500 1 tab x 3 veces al dia']) assert.ok('line' in readShorthand(medicineCatalogue(), line), line);
});
