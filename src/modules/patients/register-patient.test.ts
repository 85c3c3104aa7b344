import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { identityBody, registerBody } from './contract.ts';
import type { IdentityInput } from './contract.ts';
import { correctIdentity } from './correct-identity.ts';
import { openPatient } from './open-patient.ts';
import { registerPatient } from './register-patient.ts';
import { patientRoutes } from './routes.ts';
import { anIdentity, openDesk } from './testing.ts';
import type { Desk } from './testing.ts';

let desk: Desk;
before(async () => { desk = await openDesk(); });
after(() => desk.close());

const refused = (code: string, kind: string, more: (error: { detail: Record<string, unknown>; numerals?: readonly string[] }) => boolean = () => true) =>
  (error: { code?: string; kind?: string; detail: Record<string, unknown> }) => error.code === code && error.kind === kind && more(error);

const register = async (parts: Parameters<typeof anIdentity>[0] = {}) =>
  registerPatient(desk.deps, desk.receptionist, { identity: anIdentity(parts), ground: await desk.consent(), ip: '10.0.0.7' });

const countOf = async (table: string): Promise<number> =>
  (await desk.home.asSuperuser<{ n: number }>(`select count(*)::int as n from ${table} where clinic_id = $1`, [desk.clinicId]))[0]?.n ?? -1;

test('a registered patient is read back whole, with consecutive record numbers', async () => {
  const first = await register({ name: { given: 'Ximena', firstSurname: 'Úrsula-Peña', secondSurname: "O'Farrill" } });
  const second = await register({ name: { given: 'Bruno', firstSurname: 'Alcocer', secondSurname: null }, sex: 'H' });
  assert.equal(Number(second.recordNumber), Number(first.recordNumber) + 1);
  assert.match(first.recordNumber, /^\d{6,18}$/);
  const { reply, seen } = await openPatient(desk.deps, desk.receptionist, first.id);
  assert.equal(reply.fullName, "Ximena Úrsula-Peña O'Farrill");
  assert.deepEqual(reply.age, { years: 42, months: 8, days: 3 });
  assert.equal(reply.privacy, 'consented');
  assert.deepEqual(reply.missing, []);
  assert.deepEqual(identityBody.safeParse({ ...reply.identity, curp: { state: 'given', value: reply.identity.curp.value } }).success, true);
  const pseudonyms = await desk.home.asSuperuser<{ pseudonym: string }>('select pseudonym from keys.patient_key where patient_id = $1', [first.id]);
  assert.deepEqual(seen, pseudonyms.map((row) => row.pseudonym));
});

test('LFP-8: without consent or exception nothing is stored', async () => {
  const before = [await countOf('front.patient'), await countOf('keys.patient_key'), await countOf('audit.pending')];
  await assert.rejects(
    registerPatient(desk.deps, desk.receptionist, { identity: anIdentity({ homonym: '7' }), ip: null }),
    refused('privacy-ground-needed', 'norm-violated', (error) => error.numerals?.includes('LFPDPPP 8') ?? false),
  );
  assert.deepEqual([await countOf('front.patient'), await countOf('keys.patient_key'), await countOf('audit.pending')], before);
  assert.equal(registerBody.safeParse({ identity: anIdentity() }).success, true, 'the edge lets it through, so that the refusal can name the law');
});

test('LFP-8: the database itself refuses a patient without a ground at commit', async () => {
  const statement = `insert into front.patient (clinic_id, id, record_number, birth_date, sex, biological_sex, birth_entity, nationality,
      residence_entity, residence_municipality, residence_locality, curp_state, curp_absent_reason, identity)
    values ('${desk.clinicId}', gen_random_uuid(), 900000, '1990-01-01', 'M', 2, '21', 'MEX', '21', '114', '0001', 'absent', 'declined', '\\x00');
    set constraints all immediate`;
  await assert.rejects(desk.home.asOwner(statement), { code: 'AM003' });
});

test('LFP-8: the consent holds version, text hash, mechanism, who, when, and the address of an electronic one only', async () => {
  const consent = await desk.consent({ mechanism: 'electronic-signature', givenBy: 'representative', giverName: 'Teodora Inventada', secondaryPurposes: true });
  const { id } = await registerPatient(desk.deps, desk.receptionist, { identity: anIdentity({ homonym: '8' }), ground: consent, ip: '10.0.0.7' });
  const [row] = await desk.home.asSuperuser<Record<string, unknown>>(
    `select notice_version, encode(text_sha256, 'hex') as sha256, mechanism, given_by, host(ip) as ip, secondary_purposes, recorded_by from front.privacy_consent where patient_id = $1`, [id]);
  assert.deepEqual(row, {
    notice_version: 1, sha256: consent.noticeSha256, mechanism: 'electronic-signature', given_by: 'representative', ip: '10.0.0.7',
    secondary_purposes: true, recorded_by: desk.receptionist.personId,
  });
});

test('LFP-NOTICE-V: consent to a text that is not the one in force is refused', async () => {
  const stale = await desk.consent({ noticeSha256: 'a'.repeat(64) });
  await assert.rejects(registerPatient(desk.deps, desk.receptionist, { identity: anIdentity({ homonym: '9' }), ground: stale, ip: null }), refused('privacy-notice-changed', 'conflict'));
});

test('ID-CURP-2, ID-CURP-4, ID-CURP-7: each fault is refused with its own reason', async () => {
  const cases: readonly (readonly [string, Partial<IdentityInput>, string])[] = [
    ['HEGG560427MVZRRL05', {}, 'curp-check-digit'],
    ['HEGG560231MVZRRL04', {}, 'curp-date'],
    ['HEGG560427MXXRRL04', {}, 'curp-entity'],
    ['XXXX999999XXXXXX99', {}, 'curp-generic'],
    ['HEGG560427MVZRRL0', {}, 'curp-length'],
    ['HEGG560427MVZRRL0-', {}, 'curp-characters'],
    ['HEGG560427MVZRRL04', { sex: 'H' }, 'curp-sex-mismatch'],
    ['HEGG560427MVZRRL04', { birthDate: '1956-04-28' }, 'curp-birth-date-mismatch'],
  ];
  for (const [value, parts, code] of cases) {
    const identity = anIdentity({ birthDate: '1956-04-27', ...parts, curp: { state: 'given', value } });
    await assert.rejects(registerPatient(desk.deps, desk.receptionist, { identity, ground: await desk.consent(), ip: null }), (error: { code?: string; kind?: string }) => {
      assert.deepEqual([error.code, error.kind], [code, 'invalid'], value);
      return true;
    });
  }
});

test('ID-CURP-7: a sex that differs names both values', async () => {
  const identity = anIdentity({ birthDate: '1956-04-27', sex: 'H', curp: { state: 'given', value: 'HEGG560427MVZRRL04' } });
  await assert.rejects(
    registerPatient(desk.deps, desk.receptionist, { identity, ground: await desk.consent(), ip: null }),
    refused('curp-sex-mismatch', 'invalid', ({ detail }) => detail['capturedSex'] === 'H' && detail['curpSex'] === 'M'),
  );
});

test('ID-CURP-5: a wrong check digit is accepted only as attested, by who may, and says who and when', async () => {
  const identity = anIdentity({ birthDate: '1956-04-27', curp: { state: 'attested', value: 'hegg560427mvzrrl05', seenOn: 'renapo-constancia' } });
  const ground = await desk.consent();
  await assert.rejects(registerPatient(desk.deps, desk.receptionist, { identity, ground, ip: null }), refused('curp-attestation-forbidden', 'forbidden'));
  const { id } = await registerPatient(desk.deps, desk.physician, { identity, ground, ip: null });
  const { curp } = (await openPatient(desk.deps, desk.receptionist, id)).reply.identity;
  assert.deepEqual(curp, { state: 'attested', value: 'HEGG560427MVZRRL05', absentReason: null, attestedBy: desk.physician.personId, attestedAt: '2026-11-20T18:00:00.000Z' });
  const acts = await desk.home.asSuperuser<{ n: number }>('select count(*)::int as n from audit.pending where action = \'attest-curp\' and patient = (select pseudonym from keys.patient_key where patient_id = $1)', [id]);
  assert.equal(acts[0]?.n, 1);
  const faulty = anIdentity({ birthDate: '1956-04-27', sex: 'H', curp: { state: 'attested', value: 'HEGG560427MVZRRL05', seenOn: 'renapo-constancia' } });
  await assert.rejects(registerPatient(desk.deps, desk.physician, { identity: faulty, ground, ip: null }), refused('curp-sex-mismatch', 'invalid'));
});

test('N024-6.5.1: nothing makes a CURP up; without one, null and the reason are stored', async () => {
  const { id } = await register({ curp: { state: 'absent', reason: 'foreigner' }, birthEntity: 'NE', nationality: 'USA' });
  const { curp } = (await openPatient(desk.deps, desk.receptionist, id)).reply.identity;
  assert.deepEqual([curp.value, curp.absentReason], [null, 'foreigner']);
  const [row] = await desk.home.asSuperuser<Record<string, unknown>>('select curp_blind, curp_state from front.patient where id = $1', [id]);
  assert.deepEqual(row, { curp_blind: null, curp_state: 'absent' });
  const withCurp = patientRoutes(desk.deps).filter(({ operation }) => operation.includes('curp'));
  assert.deepEqual(withCurp.map(({ operation }) => operation), ['check-curp']);
  assert.equal(registerBody.safeParse({ identity: { ...anIdentity(), curp: { state: 'given', value: '' } } }).success, true);
  await assert.rejects(register({ curp: { state: 'given', value: '' } }), refused('curp-length', 'invalid'));
});

test('the same CURP is refused, and names the record that has it', async () => {
  const parts = { name: { given: 'Gonzalo', firstSurname: 'Iturbide', secondSurname: 'Rea' }, sex: 'H' as const };
  const { id } = await register(parts);
  await assert.rejects(register(parts), refused('patient-duplicate-curp', 'conflict', ({ detail }) => detail['patientId'] === id));
});

test('the same CURP registered at the same instant: one wins, the others are told', async () => {
  const parts = { name: { given: 'Leonora', firstSurname: 'Zamarripa', secondSurname: 'Uc' } };
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => register(parts)));
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') assert.equal((outcome.reason as { code: string }).code, 'patient-duplicate-curp');
  }
});

test('registrations at the same instant get record numbers without holes or doubles', async () => {
  const from = await countOf('front.patient');
  const made = await Promise.all(Array.from({ length: 12 }, (_, at) => register({ curp: { state: 'absent', reason: 'declined' }, name: { given: 'Ada', firstSurname: `Prueba${'abcdefghijkl'[at] ?? ''}`, secondSurname: null } })));
  const numbers = made.map(({ recordNumber }) => Number(recordNumber)).sort((a, b) => a - b);
  assert.deepEqual(numbers, Array.from({ length: 12 }, (_, at) => (numbers[0] ?? 0) + at));
  assert.equal(await countOf('front.patient'), from + 12);
});

test('LFP-MIN: for a minor a guardian is named and consents, unless care goes first', async () => {
  const child = { birthDate: '2015-05-05', name: { given: 'Nico', firstSurname: 'Barrientos', secondSurname: 'Ley' }, sex: 'H' as const };
  const guardian = { name: 'Irma Ley', relationship: 'mother' as const, phone: null };
  const findings = (wanted: string) => refused('patient-identity-nonconforming', 'norm-violated', ({ detail }) => (detail['findings'] as string[]).includes(wanted));
  await assert.rejects(register(child), findings('guardian:guardian-needed'));
  await assert.rejects(register({ ...child, guardian }), findings('ground.givenBy:minor-cannot-consent'));
  const byMother = await desk.consent({ givenBy: 'mother', giverName: 'Irma Ley' });
  await registerPatient(desk.deps, desk.receptionist, { identity: anIdentity({ ...child, guardian }), ground: byMother, ip: null });
  const urgent = anIdentity({ ...child, homonym: 'B' });
  const { id } = await registerPatient(desk.deps, desk.receptionist, { identity: urgent, ground: { basis: 'exception', cause: 'emergency' }, ip: null });
  const { reply } = await openPatient(desk.deps, desk.receptionist, id);
  assert.deepEqual(reply.missing.map(({ code }) => code), ['consent-pending', 'guardian-pending']);
});

test('N004-5.2.3 and N024-6.5.3: a blank is refused, a stated reason is not', async () => {
  const findingsOf = async (parts: Partial<IdentityInput>): Promise<readonly string[]> => {
    const identity = { ...anIdentity(), ...parts };
    const outcome = await registerPatient(desk.deps, desk.receptionist, { identity, ground: await desk.consent(), ip: null }).catch((error: { detail?: { findings?: readonly string[] } }) => error);
    return 'detail' in outcome ? outcome.detail?.findings ?? [] : ['stored'];
  };
  const absent: IdentityInput['curp'] = { state: 'absent', reason: 'not-at-hand' };
  assert.deepEqual(await findingsOf({ curp: absent, address: null }), ['address:address-or-reason']);
  assert.deepEqual(await findingsOf({ curp: absent, birthDate: null }), ['birthDate:birth-date-or-reason']);
  assert.deepEqual(await findingsOf({ birthDate: null, birthDateUnknown: 'not-told' }), ['birthDate:birth-date-stands-in-curp']);
  assert.deepEqual(await findingsOf({ curp: absent, birthDate: '2026-11-21' }), ['birthDate:birth-date-ahead']);
  assert.deepEqual(await findingsOf({ curp: absent, birthDate: '1901-01-01' }), ['birthDate:patient-age-beyond-120']);
  assert.deepEqual(await findingsOf({ curp: absent, birthDate: null, birthDateUnknown: 'not-told', address: null, addressAbsent: 'no-fixed-address' }), ['stored']);
});

test('hostile names are refused or kept exactly, never interpreted', async () => {
  const curp: IdentityInput['curp'] = { state: 'absent', reason: 'declined' };
  const named = (given: string) => ({ curp, name: { given, firstSurname: 'Prueba', secondSurname: null } });
  for (const given of ['<script>alert(1)</script>', 'Ana"; drop table front.patient', 'Ana 😀', 'Ana\u202Emoc', 'A'.repeat(51), '   ', '....', 'Ana\u0000']) {
    await assert.rejects(register(named(given)), refused('person-name-invalid', 'invalid', ({ detail }) => !JSON.stringify(detail).includes('Ana')));
  }
  for (const given of ["D'Artagnan", 'A'.repeat(50), 'ليلى', 'Nguyễn Thị', 'Ñ']) {
    const { id } = await register(named(given));
    assert.equal((await openPatient(desk.deps, desk.receptionist, id)).reply.identity.name.given, given.normalize('NFC'));
  }
});

test('a correction is the next version; a stale one is refused', async () => {
  const { id } = await register({ name: { given: 'Karla', firstSurname: 'Monreal', secondSurname: null } });
  const { reply } = await openPatient(desk.deps, desk.physician, id);
  const identity = anIdentity({ name: { given: 'Carla', firstSurname: 'Monreal', secondSurname: 'Ibarra' }, curp: { state: 'given', value: reply.identity.curp.value ?? '' } });
  const done = await correctIdentity(desk.deps, desk.physician, id, { version: 1, identity, reason: 'Acta de nacimiento' });
  assert.equal(done.version, 2);
  await assert.rejects(correctIdentity(desk.deps, desk.physician, id, { version: 1, identity, reason: 'Otra vez' }), refused('patient-version-stale', 'conflict'));
  await assert.rejects(correctIdentity(desk.deps, desk.physician, id, { version: 2, identity, reason: 'Otra vez' }), refused('patient-nothing-changed', 'invalid'));
});

test('two corrections at the same instant: one is the next version, the other is told', async () => {
  const { id } = await register({ name: { given: 'Olga', firstSurname: 'Cienfuegos', secondSurname: null } });
  const curp = (await openPatient(desk.deps, desk.physician, id)).reply.identity.curp.value ?? '';
  const correct = (given: string) => correctIdentity(desk.deps, desk.physician, id, {
    version: 1, reason: 'Prueba', identity: anIdentity({ name: { given, firstSurname: 'Cienfuegos', secondSurname: null }, curp: { state: 'given', value: curp } }),
  });
  const outcomes = await Promise.allSettled([correct('Olguita'), correct('Helga')]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});
