import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownMedicines } from './catalogue.ts';
import { readProduct } from './read-product.ts';
import { resolveMedicine } from './resolve-medicine.ts';

const read = (name: string, text: string) => readProduct(ownMedicines(), resolveMedicine(ownMedicines(), name).ingredients, text);
const shown = (name: string, text: string): string => {
  const product = read(name, text);
  if (product === null) return 'unread';
  const content = product.content.map(({ ingredient, amount, unit, per }) => `${ingredient} ${String(amount)} ${unit}${per === null ? '' : `/${String(per.amount)} ${per.unit}`}`).join(' + ');
  return `${content} | ${product.form} | ${product.routes.join()} | ${product.packs.map(({ amount, unit }) => `${String(amount)} ${unit}`).join(', ')}`;
};

const said: readonly (readonly [string, string, string])[] = [
  ['Paracetamol', 'TABLETA Cada tableta contiene: Paracetamol 500 mg Envase con 10 tabletas.', 'paracetamol 500 mg | tableta | oral | 10 tableta'],
  ['Losartán', 'GRAGEA O COMPRIMIDO RECUBIERTO. Cada gragea o comprimido recubierto contiene: Losartán potásico 50 mg. Envase con 30 grageas o comprimidos recubiertos.', 'losartan 50 mg | gragea | oral | 30 gragea'],
  ['Amoxicilina', 'SUSPENSIÓN ORAL. Cada frasco con polvo contiene: Amoxicilina trihidratada equivalente a 7.5 g de amoxicilina. Envase con polvo para 75 ml (500 mg/5 ml).', 'unread'],
  ['Amoxicilina', 'SUSPENSIÓN ORAL. Cada 5 ml contienen: Amoxicilina trihidratada 574 mg equivalente a 500 mg de amoxicilina. Envase con 75 ml.', 'amoxicilina 500 mg/5 mL | suspensión | oral | 75 mL'],
  ['Amoxicilina con ácido clavulánico', 'TABLETA. Cada tableta contiene: Amoxicilina trihidratada equivalente a 500 mg de amoxicilina. Clavulanato de potasio equivalente a 125 mg de ácido clavulánico. Envase con 12 o 16 tabletas.', 'acido clavulanico 125 mg + amoxicilina 500 mg | tableta | oral | 12 tableta, 16 tableta'],
  ['Bencilpenicilina benzatínica', 'SUSPENSIÓN INYECTABLE. Cada frasco ámpula con polvo contiene: Benzatina bencilpenicilina equivalente a 1 200 000 UI. Vía intramuscular. Envase con un frasco ámpula.', 'bencilpenicilina benzatinica 1200000 [IU] | suspensión inyectable | intramuscular | 1 frasco'],
  ['Salbutamol', 'SUSPENSIÓN EN AEROSOL. Cada inhalador contiene: Salbutamol 20 mg. Envase con inhalador con 200 dosis.', 'unread'],
  ['Salbutamol', 'SUSPENSIÓN EN AEROSOL. Cada inhalación contiene: Salbutamol 100 µg. Envase con 200 dosis.', 'salbutamol 100 ug/1 dosis | aerosol inhalado | inhalada | 200 dosis'],
  ['Metamizol', 'SOLUCIÓN INYECTABLE. Cada ampolleta contiene: Metamizol sódico 1 g. Envase con 3 ampolletas con 2 ml.', 'metamizol 1 g/2 mL | solución inyectable |  | 3 ampolleta'],
  ['Ampicilina', 'POLVO PARA INYECCIÓN. Cada frasco ámpula con polvo contiene: Ampicilina 500 mg. Envase con un frasco ámpula y una ampolleta con 2 ml de diluyente.', 'ampicilina 500 mg | polvo para inyección |  | 1 frasco'],
  ['Paracetamol', 'SOLUCIÓN ORAL Cada ml contiene: Paracetamol 100 mg Envase con 15 ml y cuchara de 5 ml.', 'paracetamol 100 mg/1 mL | solución oral | oral | 15 mL'],
  ['Clotrimazol', 'CREMA. Cada 100 g contienen: Clotrimazol 2 g. Envase con 3 tubos con 20 g.', 'unread'],
  ['Paracetamol', 'TABLETA Cada tableta contiene: Metamizol sódico 500 mg Envase con 10 tabletas.', 'unread'],
  ['Amoxicilina con ácido clavulánico', 'TABLETA. Cada tableta contiene: Amoxicilina trihidratada 574 mg equivalente a 500 mg de amoxicilina. Clavulanato de potasio equivalente a 125 mg de ácido clavulánico. Envase con 12 tabletas.', 'acido clavulanico 125 mg + amoxicilina 500 mg | tableta | oral | 12 tableta'],
  ['Clotrimazol', 'CREMA. Cada 100 g contienen: Clotrimazol 2 g. Envase con 20 g.', 'clotrimazol 2 g/100 g | crema | cutanea | 20 g'],
  ['Paracetamol', 'SOLUCIÓN ORAL Cada ml contiene: Paracetamol 100 mg Envase con 15 ml, gotero calibrado.', 'paracetamol 100 mg/1 mL | solución oral | oral | 15 mL'],
  ['Paracetamol', 'Algo sin forma 500 mg', 'unread'], ['Paracetamol', 'TABLETA Cada tableta contiene: 500 mg y 650 mg. Envase con 10 tabletas', 'unread'], ['Paracetamol', '', 'unread'],
];

for (const [name, text, product] of said) {
  test(`an official text is read one way or not at all: ${text.slice(0, 60)}`, () => { assert.equal(shown(name, text), product); });
}

test('hostile text ends at once and is no product', () => {
  for (const text of ['envase con '.repeat(20_000), '1 '.repeat(50_000), `tableta ${'equivalente a 1 mg '.repeat(10_000)}`, '\u0000\uFFFF'.repeat(1_000)]) read('Paracetamol', text);
});
