import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseId } from '#kernel/ids.ts';
import type { PatientId } from '#kernel/ids.ts';
import { correctIdentity, identifyUnknown } from './correct-identity.ts';
import { identityHistory } from './identity-history.ts';
import { mergePatients, undoMerge } from './merge-patients.ts';
import { requireOpenPatient } from './open-record.ts';
import { openPatient } from './open-patient.ts';
import { patientHeader, seePatient } from './patient-header.ts';
import { trailIds } from './queries.ts';
import { recordConsent, readPrivacy } from './record-consent.ts';
import { registerPatient } from './register-patient.ts';
import { registerUnknown } from './register-unknown.ts';
import { searchPatients } from './search-patients.ts';
import { anIdentity, eventually, openDesk } from './testing.ts';
import type { Desk } from './testing.ts';

let desk: Desk;
before(async () => { desk = await openDesk(); });
after(() => desk.close());

const refused = (code: string) => (error: { code?: string }) => error.code === code;

const register = async (parts: Parameters<typeof anIdentity>[0] = {}) =>
  registerPatient(desk.deps, desk.receptionist, { identity: anIdentity(parts), ground: await desk.consent(), ip: null });

// All that the database holds of a patient's identity, but the moment the row last moved.
const stateOf = (id: string) => desk.home.asSuperuser(
  `select to_jsonb(p) - 'changed_at' as patient,
     (select jsonb_agg(to_jsonb(l) order by l.kind, l.blind) from front.patient_lookup l where l.patient_id = p.id) as lookups,
     (select jsonb_agg(to_jsonb(v) order by v.version) from front.patient_identity_version v where v.patient_id = p.id) as versions
   from front.patient p where p.id = $1`, [id]);

test('EMERG-ID: an unknown person is opened at once as Desconocido, without CURP, and care is never blocked', async () => {
  const unknown = await registerUnknown(desk.deps, desk.physician, { apparentSex: 'H', apparentAge: 40, label: 'Camisa roja, cama 2' });
  const { reply } = await openPatient(desk.deps, desk.physician, unknown.id);
  assert.equal(reply.fullName, 'Desconocido');
  assert.deepEqual([reply.unknown, reply.label, reply.apparentAge, reply.age, reply.identity.curp.value], [true, 'Camisa roja, cama 2', 40, null, null]);
  assert.deepEqual(reply.missing.map(({ code }) => code), ['identity-unknown', 'birth-date-pending', 'residence-pending', 'consent-pending']);
  const header = await desk.home.database.withActor(desk.physician, (tx) => patientHeader(tx, desk.home.vault, unknown.id));
  assert.deepEqual([header.fullName, header.curp, header.apparentAge], ['Desconocido', null, 40]);
  await assert.rejects(correctIdentity(desk.deps, desk.physician, unknown.id, { version: 1, identity: anIdentity(), reason: 'Prueba' }), refused('patient-unknown-person'));
  const bare = await registerUnknown(desk.deps, desk.physician, { apparentSex: 'X', apparentAge: null, label: '' });
  assert.match(bare.recordNumber, /^\d{6}$/);
});

test('LFP-9: an exception begins, consent ends it, and both stay', async () => {
  const { id } = await registerUnknown(desk.deps, desk.physician, { apparentSex: 'M', apparentAge: 30, label: '' });
  const identity = anIdentity({ name: { given: 'Amparo', firstSurname: 'Villaseñor', secondSurname: 'Cota' } });
  const done = await identifyUnknown(desk.deps, desk.physician, id, { version: 1, identity, reason: 'Llegó la familia', ip: null });
  assert.equal(done.version, 2);
  const owed = await readPrivacy(desk.deps, desk.receptionist, id);
  assert.deepEqual([owed.reply.state, owed.reply.exceptions[0]?.endedAt], ['exception', null]);
  const { basis: _basis, ...given } = await desk.consent({ givenBy: 'guardian', giverName: 'Tutora Inventada' });
  await recordConsent(desk.deps, desk.receptionist, id, { ...given, ip: '10.0.0.9' });
  const { reply } = await readPrivacy(desk.deps, desk.receptionist, id);
  assert.equal(reply.state, 'consented');
  assert.equal(reply.consents[0]?.giverName, 'Tutora Inventada');
  assert.notEqual(reply.exceptions[0]?.endedAt, null);
  await assert.rejects(identifyUnknown(desk.deps, desk.physician, id, { version: 2, identity, reason: 'Otra vez', ip: null }), refused('patient-already-known'));
  await assert.rejects(desk.home.asOwner(`update front.privacy_exception set ended_at = null, consent_id = null where patient_id = '${id}'`), { code: 'AM001' });
});

test('LFP-MIN: a minor\'s own later consent is refused', async () => {
  const identity = anIdentity({ birthDate: '2012-02-29', name: { given: 'Iker', firstSurname: 'Solano', secondSurname: null }, sex: 'H' });
  const { id } = await registerPatient(desk.deps, desk.physician, { identity, ground: { basis: 'exception', cause: 'cannot-consent' }, ip: null });
  const { basis: _basis, ...given } = await desk.consent();
  await assert.rejects(recordConsent(desk.deps, desk.receptionist, id, { ...given, ip: null }), refused('minor-cannot-consent'));
});

test('EMERG-ID: merging the unknown into the known keeps both trails, and undoing restores exactly', async () => {
  const known = await register({ name: { given: 'Fermín', firstSurname: 'Oropeza', secondSurname: 'Gil' }, sex: 'H' });
  const unknown = await registerUnknown(desk.deps, desk.physician, { apparentSex: 'H', apparentAge: 50, label: 'Tatuaje de ancla' });
  const before = [await stateOf(known.id), await stateOf(unknown.id)];
  const { mergeId } = await mergePatients(desk.deps, desk.physician, known.id, { mergedId: unknown.id, keptVersion: 1, mergedVersion: 1, reason: 'Lo reconoció su hermana' });

  const opened = (await openPatient(desk.deps, desk.receptionist, unknown.id)).reply;
  assert.deepEqual([opened.id, opened.openedInsteadOf, opened.fullName], [known.id, unknown.id, 'Fermín Oropeza Gil']);
  assert.deepEqual(opened.merged.map(({ patientId }) => patientId), [unknown.id]);
  assert.deepEqual(await stateOf(known.id), before[0]);
  await desk.home.database.withActor(desk.physician, async (tx) => {
    assert.deepEqual([...(await trailIds(tx, known.id))].sort(), [known.id, unknown.id].sort());
    await assert.rejects(requireOpenPatient(tx, unknown.id), refused('patient-merged'));
    await requireOpenPatient(tx, known.id);
  });
  const history = (await identityHistory(desk.deps, desk.physician, unknown.id)).reply;
  assert.deepEqual(history.versions.map(({ event, fullName }) => [event, fullName]), [['registered-unknown', 'Desconocido']]);
  assert.deepEqual(history.merges.map(({ reason, by, undoneAt }) => [reason, by, undoneAt]), [['Lo reconoció su hermana', desk.physician.personId, null]]);
  assert.equal(await eventually(async () => (await searchPatients(desk.deps, desk.receptionist, { query: 'tatuaje ancla', limit: 5 })).reply.patients[0]?.id === known.id), true);

  await undoMerge(desk.deps, desk.physician, mergeId, { reason: 'No era él' });
  assert.deepEqual([await stateOf(known.id), await stateOf(unknown.id)], before);
  assert.equal((await openPatient(desk.deps, desk.receptionist, unknown.id)).reply.id, unknown.id);
  await assert.rejects(undoMerge(desk.deps, desk.physician, mergeId, { reason: 'Otra vez' }), refused('merge-already-undone'));
  await assert.rejects(desk.home.asOwner(`update front.patient_merge set undone_at = null, undo_reason = null where id = '${mergeId}'`), { code: 'AM001' });
  const acts = await desk.home.asSuperuser<{ action: string; n: number }>(
    `select action, count(*)::int as n from audit.pending where action in ('merge-patients', 'undo-merge') group by action order by action`);
  assert.deepEqual(acts, [{ action: 'merge-patients', n: 2 }, { action: 'undo-merge', n: 2 }]);
});

test('a merge of what changed meanwhile, of itself, of the merged or of nobody is refused', async () => {
  const [a, b, c] = await Promise.all(['Uno', 'Dos', 'Tres'].map((given) => register({ name: { given, firstSurname: 'Mezcla', secondSurname: null }, curp: { state: 'absent', reason: 'declined' } })));
  assert.ok(a && b && c);
  const merge = (kept: PatientId, mergedId: PatientId, keptVersion = 1) => mergePatients(desk.deps, desk.physician, kept, { mergedId, keptVersion, mergedVersion: 1, reason: 'Prueba' });
  await assert.rejects(async () => merge(a.id, a.id), refused('merge-same-patient'));
  await assert.rejects(merge(a.id, b.id, 2), refused('patient-version-stale'));
  await assert.rejects(merge(a.id, parseId('018f0000-0000-7000-8000-000000000000')), refused('patient-not-found'));
  await merge(a.id, b.id);
  await assert.rejects(merge(c.id, b.id), refused('patient-merged'));
  await assert.rejects(merge(b.id, c.id), refused('patient-merged'));
  await merge(c.id, a.id);
  assert.equal((await openPatient(desk.deps, desk.receptionist, b.id)).reply.id, c.id, 'two merges on end lead to the last');
});

test('two merges across each other at the same instant: exactly one stands', async () => {
  const [a, b] = await Promise.all(['Eva', 'Eba'].map((given) => register({ name: { given, firstSurname: 'Cruce', secondSurname: null }, curp: { state: 'absent', reason: 'declined' } })));
  assert.ok(a && b);
  const outcomes = await Promise.allSettled([
    mergePatients(desk.deps, desk.physician, a.id, { mergedId: b.id, keptVersion: 1, mergedVersion: 1, reason: 'Prueba' }),
    mergePatients(desk.deps, desk.receptionist, b.id, { mergedId: a.id, keptVersion: 1, mergedVersion: 1, reason: 'Prueba' }),
  ]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('undoing is refused while the kept record holds the merged one\'s CURP', async () => {
  const merged = await register({ name: { given: 'Delia', firstSurname: 'Arce', secondSurname: 'Mora' } });
  const kept = await register({ name: { given: 'Delia', firstSurname: 'Arce', secondSurname: 'Mora' }, curp: { state: 'absent', reason: 'not-at-hand' } });
  const { mergeId } = await mergePatients(desk.deps, desk.physician, kept.id, { mergedId: merged.id, keptVersion: 1, mergedVersion: 1, reason: 'Misma persona' });
  await correctIdentity(desk.deps, desk.physician, kept.id, { version: 1, identity: anIdentity({ name: { given: 'Delia', firstSurname: 'Arce', secondSurname: 'Mora' } }), reason: 'Trajo su CURP' });
  await assert.rejects(undoMerge(desk.deps, desk.physician, mergeId, { reason: 'Error' }), refused('patient-duplicate-curp'));
  assert.equal((await openPatient(desk.deps, desk.physician, merged.id)).reply.id, kept.id);
});

test('N004-5.9: a rename shows in the history with both names; the header names the version it was read from', async () => {
  const { id } = await register({ name: { given: 'Jimena', firstSurname: 'Farías', secondSurname: 'Luna' }, curp: { state: 'absent', reason: 'not-at-hand' } });
  const headerNow = () => desk.home.database.withActor(desk.physician, (tx) => patientHeader(tx, desk.home.vault, id));
  const old = await headerNow();
  const identity = anIdentity({ name: { given: 'Ximena', firstSurname: 'Farías', secondSurname: 'Luna' }, curp: { state: 'absent', reason: 'not-at-hand' } });
  await correctIdentity(desk.deps, desk.physician, id, { version: 1, identity, reason: 'Acta corregida' });
  const fresh = await headerNow();
  assert.deepEqual([old.fullName, old.version, fresh.fullName, fresh.version], ['Jimena Farías Luna', 1, 'Ximena Farías Luna', 2]);
  assert.deepEqual(seePatient(fresh.key), { patients: [fresh.key.pseudonym], entity: 'front.patient' });
  const { versions } = (await identityHistory(desk.deps, desk.physician, id)).reply;
  assert.deepEqual(versions.map(({ version, event, by, reason, fullName, changed }) => ({ version, event, by, reason, fullName, changed })), [
    { version: 2, event: 'corrected', by: desk.physician.personId, reason: 'Acta corregida', fullName: 'Ximena Farías Luna', changed: ['name'] },
    { version: 1, event: 'registered', by: desk.receptionist.personId, reason: '', fullName: 'Jimena Farías Luna', changed: [] },
  ]);
  await assert.rejects(desk.home.asOwner(`delete from front.patient_identity_version where patient_id = '${id}'`), { code: 'AM001' });
  await assert.rejects(desk.home.asOwner(`update front.privacy_consent set secondary_purposes = true where patient_id = '${id}'`), { code: 'AM001' });
});
