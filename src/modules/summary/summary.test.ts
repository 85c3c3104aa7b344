import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseCivilDate } from '#kernel/civil-date.ts';
import { kidneysOf, pregnancyOf } from './public.ts';
import type { SummaryItem } from './contract.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
let nurse: Caller;

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
  nurse = await house.signIn(await house.hire(['nurse']));
});
after(async () => { await house.close(); await home.close(); });

const allergy = { kind: 'allergy', status: 'active', since: null, until: null, substance: 'Penicilina', category: 'medication', criticality: 'high', reaction: 'Urticaria', note: '' };
const noneKnown = { ...allergy, status: 'none-known', substance: '', reaction: '', criticality: 'unable-to-assess' };
const problem = { kind: 'problem', status: 'active', since: '2024-03-01', until: null, code: 'E119', term: 'Diabetes mellitus tipo 2 sin complicaciones', note: '' };
const add = (caller: Caller, patientId: string, content: object) => caller.call('POST', `/api/patients/${patientId}/summary`, { content });
const summaryOf = async (patientId: string) => (await doctor.call('GET', `/api/patients/${patientId}/summary`)).body as { allergies: string; items: { itemId: string; version: number; recordedBy: string; content: { kind: string; status: string } }[] };

test('a day of a year that no calendar has is refused, not an accident', async () => {
  const patientId = await house.register(doctor);
  const content = { kind: 'problem', status: 'active', since: '0000-01-01', until: null, code: 'J029', term: 'Faringitis', note: '' };
  const answer = await doctor.call('POST', `/api/patients/${patientId}/summary`, { content });
  assert.deepEqual([answer.status, answer.body['code']], [400, 'request-invalid']);
});

test('allergies are not asked for until somebody records one, or that there is none', async () => {
  const patientId = await house.register(doctor);
  assert.equal((await summaryOf(patientId)).allergies, 'not-asked');
  assert.equal((await add(nurse, patientId, noneKnown)).status, 201);
  assert.equal((await summaryOf(patientId)).allergies, 'none-known');
  assert.equal((await add(doctor, patientId, allergy)).status, 201);
  assert.equal((await summaryOf(patientId)).allergies, 'known');
  assert.equal((await add(doctor, patientId, noneKnown)).body['code'], 'allergies-are-known');
  const other = await house.register(doctor);
  for (const status of ['refuted', 'inactive']) assert.equal((await add(doctor, other, { ...allergy, status })).status, 201);
  assert.equal((await summaryOf(other)).allergies, 'not-asked', 'nobody said that she has no other');
});

test('a problem stands once in the list; one that is over may come again', async () => {
  const patientId = await house.register(doctor);
  const { itemId } = (await add(doctor, patientId, problem)).body;
  const again = await add(nurse, patientId, { ...problem, since: null });
  assert.deepEqual([again.status, again.body['code']], [409, 'problem-is-known']);
  assert.equal((await add(doctor, patientId, { ...problem, code: 'I10X', term: 'Hipertensión arterial' })).status, 201);
  await doctor.call('PUT', `/api/patients/${patientId}/summary/${String(itemId)}`, { version: 1, content: { ...problem, status: 'resolved', until: '2026-01-10' } });
  const path = `/api/patients/${patientId}/summary/${String(itemId)}`;
  assert.equal((await add(doctor, patientId, problem)).status, 201);
  const back = await doctor.call('PUT', path, { version: 2, content: problem });
  assert.deepEqual([back.status, back.body['code']], [409, 'problem-is-known'], 'the one that was over does not come back beside it');
  assert.equal((await doctor.call('PUT', path, { version: 2, content: { ...problem, status: 'resolved', until: '2026-01-09' } })).status, 200);
});

test('the same problem added by several at once stands once', async () => {
  const patientId = await house.register(doctor);
  const answers = await Promise.all(Array.from({ length: 6 }, (_, nth) => add(nth % 2 === 0 ? doctor : nurse, patientId, problem)));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409, 409]);
});

test('a change is a new version; the earlier ones stay, with who recorded them', async () => {
  const patientId = await house.register(doctor);
  const { itemId } = (await add(doctor, patientId, problem)).body;
  const path = `/api/patients/${patientId}/summary/${String(itemId)}`;
  const resolved = { ...problem, status: 'resolved', until: '2026-01-10' };
  assert.equal((await nurse.call('PUT', path, { version: 1, content: resolved })).status, 200);
  assert.equal((await doctor.call('PUT', path, { version: 1, content: problem })).body['code'], 'summary-item-changed');
  const { versions } = (await doctor.call('GET', `${path}/versions`)).body as { versions: { version: number; content: { status: string } }[] };
  assert.deepEqual(versions.map(({ version, content }) => [version, content.status]), [[2, 'resolved'], [1, 'active']]);
  const [item] = (await summaryOf(patientId)).items;
  assert.equal(item?.content.status, 'resolved');
});

test('what was entered in error leaves every list and stays in its history', async () => {
  const patientId = await house.register(doctor);
  const { itemId } = (await add(doctor, patientId, allergy)).body;
  await doctor.call('PUT', `/api/patients/${patientId}/summary/${String(itemId)}`, { version: 1, content: { ...allergy, status: 'entered-in-error' } });
  assert.deepEqual(await summaryOf(patientId), { items: [], allergies: 'not-asked' });
  assert.equal(((await doctor.call('GET', `/api/patients/${patientId}/summary/${String(itemId)}/versions`)).body['versions'] as unknown[]).length, 2);
});

test('SUM-1 an item that lacks or contradicts is refused, and nothing is stored', async () => {
  const patientId = await house.register(doctor);
  const refused: readonly [object, string][] = [
    [{ ...allergy, substance: ' ' }, 'summary-item-incomplete'], [{ ...noneKnown, substance: 'Penicilina' }, 'summary-item-incomplete'],
    [{ ...problem, status: 'resolved' }, 'summary-item-incomplete'], [{ ...problem, until: '2020-01-01' }, 'summary-item-incomplete'],
    [{ ...problem, code: 'Q999' }, 'diagnosis-unknown'], [{ ...problem, status: 'cured' }, 'request-invalid'], [{ ...problem, more: 1 }, 'request-invalid'],
  ];
  for (const [content, code] of refused) assert.equal((await add(doctor, patientId, content)).body['code'], code, JSON.stringify(content));
  assert.deepEqual((await summaryOf(patientId)).items, []);
});

test('two people changing one item at once: one wins, the other is told', async () => {
  const patientId = await house.register(doctor);
  const { itemId } = (await add(doctor, patientId, problem)).body;
  const path = `/api/patients/${patientId}/summary/${String(itemId)}`;
  const answers = await Promise.all(Array.from({ length: 10 }, (_, nth) => (nth % 2 === 0 ? doctor : nurse).call('PUT', path, { version: 1, content: { ...problem, note: String(nth) } })));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, ...Array.from({ length: 9 }, () => 409)]);
});

test('another patient’s item, reception and another clinic reach nothing', async () => {
  const [one, other] = [await house.register(doctor), await house.register(doctor)];
  const { itemId } = (await add(doctor, one, problem)).body;
  assert.equal((await doctor.call('PUT', `/api/patients/${other}/summary/${String(itemId)}`, { version: 1, content: problem })).body['code'], 'summary-item-not-found');
  assert.equal((await doctor.call('GET', `/api/patients/${other}/summary/${String(itemId)}/versions`)).status, 404);
  const desk = await house.signIn(await house.hire(['receptionist']));
  assert.equal((await desk.call('GET', `/api/patients/${one}/summary`)).status, 403);
});

test('no role and not the owner of the table changes or removes a version', async () => {
  const patientId = await house.register(doctor);
  await add(doctor, patientId, problem);
  await assert.rejects(home.asOwner('update clin.summary_version set status = \'resolved\''), /frozen/);
  await assert.rejects(home.asOwner('delete from clin.summary_version'), /frozen/);
});

test('a patient who took in another shows what was known of both', async () => {
  const desk = await house.signIn(await house.hire(['receptionist']));
  const [kept, merged] = [await house.register(doctor), await house.register(doctor)];
  await add(doctor, merged, allergy);
  assert.equal((await desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' })).status, 200);
  assert.equal((await summaryOf(kept)).allergies, 'known');
  assert.equal((await add(doctor, merged, problem)).body['code'], 'patient-merged');
});

const stated = { kind: 'pregnancy', status: 'pregnant', since: '2026-06-01', until: null, on: '2026-07-20', source: 'test', note: '' };
const creatinine = { kind: 'creatinine', status: 'final', since: '2026-03-02', until: null, value: 1.8, height: null, note: '' };
const itemsOf = async (patientId: string): Promise<SummaryItem[]> => (await doctor.call('GET', `/api/patients/${patientId}/summary`)).body['items'] as SummaryItem[];

test('each statement of a pregnancy stays, with its day and source; the newest by its day holds', async () => {
  const patientId = await house.register(doctor);
  assert.equal((await add(doctor, patientId, { ...stated, status: 'not-pregnant', since: null, on: '2026-05-02', source: 'patient' })).status, 201);
  assert.equal((await add(nurse, patientId, stated)).status, 201);
  // recorded without day and source, as before they were asked
  const { on: _, source: __, ...bare } = stated;
  assert.equal((await add(doctor, patientId, { ...bare, status: 'entered-in-error' })).status, 201);
  const items = await itemsOf(patientId);
  assert.deepEqual(items.map(({ content }) => [content.status, content.kind === 'pregnancy' ? content.source : null]), [['pregnant', 'test'], ['not-pregnant', 'patient']]);
  const at = (today: string) => pregnancyOf(items, { today: parseCivilDate(today), timeZone: 'America/Mexico_City' });
  assert.deepEqual([at('2026-11-23')?.status, at('2026-11-23')?.age, at('2026-11-23')?.due], ['pregnant', { weeks: 25, days: 0 }, '2027-03-08']);
  assert.deepEqual([at('2027-03-23')?.toConfirm, at('2027-03-23')?.age], ['due-date-passed', null]);
});

test('a creatinine says what the kidneys do, and says nothing of them in a pregnancy', async () => {
  const patientId = await house.register(doctor);
  assert.equal((await add(nurse, patientId, creatinine)).status, 201);
  const now = { today: parseCivilDate('2026-08-01'), timeZone: 'America/Mexico_City' };
  const patient = { birthDate: parseCivilDate('1971-06-01'), sex: 'M' } as const;
  assert.deepEqual(kidneysOf(await itemsOf(patientId), patient, now)?.estimate, { filtration: 33, equation: 'ckd-epi-2021', stage: 'G3b' });
  await add(doctor, patientId, stated);
  assert.deepEqual([kidneysOf(await itemsOf(patientId), patient, now)?.noEstimate, kidneysOf([], patient, now)], ['pregnant', null]);
  // months later, no longer pregnant: the sample was still of a pregnancy, in which creatinine is lower than the kidneys are good
  const [during, afterwards] = ['2026-07-01', '2027-04-20'];
  assert.equal((await add(doctor, patientId, { ...creatinine, since: during })).status, 201);
  assert.equal((await add(doctor, patientId, { ...stated, status: 'not-pregnant', since: null, on: '2026-11-20' })).status, 201);
  const later = kidneysOf(await itemsOf(patientId), patient, { ...now, today: parseCivilDate(afterwards) });
  assert.deepEqual([later?.takenOn, later?.estimate, later?.noEstimate], [during, null, 'pregnant']);
});

test('SUM-2 dates that disagree or have not come are refused, and nothing is stored', async () => {
  const patientId = await house.register(doctor);
  const refused: readonly [object, string][] = [
    [{ ...stated, until: '2027-05-08' }, 'summary-item-incomplete'], [{ ...stated, status: 'breastfeeding', since: null, until: '2027-03-08' }, 'summary-item-incomplete'],
    [{ ...creatinine, since: null }, 'summary-item-incomplete'], [{ ...creatinine, until: '2026-04-01' }, 'summary-item-incomplete'],
    [{ ...creatinine, since: '2126-03-02' }, 'summary-date-to-come'], [{ ...stated, since: '2126-06-01' }, 'summary-date-to-come'], [{ ...stated, on: '2126-06-01' }, 'summary-date-to-come'],
    [{ ...stated, since: null, until: '2126-06-01' }, 'summary-date-to-come'],
    [{ ...creatinine, value: 0 }, 'request-invalid'], [{ ...creatinine, value: '1.8' }, 'request-invalid'], [{ ...stated, source: 'rumour' }, 'request-invalid'],
  ];
  for (const [content, code] of refused) assert.equal((await add(doctor, patientId, content)).body['code'], code, JSON.stringify(content));
  assert.deepEqual(await itemsOf(patientId), []);
  assert.equal((await add(doctor, patientId, { ...stated, until: '2027-04-05' })).status, 201, 'four weeks apart');
});
