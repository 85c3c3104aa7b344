import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PresentationFacts } from './line-dose.ts';
import { reckonQuantity } from './line-quantity.ts';
import type { Amount, Duration, Frequency } from './medicine-line.ts';

const of = (form: string, strength: readonly [number, string, (readonly [number, string])?] | null, pack: readonly [number | null, string]): PresentationFacts => ({
  form, pack: { amount: pack[0], unit: pack[1] },
  content: strength === null ? [] : [{ amount: strength[0], unit: strength[1], per: strength[2] === undefined ? null : { amount: strength[2][0], unit: strength[2][1] } }],
});
const capsules = of('cápsula', [500, 'mg'], [12, 'cápsula']);
const tablets = of('tableta', [5, 'mg'], [20, 'tableta']);
const suspension = of('suspensión', [250, 'mg', [5, 'mL']], [60, 'mL']);
const combined: PresentationFacts = { form: 'tableta', content: [...tablets.content, ...capsules.content], pack: { amount: 10, unit: 'tableta' } };

const c = (hours: number): Frequency => ({ kind: 'every', hours });
const days = (count: number): Duration => ({ days: count });
const dose = (value: number, unit: string): Amount => ({ value, unit });
const reckoned = (line: { readonly dose: Amount | null; readonly frequency: Frequency | null; readonly duration: Duration | null }, presentation: PresentationFacts | null): string => {
  const found = reckonQuantity(line, presentation);
  return found === null ? '-' : [found.quantity.value, found.quantity.unit, found.quantity.packs ?? '?', ...found.remarks].join(' ');
};

const cases: readonly (readonly [string, string, Amount | null, Frequency | null, Duration | null, PresentationFacts | null])[] = [
  ['a capsule three times a day for a week', '21 cápsula 2', dose(500, 'mg'), c(8), days(7), capsules],
  ['two capsules of half the dose', '42 cápsula 4', dose(1, 'g'), c(8), days(7), capsules],
  ['capsules that are counted', '14 cápsula 2', dose(1, 'cápsula'), c(12), days(7), capsules],
  ['half a capsule is none', '-', dose(250, 'mg'), c(8), days(7), capsules],
  ['half tablets, rounded up at the end', '4 tableta 1', dose(2.5, 'mg'), c(24), days(7), tablets],
  ['a dose that no tablet makes', '-', dose(1.7, 'mg'), c(24), days(7), tablets],
  ['another unit of the same weight', '3 tableta 1', dose(5000, 'ug'), c(24), days(3), tablets],
  ['a pack that nobody chose', '21 cápsula ?', dose(500, 'mg'), c(8), days(7), of('cápsula', [500, 'mg'], [null, 'cápsula'])],
  ['every other day, rounded up', '4 tableta 1', dose(5, 'mg'), c(48), days(7), tablets],
  ['three times a day', '30 tableta 2', dose(5, 'mg'), { kind: 'times', perDay: 3 }, days(10), tablets],
  ['a scheme of the day, its doses multiples', '90 tableta 5', dose(5, 'mg'), { kind: 'pattern', doses: [1, 0, 2] }, days(30), tablets],
  ['once a week for a month', '15 tableta 1', dose(15, 'mg'), { kind: 'weekly', everyWeeks: 1 }, days(30), tablets],
  ['a single dose needs no duration', '2 tableta 1', dose(10, 'mg'), { kind: 'once' }, null, tablets],
  ['what goes on is thirty days, and says so', '30 tableta 2 thirty-days', dose(5, 'mg'), c(24), { continuous: true }, tablets],
  ['millilitres of milligrams', '52.5 mL 1', dose(125, 'mg'), c(8), days(7), suspension],
  ['a bottle whose rest is less than a dose', '63 mL 2', dose(7, 'mL'), c(24), days(9), suspension],
  ['a dose larger than a bottle', '140 mL 3', dose(70, 'mL'), c(24), days(2), suspension],
  ['a combination by weight', '-', dose(5, 'mg'), c(8), days(7), combined],
  ['a combination that is counted', '14 tableta 2', dose(1, 'tableta'), c(12), days(7), combined],
  ['drops of an assumed size, and says so', '9 mL 1 twenty-drops-a-ml', dose(15, 'gota'), c(6), days(3), of('gotas orales', [100, 'mg', [1, 'mL']], [15, 'mL'])],
  ['drops by weight need no size', '6 mL 1', dose(50, 'mg'), c(6), days(3), of('gotas orales', [100, 'mg', [1, 'mL']], [15, 'mL'])],
  ['puffs of an inhaler', '80 dosis 1', dose(2, 'inhalación'), c(6), days(10), of('aerosol inhalado', [100, 'ug', [1, 'dosis']], [200, 'dosis'])],
  ['micrograms of an inhaler', '80 dosis 1', dose(200, 'ug'), c(6), days(10), of('aerosol inhalado', [100, 'ug', [1, 'dosis']], [200, 'dosis'])],
  ['units of insulin', '6 mL 2', dose(20, '[IU]'), c(24), days(30), of('pluma prellenada', [100, '[IU]', [1, 'mL']], [3, 'mL'])],
  ['ampoules that say what one holds', '3 ampolleta 2', dose(75, 'mg'), c(24), days(3), of('solución inyectable', [75, 'mg', [3, 'mL']], [2, 'ampolleta'])],
  ['ampoules that do not', '-', dose(30, 'mg'), c(24), days(3), of('solución inyectable', [30, 'mg', [1, 'mL']], [3, 'ampolleta'])],
  ['half a vial is a vial each time', '3 frasco 3', dose(500, 'mg'), c(24), days(3), of('polvo para inyección', [1, 'g'], [1, 'frasco'])],
  ['a cream by application', '-', dose(1, 'aplicación'), c(12), days(7), of('crema', [10, 'mg', [1, 'g']], [30, 'g'])],
  ['a dose by weight of the patient', '-', dose(10, 'mg/kg'), c(8), days(7), suspension],
  ['no dose', '-', null, c(8), days(7), capsules],
  ['no frequency', '-', dose(500, 'mg'), null, days(7), capsules],
  ['no duration', '-', dose(500, 'mg'), c(8), null, capsules],
  ['no presentation', '-', dose(500, 'mg'), c(8), days(7), null],
  ['fractions that binary numbers lack', '3 mL 1', dose(0.1, 'mL'), c(8), days(10), of('gotas orales', [1, 'mg', [1, 'mL']], [15, 'mL'])],
];

for (const [called, quantity, each, frequency, duration, presentation] of cases) {
  test(`${called}: ${quantity}`, () => { assert.equal(reckoned({ dose: each, frequency, duration }, presentation), quantity); });
}

test('never less than what is taken', () => {
  for (const hours of [4, 6, 8, 12, 24, 36, 48]) {
    for (let count = 1; count <= 31; count += 1) {
      const found = reckonQuantity({ dose: dose(2.5, 'mg'), frequency: c(hours), duration: days(count) }, tablets);
      assert.ok(found !== null && found.quantity.value >= ((count * 24) / hours) * 0.5 && (found.quantity.packs ?? 0) * 20 >= found.quantity.value, `${String(hours)} ${String(count)}`);
    }
  }
});
