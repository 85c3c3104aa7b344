import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { asOperator } from '#platform/postgres/operator.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import { asZip } from '#platform/spreadsheet/testing.ts';
import type { Cells } from '#platform/spreadsheet/testing.ts';
import { searchDiagnosesReply } from './contract.ts';
import { followCatalogue } from './follow-catalogue.ts';
import type { CatalogueFollower } from './follow-catalogue.ts';
import { checkIcd11File, icd11Maps, icd11Of, importIcd11Map } from './icd11-map.ts';
import { readIcd11Map } from './read-icd11-map.ts';
import { asMap, inventedMap, mapRow } from './testing.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
let follower: CatalogueFollower;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
  follower = await followCatalogue({ database: home.database, failed: (error) => { throw error; } });
});
after(async () => {
  follower.close();
  await house.close();
  await home.close();
});

const base = inventedMap();
const lastLine = base.length + 2;
const changed = (row: readonly string[], at: number, cell: string): readonly string[] => row.map((each, nth) => (nth === at ? cell : each));
const bring = (file: Buffer) => { const checked = checkIcd11File(file); return asOperator(home.ownerUrl, (tx) => importIcd11Map(tx, { clock: systemClock }, checked, 'operadora')); };

test('the text file and WHO’s ZIP read the same; headings go, a category without parts takes an X, blocks and finer codes are left out', () => {
  const rows: Cells = [...base, mapRow('A01', '1A07'), ['block', '1', 'A00-A09', 'I', 'Invented block', 'block', '1', 'http://id.who.int/icd/entity/2', '', '', '01', 'Invented'], mapRow('A30.12', '1A08'), mapRow('A02', '1A09&XN8P1/2B00.1')];
  const read = readIcd11Map(asMap(rows));
  assert.deepEqual(readIcd11Map(asZip({ 'mapping/readme.txt': 'x', 'mapping/10To11MapToOneCategory.txt': asMap(rows).toString('utf8') })), read);
  assert.equal(read.release, '2026-01');
  assert.equal(read.targets.length, 26 * 34 * 10 + 2);
  assert.deepEqual(read.targets.slice(-2).map(({ code, icd11 }) => [code, icd11]), [['A01X', '1A07'], ['A02X', '1A09&XN8P1/2B00.1']]);
  assert.equal(read.targets.some(({ code }) => code === 'A30X'), false);
});

test('a code that WHO gives no category is counted, not invented', () => {
  const none = [...mapRow('A01.0', '')];
  none[7] = 'No Mapping';
  assert.deepEqual(readIcd11Map(asMap([...base, none, mapRow('A01.1', ''), changed(mapRow('A01.2', '21'), 5, 'chapter')])).without, ['A010', 'A011', 'A012']);
});

const refusals: readonly (readonly [what: string, file: () => Buffer, said: RegExp])[] = [
  ['another header', () => Buffer.from('a\tb\n'), /^Line 1: the header is not that of/],
  ['an empty file', () => Buffer.alloc(0), /^Line 1: the header/],
  ['a row cut off', () => asMap([...base, ['category', '2', 'A01.1']]), new RegExp(`^Line ${String(lastLine)}: 3 cells`)],
  ['a code that is none', () => asMap([...base, mapRow('AA1', '1A00')]), new RegExp(`^Line ${String(lastLine)}: "AA1" is not an ICD-10 code`)],
  ['an ICD-11 code that is none', () => asMap([...base, mapRow('A01.1', '<script>')]), new RegExp(`^Line ${String(lastLine)}: "<script>" is not an ICD-11 code`)],
  ['a link elsewhere', () => asMap([...base, changed(mapRow('A01.1', '1A00'), 8, 'https://elsewhere.example/icd/release/11/2026-01/x')]), /is not a link of WHO/],
  ['a script as link', () => asMap([...base, changed(changed(mapRow('A01.1', '1A00'), 8, ''), 7, 'javascript:alert(1)')]), /is not a link of WHO/],
  ['a wrong encoding', () => asMap([...base, changed(mapRow('A01.1', '1A00'), 11, 'C\uFFFDlera')]), /wrong encoding/],
  ['a code twice', () => asMap([...base, mapRow('A30.1', '1A00')]), /A301 stands already on line 4: this is not the table with one category/],
  ['mixed releases', () => asMap([...base, mapRow('A01.1', '1A00', '2019-04')]), /mixes the releases 2026-01, 2019-04/],
  ['a part of it', () => asMap(base.slice(0, 500)), /at least 8000/],
  ['a ZIP without it', () => asZip({ 'other.txt': 'x' }), /holds no 10To11MapToOneCategory/],
  ['a ZIP cut short', () => asZip({ '10To11MapToOneCategory.txt': asMap(base).toString('utf8') }).subarray(0, 4_000), /truncated/],
];
for (const [what, file, said] of refusals) {
  test(`${what} is refused with the reason`, () => { assert.throws(() => readIcd11Map(file()), { message: said }); });
}

test('an imported table is shown beside the codes that are searched; a refused or half imported one leaves it in force', async () => {
  const found = async () => searchDiagnosesReply.parse((await doctor.call('GET', '/api/terminology/diagnoses?q=J039')).body).diagnoses[0];
  assert.equal((await found())?.icd11, null);
  const rows = base.map((row) => (row[2] === 'J30.9' ? mapRow('J30.9', 'CA08.0Z') : row));
  assert.deepEqual(await bring(asMap([...rows, mapRow('J03.9', 'CA03.Z')])).then(({ isNew, release, codes }) => [isNew, release, codes]), [true, '2026-01', 26 * 34 * 10 + 1]);
  assert.equal((await bring(asMap([...rows, mapRow('J03.9', 'CA03.Z')]))).isNew, false);
  await follower.look();
  assert.deepEqual((await found())?.icd11, { code: 'CA03.Z', title: 'Invented title CA03.Z', uri: 'http://id.who.int/icd/release/11/2026-01/mms/1', release: '2026-01' });
  assert.throws(() => checkIcd11File(asMap(base.slice(0, 9))));
  const checked = checkIcd11File(asMap(base));
  await assert.rejects(asOperator(home.ownerUrl, async (tx) => {
    await importIcd11Map(tx, { clock: systemClock }, checked, 'operadora');
    await tx.query('select pg_terminate_backend(pg_backend_pid())');
  }));
  await follower.look();
  assert.equal(icd11Of('J039')?.code, 'CA03.Z');
  assert.equal(icd11Of('Z999'), null);
  assert.equal((await asOperator(home.ownerUrl, icd11Maps)).length, 1);
  assert.equal((await home.asSuperuser('select 1 from audit.pending where action = \'icd11-map-imported\'')).length, 1);
});

test('an imported table is frozen, to the owner too, and no login of the house reads it but through its door', async () => {
  for (const text of ['update amate.icd11_map_code set title = \'other\'', 'delete from amate.icd11_map', 'truncate amate.icd11_map_code']) {
    await assert.rejects(home.asOwner(text), { code: 'AM001' }, text);
  }
  for (const login of ['amate_gate', 'amate_worker', 'amate_index'] as const) {
    await assert.rejects(home.database.withActor({ kind: 'gate', login }, (tx) => tx.query('select title from amate.icd11_map_code')), /permission denied/, login);
  }
});
