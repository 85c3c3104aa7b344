import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { asOperator } from '#platform/postgres/operator.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import { asXlsx } from '#platform/spreadsheet/testing.ts';
import type { Cells } from '#platform/spreadsheet/testing.ts';
import { catalogueText, ownCatalogue } from './catalogue.ts';
import { searchDiagnosesReply } from './contract.ts';
import { diagnosisFindings } from './diagnosis-findings.ts';
import { followCatalogue } from './follow-catalogue.ts';
import type { CatalogueFollower } from './follow-catalogue.ts';
import { catalogueVersions, checkOfficialFile, importCatalogue } from './import-catalogue.ts';
import { diagnosisByCode } from './search-diagnoses.ts';
import { header, rowFor } from './testing.ts';

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

/** Everything that stands in both, ours under invented terms: a stand-in for the official file. */
const ours = [...ownCatalogue().byCode.keys()];
const stems = new Set(ours.map((code) => code.slice(0, 3)));
/** Enough others to be as many as the official ones, under stems that ours leave free. */
const others = Array.from({ length: 26_000 }, (_, at) => `${String.fromCharCode(65 + (at % 26))}${String(Math.floor(at / 260)).padStart(2, '0')}${String(Math.floor(at / 26) % 10)}`)
  .filter((code) => !stems.has(code.slice(0, 3))).slice(0, 13_000);
const rows: Cells = [
  ...ours.map((code) => rowFor(code, `Término inventado de ${code}`, code === 'N40X' ? ['HOMBRE', '015A'] : [])),
  ...others.map((code) => rowFor(code, `Padecimiento de relleno ${code}, no especificado`)),
];
const without = (code: string): Buffer => asXlsx([header, ...rows.filter((row) => row[2] !== code)]);
const bring = (file: Buffer) => { const checked = checkOfficialFile(file); return asOperator(home.ownerUrl, (tx) => importCatalogue(tx, { clock: systemClock }, checked, 'operadora')); };
const found = async (q: string) => searchDiagnosesReply.parse((await doctor.call('GET', `/api/terminology/diagnoses?q=${encodeURIComponent(q)}&limit=10`)).body);

test('an imported catalogue is in force: its terms are shown, ours still find them, and the answer says whose words they are', async () => {
  assert.equal((await found('anginas')).diagnoses[0]?.source, 'amate');
  const done = await bring(asXlsx([header, ...rows]));
  assert.deepEqual([done.isNew, done.retired], [true, []]);
  await follower.look();
  const { catalogue, diagnoses } = await found('anginas');
  assert.equal(catalogue.name, 'CIE-10 oficial');
  assert.equal(catalogue.sha256, done.sha256);
  assert.deepEqual([diagnoses[0]?.code, diagnoses[0]?.display.es, diagnoses[0]?.source], ['J039', 'Término inventado de J039', 'official']);
  assert.equal((await found('termino inventado de j039')).diagnoses[0]?.code, 'J039');
});

test('GIIS-B015-LSEX, GIIS-B015-LAGE: the limits are the imported ones', () => {
  const coded = { code: 'N40X', catalogue: catalogueText(), term: 'Término inventado de N40X' };
  assert.deepEqual(diagnosisFindings(coded, { sex: 'M', years: 12 }).map(({ code }) => code), ['diagnosis-of-other-sex', 'diagnosis-of-other-age']);
  assert.deepEqual(diagnosisFindings(coded, { sex: 'H', years: 60 }), []);
});

test('what is typed every day is found among the first ten of the whole catalogue in at least 95 of 100 cases', async (context) => {
  const lines = readFileSync(new URL('data/typed-queries.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line.includes('\t') && !line.startsWith('#') && line !== 'query\tcode');
  const missed: string[] = [];
  for (const line of lines) {
    const [typed = '', code = ''] = line.split('\t');
    if (!(await found(typed)).diagnoses.some((each) => each.code === code)) missed.push(`${typed} (${code})`);
  }
  context.diagnostic(`missed: ${missed.join(', ')}`);
  assert.ok(lines.length >= 300 && missed.length <= lines.length * 0.05);
});

test('the same file again changes nothing', async () => {
  assert.equal((await bring(asXlsx([header, ...rows]))).isNew, false);
  assert.equal((await asOperator(home.ownerUrl, catalogueVersions)).length, 1);
});

test('a code that a newer file lacks is said, still read, and no longer offered nor accepted', async () => {
  const done = await bring(without('J039'));
  assert.deepEqual([done.retired, done.retiredInUse], [['J039'], []]);
  await follower.look();
  assert.equal(diagnosisByCode('J039')?.display.es, 'Término inventado de J039');
  assert.ok(!(await found('anginas')).diagnoses.some(({ code }) => code === 'J039'));
  assert.deepEqual((await found('J039')).diagnoses.filter(({ code }) => code === 'J039'), []);
  assert.deepEqual(diagnosisFindings({ code: 'J039', catalogue: catalogueText(), term: 'Término inventado de J039' }, { sex: null, years: null }).map(({ code }) => code), ['code-not-in-catalogue']);
});

test('a refused file leaves the one before in force, and so does an import that ends half way', async () => {
  const before = catalogueText();
  assert.throws(() => checkOfficialFile(asXlsx([header, ...rows.slice(0, 500)])), /begins with|whole catalogue/);
  const checked = checkOfficialFile(asXlsx([header, ...rows, rowFor('U999', 'Uno más')]));
  await assert.rejects(asOperator(home.ownerUrl, async (tx) => {
    await importCatalogue(tx, { clock: systemClock }, checked, 'operadora');
    await tx.query('select pg_terminate_backend(pg_backend_pid())');
  }));
  await follower.look();
  assert.equal(catalogueText(), before);
  const versions = await asOperator(home.ownerUrl, catalogueVersions);
  assert.deepEqual(versions.map(({ number, imported_by: by, retired }) => ({ number, by, retired })), [{ number: 2, by: 'operadora', retired: 1 }, { number: 1, by: 'operadora', retired: 0 }]);
  assert.equal((await home.asSuperuser('select 1 from audit.pending where action = \'diagnosis-catalogue-imported\'')).length, 2);
});

test('an imported version is frozen, to the owner too, and no login of the house reads the table', async () => {
  for (const text of ['update amate.diagnosis_catalogue_code set term = \'otra cosa\'', 'delete from amate.diagnosis_catalogue', 'truncate amate.diagnosis_catalogue_code']) {
    await assert.rejects(home.asOwner(text), { code: 'AM001' }, text);
  }
  for (const login of ['amate_gate', 'amate_worker', 'amate_index'] as const) {
    await assert.rejects(home.database.withActor({ kind: 'gate', login }, (tx) => tx.query('select term from amate.diagnosis_catalogue_code')), /permission denied/, login);
  }
});
