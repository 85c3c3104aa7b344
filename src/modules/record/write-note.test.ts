import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { catalogueText } from '#modules/terminology/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { completeNote, openHouse, prepareNote, signNote, writeNote } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';
import type { NoteDiagnosis } from '#modules/documents/contract.ts';
import type { NoteFinding } from './contract.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close();
});

const aDiagnosis = (changes: Partial<NoteDiagnosis>): NoteDiagnosis =>
  ({ code: 'J029', term: 'Faringitis aguda', catalogue: catalogueText(), certainty: 'presumptive', firstTime: true, ...changes });
const save = (noteId: string, version: number, content: object): Promise<Answer> => doctor.call('PUT', `/api/notes/${noteId}/draft`, { version, saveId: randomUUID(), content });
const codesOf = ({ body }: Answer): readonly string[] => (body['findings'] as NoteFinding[]).filter(({ field }) => field.startsWith('diagnoses')).map(({ field, code, blocks }) => `${field} ${code} ${blocks ? 'blocks' : 'advises'}`);

test('N024-6.4.2-code, N024-6.4.2-term: a code, term or version that the catalogue does not hold is said as the draft is saved and refuses the signature', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(desk));
  const cases = [
    [aDiagnosis({ code: 'X999' }), 'code-not-in-catalogue'], [aDiagnosis({ term: 'Otra cosa' }), 'term-of-other-code'],
    [aDiagnosis({ catalogue: 'Amate CIE-10 2020-01-01' }), 'catalogue-not-held'],
  ] as const;
  let at = version;
  for (const [diagnosis, code] of cases) {
    const saved = await save(noteId, at, { ...completeNote, diagnoses: [aDiagnosis({ code: 'I10X', term: 'HTA' }), diagnosis] });
    at = Number(saved.body['version']);
    assert.deepEqual(codesOf(saved), [`diagnoses.1 ${code} blocks`]);
    const refused = await prepareNote(doctor, noteId, at, house.efirmaOf(member));
    assert.equal(refused.status, 422);
    assert.deepEqual((refused.body['detail'] as { findings: string[] }).findings, [`diagnoses.1:${code}`]);
  }
  const mended = await save(noteId, at, { ...completeNote, diagnoses: [aDiagnosis({ term: 'dolor de garganta' })] });
  assert.deepEqual(codesOf(mended), []);
  assert.equal((await signNote(doctor, noteId, Number(mended.body['version']), house.efirmaOf(member))).status, 200);
});

test('GIIS-B015-LSEX: a diagnosis of the other sex advises and lets sign', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(desk));
  const saved = await save(noteId, version, { ...completeNote, diagnoses: [aDiagnosis({ code: 'N40X', term: 'Hiperplasia prostática benigna' })] });
  assert.deepEqual(codesOf(saved).filter((each) => each.includes('sex')), ['diagnoses.0 diagnosis-of-other-sex advises']);
  const prepared = await prepareNote(doctor, noteId, Number(saved.body['version']), house.efirmaOf(member));
  assert.equal(prepared.status, 201, JSON.stringify(prepared.body));
});

test('text that could be saved but never signed is refused as it arrives, by its field and without its words', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(desk));
  for (const broken of ['dolor \ud83d', '\ude00 dolor', 'dolor\u0000']) {
    const refused = await save(noteId, version, { ...completeNote, plan: broken });
    assert.equal(refused.status, 400);
    assert.deepEqual([refused.body['code'], refused.body['detail']], ['text-unstorable', { fields: ['content.plan'] }]);
    assert.ok(!JSON.stringify(refused.body).includes('dolor'));
  }
  const kept = await doctor.call('GET', `/api/notes/${noteId}`);
  assert.equal(kept.body['version'], version);
  assert.equal((await save(noteId, version, { ...completeNote, plan: 'Reposo 😀 ñ' })).status, 200);
});

test('a discarded draft keeps its reason, sealed, for its author alone; the audit says who and when', async () => {
  const patientId = await house.register(desk);
  const { noteId } = await writeNote(doctor, patientId);
  const reason = 'Se abrió por error en otro paciente';
  assert.equal((await doctor.call('POST', `/api/notes/${noteId}/discard`, { reason: '   ' })).status, 400, 'blanks are no reason');
  assert.equal((await doctor.call('POST', `/api/notes/${noteId}/discard`, { reason })).status, 200);
  const { body } = await doctor.call('GET', `/api/patients/${patientId}/discarded-drafts`);
  const [draft, ...others] = body['drafts'] as { noteId: string; reason: string; excerpt: string; discardedAt: string }[];
  assert.deepEqual([draft?.noteId, draft?.reason, others.length], [noteId, reason, 0]);
  assert.match(draft?.excerpt ?? '', /^Odinofagia/);
  const colleague = await house.signIn(await house.hire(['physician']));
  assert.deepEqual((await colleague.call('GET', `/api/patients/${patientId}/discarded-drafts`)).body['drafts'], []);
  assert.equal((await desk.call('GET', `/api/patients/${patientId}/discarded-drafts`)).status, 403);
  const [row] = await home.asSuperuser<{ discard_reason: Buffer; at: Date }>('select discard_reason, discarded_at as at from clin.note where id = $1', [noteId]);
  assert.ok(row !== undefined && !row.discard_reason.includes(Buffer.from('error')) && row.at instanceof Date);
  const acts = await home.asSuperuser<{ person_id: string; detail: object }>('select person_id, detail from audit.pending where action = \'draft-discarded\' and entity_id = $1', [noteId]);
  assert.deepEqual(acts.map(({ person_id }) => person_id), [member.personId]);
  assert.ok(!JSON.stringify(acts).includes('error'));
  assert.equal((await doctor.call('POST', `/api/notes/${noteId}/discard`, { reason })).body['code'], 'note-discarded');
});

test('PostgreSQL itself lets no draft be put aside without its reason', async () => {
  const { noteId } = await writeNote(doctor, await house.register(desk));
  await assert.rejects(home.asSuperuser('update clin.note set state = \'discarded\' where id = $1', [noteId]), /with its reason/);
});

test('a problem of the chart tells whether a signed note ever confirmed it', async () => {
  const patientId = await house.register(desk);
  const confirmedBy = async (certainty: 'presumptive' | 'confirmed'): Promise<unknown> => {
    const { noteId, version } = await writeNote(doctor, patientId, { ...completeNote, diagnoses: [aDiagnosis({ certainty })] });
    assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
    const { body } = await doctor.call('GET', `/api/patients/${patientId}/chart`);
    return (body['problems'] as { code: string; confirmed: boolean }[]).find(({ code }) => code === 'J029')?.confirmed;
  };
  assert.deepEqual([await confirmedBy('presumptive'), await confirmedBy('confirmed'), await confirmedBy('presumptive')], [false, true, true]);
});
