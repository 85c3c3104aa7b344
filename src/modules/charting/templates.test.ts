import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { marksIn } from '#kernel/phrase.ts';
import type { SessionId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { anIdentity } from '#modules/patients/testing.ts';
import { createTestDatabase } from '../../../test/database.ts';
import type { TestDatabase } from '../../../test/database.ts';
import { openHouse } from '../../../test/house.ts';
import type { Answer, Caller, House, Member } from '../../../test/house.ts';
import { specialties, templateWordsSchema } from './contract.ts';
import type { TemplateLibraries } from './contract.ts';
import { MOST_TEMPLATES } from './change-template.ts';
import { specialtyTemplates } from './specialty-templates.ts';

let home: TestDatabase;
let house: House;
let doctorWho: Member;
let doctor: Caller;
let other: Caller;
let nurse: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctorWho = await house.hire(['physician']);
  doctor = await house.signIn(doctorWho);
  other = await house.signIn(await house.hire(['physician']));
  nurse = await house.signIn(await house.hire(['nurse']));
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close();
});

const words = (title: string, plan = 'Dieta: ***.') => ({ title, texts: { subjective: 'Acude a control por ***.', plan } });
const refused = ({ status, body }: Answer, wanted: number, code: string): void => { assert.deepEqual([status, body['code']], [wanted, code], JSON.stringify(body)); };
const add = async (caller: Caller, path: string, title: string): Promise<string> => {
  const { status, body } = await caller.call('POST', path, { ...words(title), takenFrom: null });
  assert.equal(status, 201, JSON.stringify(body));
  return String(body['id']);
};
const librariesOf = async (caller: Caller): Promise<TemplateLibraries> => {
  const { status, body } = await caller.call('GET', '/api/templates');
  assert.equal(status, 200, JSON.stringify(body));
  return body as unknown as TemplateLibraries;
};
const titles = (templates: readonly { readonly title: string }[]): readonly string[] => templates.map(({ title }) => title);

test('one’s own templates are one’s own, the clinic’s are everybody’s, and the specialties’ come with Amate', async () => {
  await add(doctor, '/api/templates', 'Sólo mía');
  await add(doctor, '/api/clinic-templates', 'De todas');
  const [mine, hers] = [await librariesOf(doctor), await librariesOf(other)];
  assert.ok(titles(mine.own).includes('Sólo mía') && !titles(hers.own).includes('Sólo mía'));
  assert.ok(titles(hers.clinic).includes('De todas') && titles((await librariesOf(nurse)).clinic).includes('De todas'));
  assert.equal(mine.specialty.length, specialtyTemplates.length);
});

test('a nurse changes no template of the clinic, and reception sees none', async () => {
  assert.equal((await nurse.call('POST', '/api/clinic-templates', { ...words('No'), takenFrom: null })).status, 403);
  assert.equal((await desk.call('GET', '/api/templates')).status, 403);
});

test('another’s own template cannot be changed or retired by its id', async () => {
  const id = await add(doctor, '/api/templates', 'Ajena');
  refused(await other.call('PUT', `/api/templates/${id}`, { ...words('Robada'), version: 1 }), 404, 'template-not-found');
  refused(await other.call('POST', `/api/templates/${id}/retirement`, { version: 1 }), 404, 'template-not-found');
  refused(await other.call('POST', `/api/clinic-templates/${id}/retirement`, { version: 1 }), 404, 'template-not-found');
});

test('a template changes by its newest version only, and once retired is offered no more', async () => {
  const id = await add(doctor, '/api/clinic-templates', 'Por versiones');
  assert.equal((await doctor.call('PUT', `/api/clinic-templates/${id}`, { ...words('Cambiada'), version: 1 })).status, 200);
  refused(await other.call('PUT', `/api/clinic-templates/${id}`, { ...words('Tarde'), version: 1 }), 409, 'template-changed');
  assert.equal((await other.call('POST', `/api/clinic-templates/${id}/retirement`, { version: 2 })).status, 200);
  assert.ok(!titles((await librariesOf(doctor)).clinic).includes('Cambiada'));
  refused(await doctor.call('PUT', `/api/clinic-templates/${id}`, { ...words('Viva'), version: 3 }), 404, 'template-not-found');
});

test('a template without a title or a text, with a text too long, or with anything but texts is refused', async () => {
  for (const bad of [
    { ...words('   ') }, { title: 'Vacía', texts: {} }, { ...words('Blanca', '  ') }, words('Larga', 'x'.repeat(4_001)),
    { title: 'Pronóstico', texts: { prognosis: 'x'.repeat(2_001) } },
    { title: 'Signos', texts: { plan: 'a', vitals: { systolic: 120 } } }, { title: 'Diagnósticos', texts: { plan: 'a', diagnoses: [] } },
  ]) assert.equal((await doctor.call('POST', '/api/templates', { ...bad, takenFrom: null })).status, 400, JSON.stringify(bad).slice(0, 60));
  assert.equal((await doctor.call('POST', '/api/templates', { ...words('Justa', 'x'.repeat(4_000)), takenFrom: null })).status, 201);
});

test('words that say whose note they were taken from are refused in any field, and the refusal repeats none of them', async () => {
  const notice = (await desk.call('GET', '/api/privacy/notice')).body;
  const registered = await desk.call('POST', '/api/patients', {
    identity: anIdentity({ name: { given: 'Rosalía', firstSurname: 'Quetzalcóatl', secondSurname: null }, guardian: { name: 'Eufrasia Tepepa', relationship: 'mother', phone: null } }),
    ground: { basis: 'consent', noticeVersion: notice['version'], noticeSha256: notice['sha256'], mechanism: 'autograph-on-paper', givenBy: 'patient', giverName: null, secondaryPurposes: false },
  });
  assert.equal(registered.status, 201, JSON.stringify(registered.body));
  const patientId = String(registered.body['id']);
  const patient = (await doctor.call('GET', `/api/patients/${patientId}`)).body as { readonly fullName: string; readonly recordNumber: string; readonly identity: { readonly curp: { readonly value: string | null }; readonly phones: readonly { readonly number: string }[]; readonly birthDate: string } };
  const { fullName, recordNumber, identity } = patient;
  const [year, month, day] = identity.birthDate.split('-');
  const said = [fullName, 'quetzalcoatl acude', 'la trae Eufrasia', identity.curp.value ?? assert.fail(), identity.phones[0]?.number ?? assert.fail(), `Expediente ${String(Number(recordNumber))}`, recordNumber, `${day ?? ''}/${month ?? ''}/${year ?? ''}`];
  for (const text of said) {
    for (const body of [words(text), words('Control', `Plan. ${text}`), { title: 'Control', texts: { prognosis: text } }]) {
      const answer = await doctor.call('POST', '/api/templates', { ...body, takenFrom: patientId });
      refused(answer, 400, 'template-names-patient');
      assert.ok(!JSON.stringify(answer.body).toLowerCase().includes('quetzal'));
    }
  }
  refused(await doctor.call('POST', '/api/clinic-templates', { ...words(fullName), takenFrom: patientId }), 400, 'template-names-patient');
  refused(await doctor.call('POST', '/api/regimens', { name: 'Metformina', dose: '850 mg', route: 'oral', frequency: `cada 12 h, ${fullName}`, duration: '', takenFrom: patientId }), 400, 'regimen-names-patient');
  refused(await doctor.call('POST', '/api/templates', { ...words('Control'), takenFrom: '00000000-0000-4000-8000-000000000000' }), 404, 'patient-not-found');
  assert.equal((await doctor.call('POST', '/api/templates', { ...words('Limpia'), takenFrom: patientId })).status, 201);
  // somebody's CURP is refused wherever it comes from
  refused(await doctor.call('POST', '/api/templates', { ...words('Control', identity.curp.value ?? assert.fail()), takenFrom: null }), 400, 'template-names-patient');
});

test('a library takes two hundred templates and refuses the next', async () => {
  const full = await house.signIn(await house.hire(['nurse']));
  const id = await add(full, '/api/templates', 'Semilla');
  await home.asSuperuser(
    `insert into charting.template (clinic_id, id, owner_id, version, words, changed_by, changed_at)
     select clinic_id, gen_random_uuid(), owner_id, 1, words, changed_by, changed_at from charting.template, generate_series(2, $2) where id = $1`, [id, MOST_TEMPLATES]);
  refused(await full.call('POST', '/api/templates', { ...words('Sobra'), takenFrom: null }), 409, 'template-library-full');
});

/** What this person's login asks of PostgreSQL itself, past the product. */
const asking = async (member: Member, role: StaffActor['role'], text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> => {
  const [session] = await home.asSuperuser<{ hash: string; id: SessionId }>('select encode(token_hash, \'hex\') as hash, id from auth.session where person_id = $1', [member.personId]);
  assert.ok(session);
  const actor: StaffActor = { kind: 'staff', login: 'amate_clinician', clinicId: house.clinicId, personId: member.personId, sessionId: session.id, sessionHash: session.hash, role, purpose: 'care', language: 'es-MX', steppedUpAt: null };
  return home.database.withActor(actor, (tx) => tx.query<Record<string, unknown>>(text, values));
};

test('PostgreSQL itself shows nobody another’s own templates or regimens and lets no nurse change the clinic’s', async () => {
  const nurseWho = await house.hire(['nurse']);
  await house.signIn(nurseWho);
  const [own, clinic] = [await add(doctor, '/api/templates', 'Muro'), await add(doctor, '/api/clinic-templates', 'Muro común')];
  assert.equal((await doctor.call('POST', '/api/regimens', { name: 'Losartán', dose: '50 mg', route: 'oral', frequency: 'cada 12 h', duration: '', takenFrom: null })).status, 201);
  assert.deepEqual((await asking(nurseWho, 'nurse', 'select id from charting.template where id = any($1::uuid[])', [[own, clinic]])).map(({ id }) => id), [clinic]);
  assert.deepEqual(await asking(nurseWho, 'nurse', 'select id from charting.regimen', []), []);
  assert.deepEqual(await asking(nurseWho, 'nurse', 'update charting.template set version = version + 1, changed_by = $2 where id = any($1::uuid[]) returning id', [[own, clinic], nurseWho.personId]), []);
  const plant = 'insert into charting.template (clinic_id, id, owner_id, version, words, changed_by, changed_at) values ($1, gen_random_uuid(), $2, 1, \'\\x00\', $3, now())';
  await assert.rejects(asking(nurseWho, 'nurse', plant, [house.clinicId, null, nurseWho.personId]), /row-level security/);
  await assert.rejects(asking(nurseWho, 'nurse', plant, [house.clinicId, doctorWho.personId, nurseWho.personId]), /row-level security/);
  await assert.rejects(asking(nurseWho, 'nurse', 'insert into charting.regimen (clinic_id, id, owner_id, words, kept_at) values ($1, gen_random_uuid(), $2, \'\\x00\', now())', [house.clinicId, doctorWho.personId]), /row-level security/);
});

test('PostgreSQL keeps the words sealed and what was retired as it was', async () => {
  const kept = await home.asSuperuser<{ text: string }>('select encode(words, \'escape\') as text from charting.template union all select encode(words, \'escape\') from charting.regimen');
  assert.ok(kept.length > 5 && kept.every(({ text }) => !/control|losart/i.test(text)));
  const [retired] = await home.asSuperuser<{ id: string }>('select id from charting.template where retired_at is not null');
  await assert.rejects(home.asSuperuser('update charting.template set version = version + 1 where id = $1', [retired?.id]), { code: 'AM001' });
  await assert.rejects(home.asSuperuser('update charting.template set version = version + 2 where retired_at is null'), { code: 'AM001' });
});

test('a regimen that is kept twice is one, and only its owner ends it', async () => {
  const line = { name: 'Metformina', dose: '850 mg', route: 'oral', frequency: 'cada 12 h', duration: '', takenFrom: null };
  const first = await doctor.call('POST', '/api/regimens', line);
  const again = await doctor.call('POST', '/api/regimens', { ...line, name: 'METFORMINA' });
  assert.equal(again.body['id'], first.body['id']);
  refused(await other.call('POST', `/api/regimens/${String(first.body['id'])}/retirement`), 404, 'regimen-not-found');
  assert.equal((await doctor.call('POST', `/api/regimens/${String(first.body['id'])}/retirement`)).status, 200);
  refused(await doctor.call('POST', `/api/regimens/${String(first.body['id'])}/retirement`), 404, 'regimen-not-found');
  assert.equal((await nurse.call('POST', '/api/regimens', { ...line, name: ' ' })).status, 400);
});

test('the templates that come with Amate fit their own rules: every specialty, distinct titles, whole picks, no figures and no vital signs', () => {
  for (const specialty of specialties) assert.ok(specialtyTemplates.filter((template) => template.specialty === specialty).length >= 3, specialty);
  assert.equal(new Set(titles(specialtyTemplates)).size, specialtyTemplates.length);
  for (const { specialty: _, ...template } of specialtyTemplates) {
    assert.ok(templateWordsSchema.safeParse(template).success, template.title);
    for (const text of Object.values(template.texts).filter((each) => each !== undefined)) {
      assert.equal(marksIn(text).filter(({ is }) => is === 'pick').length, text.split('[').length - 1, text);
      assert.ok(!/\d+\s?(?:mg|kg|mm|cm|°|%|lpm|\/)|\{/.test(text), text);
    }
    // an examination says nothing of a system that nobody named: each is a pick that may be passed over, or asks
    assert.ok(marksIn(template.texts.examination ?? '***').length > 0, template.title);
  }
});
