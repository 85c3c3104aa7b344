import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { asOperator } from '#platform/postgres/operator.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import { medicineCatalogue, ownMedicines, putInForce } from './catalogue.ts';
import { reviewReply, searchMedicinesReply } from './contract.ts';
import { followMedicines } from './follow-medicines.ts';
import type { MedicinesFollower } from './follow-medicines.ts';
import { checkMedicineFile, importMedicineFile, medicineFiles } from './import-medicines.ts';
import type { MedicineFileKind } from './medicine-file.ts';
import { resolveMedicine } from './resolve-medicine.ts';
import { classes, compendio, rxnorm, rxnormRow } from './testing.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
let follower: MedicinesFollower;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
  follower = await followMedicines({ database: home.database, failed: (error) => { throw error; } });
});
after(async () => {
  putInForce(null);
  follower.close();
  await house.close();
  await home.close();
});

const bring = (kind: MedicineFileKind, file: Buffer): Promise<boolean> => {
  const checked = checkMedicineFile(kind, file);
  return asOperator(home.ownerUrl, (tx) => importMedicineFile(tx, { clock: systemClock }, checked, 'operadora'));
};
const search = async (q: string) => searchMedicinesReply.parse((await doctor.call('GET', `/api/medicines/search?q=${encodeURIComponent(q)}&limit=20`)).body);
const resolved = (text: string): string => { const { status, ingredients, brand } = resolveMedicine(medicineCatalogue(), text); return `${status} ${ingredients.join('+')} ${brand ?? ''}`.trim(); };

const official = compendio([
  ['010.000.0104.00', 'Paracetamol', 'TABLETA. Cada tableta contiene: Paracetamol 500 mg.', 'Envase con 77 tabletas.'],
  ['010.000.9999.00', 'Paracetamol', 'TABLETA. Cada tableta contiene: Paracetamol 321 mg.', 'Envase con 10 o 20 tabletas.'],
  ['040.000.9998.00', 'Inventazepam', 'TABLETA. Cada tableta contiene: Inventazepam 1 mg.', 'Envase con 30 tabletas.'],
]);

test('the Compendio is in force without a restart: its claves are found, its word of a clave of ours holds, and what contradicts ours is named', async () => {
  assert.deepEqual((await search('010.000.9999')).medicines, []);
  const checked = checkMedicineFile('compendio', official);
  assert.ok(checked.findings.some(({ title, lines }) => title.includes('otherwise') && lines.some((line) => line.startsWith('010.000.0104.00 ours: paracetamol'))));
  assert.equal(await bring('compendio', official), true);
  await follower.look();
  const { catalogue, medicines } = await search('010.000.9999');
  assert.notEqual(catalogue.sha256, ownMedicines().sha256);
  assert.deepEqual(medicines.map(({ ingredients, presentation, presentationId }) => [ingredients.join(), presentation, presentationId]), [
    ['paracetamol', 'tableta 321 mg, envase con 10 tabletas', '010.000.9999.00'], ['paracetamol', 'tableta 321 mg, envase con 20 tabletas', '010.000.9999.00#2'],
  ]);
  assert.deepEqual((await search('010.000.0104')).medicines.map(({ presentation }) => presentation), ['tableta 500 mg, envase con 77 tabletas']);
});

test('a clave whose content could not be read is found by clave and name and prescribed as text, never as an ingredient that is checked', async () => {
  for (const typed of ['9998', '040.000.9998.00', 'inventazep']) {
    const found = (await search(typed)).medicines.find(({ clave }) => clave === '040.000.9998.00');
    assert.deepEqual(found, { presentationId: null, ingredients: [], generic: 'Inventazepam', brand: null, presentation: 'TABLETA. Cada tableta contiene: Inventazepam 1 mg. Envase con 30 tabletas.', routes: [], clave: '040.000.9998.00', facts: null }, typed);
  }
  assert.equal(resolved('Inventazepam'), 'unknown');
});

test('names of RxNorm resolve to our ingredients; of which a part is unknown none does; ours stand before them', async () => {
  const file = rxnorm([
    rxnormRow(161, 'IN', 'acetaminophen'), rxnormRow(5, 'SCD', 'acetaminophen 500 MG Extended Release Oral Tablet'),
    rxnormRow(2, 'BN', 'Inventylol'), rxnormRow(3, 'SBD', 'acetaminophen 500 MG Oral Tablet [Inventylol]'),
    rxnormRow(6, 'BN', 'Halfinvent'), rxnormRow(7, 'SBD', 'acetaminophen 500 MG / inventumab-1 5 MG Oral Tablet [Halfinvent]'),
    rxnormRow(8, 'BN', 'Losar'), rxnormRow(9, 'SBD', 'acetaminophen 500 MG Oral Tablet [Losar]'),
  ]);
  const checked = checkMedicineFile('rxnorm', file);
  const linesOf = (word: string) => checked.findings.find(({ title }) => title.includes(word))?.lines ?? [];
  assert.ok(linesOf('does not hold').includes('inventumab-1 (3)'));
  assert.deepEqual(linesOf('stand before'), ['Losar']);
  await bring('rxnorm', file);
  await follower.look();
  assert.equal(resolved('Inventylol'), 'resolved paracetamol Inventylol');
  assert.equal(resolved('acetaminophen 500 MG Extended Release Oral Tablet'), 'resolved paracetamol');
  assert.equal(resolved('acetaminophen 500 MG Oral Tablet [Inventylol]'), 'resolved paracetamol Inventylol');
  assert.equal(resolved('Halfinvent'), 'unknown');
  assert.equal((await search('inventyl')).medicines[0]?.ingredients.join(), 'paracetamol');
  assert.equal((await search('9998')).medicines[0]?.clave, '040.000.9998.00');
});

test('a list of classes proposes with its source, is never laxer than ours, and confirms nothing', async () => {
  const own = ownMedicines().ingredients;
  const [strict] = [...own.values()].filter(({ fraction }) => fraction === 'II');
  assert.ok(strict !== undefined && own.get('paracetamol')?.fraction === 'VI');
  const file = classes([['Paracetamol', 'IV', 'no', 'Lista inventada 2026'], [strict.es, 'VI', 'no', 'Lista inventada 2026'], ['Nadie lo conoce', 'I', '', 'Lista inventada 2026']]);
  const { findings, unread } = checkMedicineFile('classes', file);
  assert.deepEqual([unread, findings.map(({ lines }) => lines)], [1, [[strict.es], ['Nadie lo conoce']]]);
  await bring('classes', file);
  await follower.look();
  assert.equal(medicineCatalogue().ingredients.get(strict.key)?.fraction, 'II');
  const review = reviewReply.parse((await doctor.call('GET', '/api/medicines/review?subject=ingredient&q=paracetamol')).body);
  const row = review.rows.find(({ key }) => key === 'paracetamol');
  assert.deepEqual([row?.proposed, row?.source, row?.state, row?.fraction], ['IV', 'Lista inventada 2026 (lista importada)', 'draft', null]);
});

test('the same file again changes nothing; two imports at once come one after the other; each is in the audit with counts only', async () => {
  assert.equal(await bring('compendio', official), false);
  const newer = compendio([['010.000.9997.00', 'Paracetamol', 'TABLETA. Cada tableta contiene: Paracetamol 5 mg.', 'Envase con 10 tabletas.']]);
  assert.deepEqual((await Promise.all([bring('compendio', newer), bring('compendio', newer)])).toSorted(), [false, true]);
  await follower.look();
  assert.deepEqual((await search('010.000.9999')).medicines, []);
  const files = await asOperator(home.ownerUrl, medicineFiles);
  assert.deepEqual(files.map(({ kind, imported_by: by }) => `${kind} ${by}`), ['compendio operadora', 'classes operadora', 'rxnorm operadora', 'compendio operadora']);
  assert.equal((await home.asSuperuser('select 1 from audit.pending where action = \'medicine-file-imported\'')).length, 4);
});

test('an import that ends half way leaves what was in force', async () => {
  const checked = checkMedicineFile('compendio', compendio([]));
  const before = medicineCatalogue().sha256;
  await assert.rejects(asOperator(home.ownerUrl, async (tx) => {
    await importMedicineFile(tx, { clock: systemClock }, checked, 'operadora');
    await tx.query('select pg_terminate_backend(pg_backend_pid())');
  }));
  await follower.look();
  assert.equal(medicineCatalogue().sha256, before);
});

test('an imported file is frozen, to the owner too, and no login of the house reads the tables', async () => {
  for (const text of ['update amate.medicine_file_product set name = \'otra cosa\'', 'delete from amate.medicine_file', 'truncate amate.medicine_file_name', 'delete from amate.medicine_file_class']) {
    await assert.rejects(home.asOwner(text), { code: 'AM001' }, text);
  }
  for (const login of ['amate_gate', 'amate_worker', 'amate_index'] as const) {
    await assert.rejects(home.database.withActor({ kind: 'gate', login }, (tx) => tx.query('select name from amate.medicine_file_product')), /permission denied/, login);
  }
});
