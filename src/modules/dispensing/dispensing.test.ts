import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import { aLine, aStamper, bringConstancia, confirmMedicines, constanciaOver, printPrescription } from '#test/prescriptions.ts';
import type { Printed } from '#test/prescriptions.ts';
import { codeHolder } from './open-code.ts';
import { anAct, openCodeServer } from './testing.ts';
import type { CodeServer } from './testing.ts';

let home: TestDatabase;
let house: House;
let doctorMember: Member;
let doctor: Caller;
let desk: Caller;
let codes: CodeServer;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctorMember = await house.hire(['physician']);
  doctor = await house.signIn(doctorMember);
  desk = await house.signIn(await house.hire(['receptionist']));
  codes = await openCodeServer({ ownerUrl: home.ownerUrl, rootKey: testRootKey }, [house.authority.certificateDer]);
});
after(async () => {
  await codes.close();
  await house.close();
  await home.close();
});

/** A signed prescription and the token that its code holds. */
const printed = async (lines: readonly PrescriptionLine[] = [aLine()], surname = 'Quintanar'): Promise<Printed> =>
  printPrescription({ doctor, efirma: house.efirmaOf(doctorMember), patientId: await house.register(desk, surname) }, lines);

const ledger = async (id: string): Promise<{ voided: unknown; items: { quantity: number; fill: number; line: number }[] }[]> =>
  ((await doctor.call('GET', `/api/prescriptions/${id}/dispensings`)).body['acts'] ?? []) as never;

test('RX-VERIFY: the page shows prescriber, cédula, lines and what is left, and neither name nor diagnosis', async () => {
  const { token } = await printed([aLine()], 'Zacatenco');
  const { status, text, headers } = await codes.call(`/v/${token}`);
  assert.equal(status, 200);
  for (const word of ['Receta vigente', 'Paracetamol', '7000001', 'Por surtir: 9 tableta', 'DEMOSTRACIÓN']) assert.ok(text.includes(word), word);
  for (const word of ['Zacatenco', 'Desconocid', 'J029', 'Faringitis']) assert.ok(!text.includes(word), word);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.ok(!/<script/i.test(text));
});

test('NOM151-1: the page asks for the paper until a trusted provider’s constancia is there, and calls the file the original then', async () => {
  await confirmMedicines(doctor, ['amoxicilina']);
  const { id, token } = await printed([aLine({ ingredients: ['amoxicilina'], generic: 'Amoxicilina', presentation: { id: null, text: 'cápsula 500 mg' }, dose: { value: 500, unit: 'mg' }, quantity: { value: 9, unit: 'cápsula', packs: null } })]);
  const pdf = (await doctor.call('GET', `/api/prescriptions/${id}/pdf`)).raw;
  assert.equal((await bringConstancia(doctor, id, constanciaOver(pdf, aStamper(house.authority, 'Nadie la conoce')))).status, 201);
  assert.ok((await codes.call(`/v/${token}`)).text.includes('pida el impreso con firma autógrafa'));
  await mkdir(join(house.dataFolder, 'trusted-stamps', 'nom-151'), { recursive: true });
  await writeFile(join(house.dataFolder, 'trusted-stamps', 'nom-151', 'raiz.cer'), house.authority.certificateDer);
  assert.equal((await bringConstancia(doctor, id, constanciaOver(pdf, aStamper(house.authority)))).status, 201);
  assert.ok((await codes.call(`/v/${token}`)).text.includes('Original electrónico con constancia NOM-151'));
});

test('RX-VERIFY: an altered, unknown or malformed token finds nothing, and all look the same', async () => {
  const { token } = await printed();
  const altered = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
  const answers = await Promise.all([altered, '0'.repeat(32), 'x', '..%2f..%2fetc', token.toUpperCase()].map((each) => codes.call(`/v/${each}`)));
  for (const { status, text } of answers) {
    assert.equal(status, 404);
    assert.equal(text.replaceAll(/\/v\/[^?]+/g, ''), answers[0]?.text.replaceAll(/\/v\/[^?]+/g, ''));
  }
});

test('RX-VERIFY: a hundred requests in a minute are throttled', async () => {
  const { token } = await printed();
  const answers: number[] = [];
  for (let at = 0; at < 100; at += 1) answers.push((await codes.call(`/v/${token}`, undefined, 'one-phone')).status);
  assert.equal(answers.filter((status) => status === 429).length, 40);
  const unknown: number[] = [];
  for (let at = 0; at < 30; at += 1) unknown.push((await codes.call(`/v/${'1'.repeat(32)}`, undefined, 'a-guesser')).status);
  assert.equal(unknown.filter((status) => status === 429).length, 10);
});

test('RX-DISP: handed over in parts until nothing is left, and never more', async () => {
  const { id, token } = await printed();
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '4' }))).status, 201);
  assert.match((await codes.call(`/v/${token}`)).text, /Por surtir: 5 tableta/);
  const more = await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '6' }));
  assert.equal(more.status, 409);
  assert.match(more.text, /Es más de lo que queda/);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '5' }))).status, 201);
  assert.match((await codes.call(`/v/${token}`)).text, /Ya se surtió completa/);
  assert.deepEqual((await ledger(id)).map(({ items }) => items[0]?.quantity), [4, 5]);
  const list = await doctor.call('GET', `/api/prescriptions/${id}`);
  assert.equal(list.status, 200);
});

test('RX-DISP: of two hundred who want the last fill at once exactly one gets it', async () => {
  const { id, token } = await printed();
  const answers = await Promise.all(Array.from({ length: 200 }, () => codes.database.withActor(codeHolder, (tx) => tx.query<{ outcome: { outcome: string } }>(
    'select pharmacy.dispense((select sha256(convert_to($1, \'UTF8\'))), $2::jsonb) as outcome', [`amate/token:${token}`, JSON.stringify({
      request_id: randomUUID(), by_kind: 'pharmacist', licence: '7654321', by_name: 'Farmacéutica', establishment: 'Farmacia Inventada', address: '', retained: false, void_secret_sha256: '0'.repeat(64),
      items: [{ line: 1, quantity: 9, brand: 'Marca', lot: 'L1', expires_on: '2031-01-31', acquired_on: null }],
    })]))));
  assert.equal(answers.filter(([row]) => row?.outcome.outcome === 'done').length, 1);
  assert.equal(answers.filter(([row]) => row?.outcome.outcome === 'refused').length, 199);
  assert.equal((await ledger(id)).length, 1);
});

test('RX-DISP: the same request sent again changes nothing, and with other data it is refused', async () => {
  const { id, token } = await printed();
  const act = anAct({ 'quantity-1': '3' });
  assert.equal((await codes.call(`/v/${token}/surtidos`, act)).status, 201);
  const again = await codes.call(`/v/${token}/surtidos`, act);
  assert.equal(again.status, 200);
  assert.match(again.text, /no se repitió/);
  const other = await codes.call(`/v/${token}/surtidos`, { ...act, 'quantity-1': '2' });
  assert.equal(other.status, 409);
  assert.equal((await ledger(id)).length, 1);
});

test('RX-DISP: voided with the receipt’s code alone; it stays and its units are due again', async () => {
  const { id, token } = await printed();
  const done = await codes.call(`/v/${token}/surtidos`, anAct());
  const code = /class="code">([0-9A-Z-]+)</.exec(done.text)?.[1] ?? '';
  const act = /<option value="([0-9a-f-]{36})"/.exec((await codes.call(`/v/${token}`)).text)?.[1] ?? '';
  assert.equal((await codes.call(`/v/${token}/anulaciones`, { act, code: 'AAAAA-AAAAA', reason: 'me equivoqué' })).status, 409);
  assert.equal((await codes.call(`/v/${token}/anulaciones`, { act, code: code.toLowerCase(), reason: 'me equivoqué de lote' })).status, 200);
  assert.equal((await codes.call(`/v/${token}/anulaciones`, { act, code, reason: 'otra vez' })).status, 409);
  const acts = await ledger(id);
  assert.equal(acts.length, 1);
  assert.notEqual(acts[0]?.voided, null);
  assert.match((await codes.call(`/v/${token}`)).text, /Por surtir: 9 tableta/);
});

test('what was cancelled is handed over no more, also while both happen at once', async () => {
  const { id, token } = await printed();
  assert.equal((await doctor.call('POST', `/api/prescriptions/${id}/cancellation`, { reason: 'wrong-medicine', words: '' })).status, 200);
  assert.match((await codes.call(`/v/${token}`)).text, /No surtir: receta cancelada/);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct())).status, 409);
  assert.equal((await ledger(id)).length, 0);
});

test('a flipped byte of what is stored is told as altered and hands nothing over', async () => {
  const { id, token } = await printed();
  await home.asSuperuser('alter table rx.signed disable trigger frozen', []);
  await home.asSuperuser('update rx.signed set payload_signature = set_byte(payload_signature, 3, (get_byte(payload_signature, 3) + 1) % 256) where prescription_id = $1', [id]);
  await home.asSuperuser('alter table rx.signed enable trigger frozen', []);
  const { text } = await codes.call(`/v/${token}`);
  assert.match(text, /No surtir: la firma no corresponde/);
  assert.ok(!text.includes('Paracetamol'), 'what nobody vouches for is not shown');
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct())).status, 409);
});

test('a public copy put under another prescription’s token opens nothing', async () => {
  const one = await printed();
  const other = await printed([aLine({ generic: 'Ibuprofeno', ingredients: ['ibuprofeno'] })]);
  await home.asSuperuser('alter table rx.public_copy disable trigger frozen', []);
  await home.asSuperuser('update rx.public_copy a set sealed = b.sealed from rx.public_copy b where a.prescription_id = $1 and b.prescription_id = $2', [one.id, other.id]);
  await home.asSuperuser('alter table rx.public_copy enable trigger frozen', []);
  assert.equal((await codes.call(`/v/${one.token}`)).status, 404);
});

for (const [called, changes] of Object.entries({
  'no quantity': { 'quantity-1': '' }, 'a negative quantity': { 'quantity-1': '-1' }, 'an exponent': { 'quantity-1': '1e3' }, 'not a number': { 'quantity-1': 'NaN' }, 'too fine a quantity': { 'quantity-1': '0.0001' },
  'an immense quantity': { 'quantity-1': '99999999999' }, 'no lot': { 'lot-1': ' ' }, 'a control character': { 'lot-1': 'L\u0000' }, 'a name of ten thousand letters': { name: 'a'.repeat(10_000) }, 'no licence': { licence: '' },
  'a licence with quotes': { licence: "12345' or 1=1" }, 'an expiry that is no day': { 'expires-1': '2031-13' }, 'an expired product': { 'expires-1': '2020-01' }, 'no request': { request: 'x' },
})) {
  test(`${called} hands nothing over`, async () => {
    const { id, token } = await printed();
    const { status } = await codes.call(`/v/${token}/surtidos`, anAct(changes));
    assert.ok([409, 422].includes(status), String(status));
    assert.equal((await ledger(id)).length, 0);
  });
}

test('hostile words come back as text', async () => {
  const { token } = await printed();
  const hostile = '"><script>alert(1)</script>';
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '1', establishment: hostile, 'brand-1': hostile }))).status, 201);
  const { text } = await codes.call(`/v/${token}`);
  assert.ok(!text.includes('<script>'));
  assert.ok(text.includes('&lt;script&gt;'));
});

test('a body beyond sixteen kilobytes is refused unread', async () => {
  const { token } = await printed();
  const { status } = await codes.call(`/v/${token}/surtidos`, anAct({ address: 'a'.repeat(100_000) })).catch(() => ({ status: 413 }));
  assert.equal(status, 413);
});

test('the login behind printed codes reads no table and runs three functions alone', async () => {
  const relations = await home.asSuperuser('select n.nspname || \'.\' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in (\'r\', \'v\', \'m\') and n.nspname not in (\'pg_catalog\', \'information_schema\', \'pg_toast\')') as { name: string }[];
  assert.ok(relations.length > 50);
  for (const { name } of relations) {
    await assert.rejects(codes.database.withActor(codeHolder, (tx) => tx.query(`select 1 from ${name} limit 1`)), (error: { code?: string }) => error.code === '42501', name);
  }
  const functions = await home.asSuperuser('select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = \'pharmacy\' and has_function_privilege(\'amate_pharmacy\', p.oid, \'execute\') order by 1') as { name: string }[];
  assert.deepEqual(functions.map(({ name }) => name), ['dispense', 'find', 'void']);
});

test('RX-ATB-1: the log is a table of at most a year, for whoever reads records', async () => {
  const answer = await doctor.call('GET', '/api/dispensing-log?from=2020-01-01&to=2020-12-31');
  assert.equal(answer.status, 200);
  assert.match(answer.raw.toString('utf8'), /^\uFEFF"folio","fecha_adquisicion"/);
  assert.equal((await doctor.call('GET', '/api/dispensing-log?from=2020-01-01&to=2026-12-31')).status, 400);
  assert.equal((await desk.call('GET', '/api/dispensing-log?from=2020-01-01&to=2020-12-31')).status, 403);
});

const controlled = (changes: Partial<PrescriptionLine>): PrescriptionLine =>
  aLine({ ingredients: ['clonazepam'], generic: 'Clonazepam', presentation: { id: null, text: 'tableta 2 mg' }, duration: { days: 30 }, frequency: { kind: 'every', hours: 24 }, quantity: { value: 30, unit: 'tableta', packs: 1 }, ...changes });

test('RX-CTRL-3: fraction II is filled whole, once, and stays with the pharmacy; its page says that paper is the original', async () => {
  const { id, token } = await printed([controlled({})]);
  const { text } = await codes.call(`/v/${token}`);
  assert.match(text, /El original es el papel/);
  assert.match(text, /Fracción II: conserve la receta/);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '15', retained: 'yes' }))).status, 409);
  assert.match((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '30' }))).text, /La ley pide conservar la receta/);
  assert.equal((await ledger(id)).length, 0);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '30', retained: 'yes' }))).status, 201);
});

test('RX-CTRL-3: presented on day 31 it is not handed over', async () => {
  const { id, token } = await printed([controlled({})]);
  await home.asSuperuser('alter table rx.signed disable trigger frozen', []);
  await home.asSuperuser('update rx.signed set valid_until = (now() at time zone \'America/Mexico_City\')::date - 1 where prescription_id = $1', [id]);
  await home.asSuperuser('alter table rx.signed enable trigger frozen', []);
  assert.match((await codes.call(`/v/${token}`)).text, /No surtir: la vigencia terminó/);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '30', retained: 'yes' }))).status, 409);
});

test('RX-CTRL-4: fraction III is filled three times, one fill an act; of two third fills at once one is made, and the next is refused', async () => {
  const { id, token } = await printed([controlled({ ingredients: ['risperidona'], generic: 'Risperidona', fills: 3 })]);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '60' }))).status, 409, 'two fills at once are too many');
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '30' }))).status, 201);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '30' }))).status, 201);
  assert.match((await codes.call(`/v/${token}`)).text, /surtido 3 de 3/);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '30' }))).status, 409, 'the third is retained');
  const both = await Promise.all([1, 2].map(() => codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '30', retained: 'yes' }))));
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '30', retained: 'yes' }))).status, 409);
  assert.deepEqual((await ledger(id)).map(({ items }) => items[0]?.fill), [1, 2, 3]);
});

test('RX-ATB-1: an antibiotic that was handed over stands in the log, and whoever reads it is noted with whose it was', async () => {
  await confirmMedicines(doctor, ['amoxicilina']);
  const { token, patientId } = await printed([aLine({ ingredients: ['amoxicilina'], generic: 'Amoxicilina', presentation: { id: null, text: 'cápsula 500 mg' }, dose: { value: 500, unit: 'mg' }, duration: { days: 7 }, quantity: { value: 21, unit: 'cápsula', packs: null } })]);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct({ 'quantity-1': '21', establishment: '=cmd()', 'acquired-1': '2026-01-15' }))).status, 201);
  const day = new Date().toLocaleDateString('sv', { timeZone: 'America/Mexico_City' });
  const table = (await doctor.call('GET', `/api/dispensing-log?from=${day}&to=${day}`)).raw.toString('utf8');
  const row = table.split('\r\n').find((line) => line.includes('Amoxicilina')) ?? '';
  for (const cell of ['"2026-01-15"', '"L-001"', '"2031-05-31"', '"21.000"', '"\'=cmd()"', '"7654321"', '"sí"']) assert.ok(row.includes(cell), `${cell} in ${row}`);
  const [entry] = await home.asSuperuser<{ patients: string[] }>('select patients::text[] as patients from audit.pending where action = \'export-dispensing-log\' order by at desc limit 1', []);
  const [key] = await home.asSuperuser<{ pseudonym: string }>('select pseudonym from keys.patient_key where patient_id = $1', [patientId]);
  assert.ok(entry?.patients.includes(key?.pseudonym ?? ''));
});

test('nothing failed unexpectedly behind the page', () => { assert.deepEqual(codes.failures, []); });
