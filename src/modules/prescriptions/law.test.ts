import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { authenticate } from '#modules/identity/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';
import { aLine, aPrescription, confirmMedicines, preparePrescription, sealPrescription, signPrescription, writePrescription } from '#test/prescriptions.ts';
import type { PrescriptionLaw, PrescriptionLine } from './contract.ts';

let home: TestDatabase;
let house: House;
let doctorMember: Member;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctorMember = await house.hire(['physician']);
  doctor = await house.signIn(doctorMember);
  desk = await house.signIn(await house.hire(['receptionist']));
  await confirmMedicines(doctor, ['amoxicilina', 'losartan', 'paracetamol']);
});
after(async () => {
  await house.close();
  await home.close();
});

const amoxicillin = aLine({ ingredients: ['amoxicilina'], generic: 'Amoxicilina', presentation: { id: null, text: 'cápsula 500 mg' }, dose: { value: 500, unit: 'mg' }, duration: { days: 7 }, quantity: { value: 21, unit: 'cápsula', packs: 2 } });
const clonazepam = aLine({ ingredients: ['clonazepam'], generic: 'Clonazepam', presentation: { id: null, text: 'tableta 2 mg' }, dose: { value: 1, unit: 'tableta' }, frequency: { kind: 'every', hours: 24 }, duration: { days: 30 }, quantity: { value: 30, unit: 'tableta', packs: 1 } });
const morphine = aLine({ ingredients: ['morfina'], generic: 'Morfina', presentation: { id: null, text: 'tableta 30 mg' }, duration: { days: 15 }, quantity: { value: 45, unit: 'tableta', packs: 3 }, specialFolio: 'ESP-0001' });
const risperidone = aLine({ ingredients: ['risperidona'], generic: 'Risperidona', presentation: { id: null, text: 'tableta 2 mg' }, duration: { days: 30 }, quantity: { value: 30, unit: 'tableta', packs: 1 }, fills: 3 });

/** What the save of these lines says of the law. */
const lawOf = async (lines: readonly PrescriptionLine[]): Promise<PrescriptionLaw> => {
  const { saved } = await writePrescription(doctor, await house.register(desk), aPrescription(lines));
  return saved.body['law'] as PrescriptionLaw;
};
/** What refuses the signature of these lines. */
const refused = async (lines: readonly PrescriptionLine[]): Promise<Answer> => {
  const { id, version } = await writePrescription(doctor, await house.register(desk), aPrescription(lines));
  const answer = await preparePrescription(doctor, id, version, house.efirmaOf(doctorMember));
  assert.equal(answer.status, 422, JSON.stringify(answer.body));
  return answer;
};
const findingsIn = ({ body }: Answer): readonly string[] => (body['detail'] as { findings: string[] }).findings;

test('LGS 226: an antibiotic that a clinician confirmed is electronic without a constancia, and valid while the treatment lasts', async () => {
  const law = await lawOf([amoxicillin]);
  assert.deepEqual([law.mode, law.class, law.hasAntibiotic], ['ELECTRONICA_SIN_CONSTANCIA', 'IV', true]);
  const days = (Date.parse(law.validUntil ?? '') - Date.parse(new Date().toLocaleDateString('sv', { timeZone: 'America/Mexico_City' }))) / 86_400_000;
  assert.equal(days, 7);
});

test('LGS 226: what the catalogue only proposes is unclassified, and its original is paper', async () => {
  const law = await lawOf([aLine({ ingredients: ['ibuprofeno'], generic: 'Ibuprofeno' })]);
  assert.deepEqual([law.mode, law.class, law.lines[0]?.isProposed], ['IMPRESA_AUTOGRAFA', null, true]);
});

test('RX-CTRL-3: fraction II forces paper, thirty days and one fill; three packs, two fills and unknown packs are refused', async () => {
  const law = await lawOf([clonazepam]);
  assert.deepEqual([law.mode, law.class, law.lines[0]?.mostFills], ['IMPRESA_AUTOGRAFA', 'II', 1]);
  assert.deepEqual(findingsIn(await refused([{ ...clonazepam, quantity: { value: 90, unit: 'tableta', packs: 3 } }])), ['0:too-many-packs']);
  assert.deepEqual(findingsIn(await refused([{ ...clonazepam, fills: 2 }])), ['0:filled-once-only']);
  assert.deepEqual(findingsIn(await refused([{ ...clonazepam, quantity: { value: 30, unit: 'tableta', packs: null } }])), ['0:packs-unknown']);
});

test('RX-CTRL-1: fraction I wants the folio of the special form and at most thirty days', async () => {
  const answer = await refused([{ ...morphine, specialFolio: null, duration: { days: 31 } }]);
  assert.deepEqual([...findingsIn(answer)].sort(), ['0:special-folio-missing', '0:treatment-too-long']);
  assert.ok((answer.body['numerals'] as string[]).includes('LGS 241'));
});

test('RX-CTRL-2: a controlled medicine stands alone', async () => {
  assert.ok(findingsIn(await refused([clonazepam, amoxicillin])).includes('0:controlled-not-alone'));
});

test('RX-CTRL-4: fraction III may be filled three times, and no more', async () => {
  assert.equal((await lawOf([risperidone])).class, 'III');
  assert.deepEqual(findingsIn(await refused([{ ...risperidone, fills: 4 }])), ['0:too-many-fills']);
});

test('the database repeats the law whatever the program says', async () => {
  const { id, version } = await writePrescription(doctor, await house.register(desk), aPrescription([clonazepam]));
  const signed = await signPrescription(doctor, id, version, house.efirmaOf(doctorMember));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  const copy = `insert into rx.signed select (jsonb_populate_record(s, jsonb_build_object('prescription_id', p.id, 'folio', 'RX-9999999', 'mode', 'ELECTRONICA_SIN_CONSTANCIA'))).* from rx.signed s, rx.prescription p where s.prescription_id = $1 and p.id = $2`;
  const other = await writePrescription(doctor, await house.register(desk), aPrescription([clonazepam]));
  await assert.rejects(home.asSuperuser(copy, [id, other.id]), /without a line/);
});

test('a contraindicated or major alert without a reason refuses the signature; with one it is stored and counted', async () => {
  const patientId = await house.register(desk);
  const lines = [aLine({ ingredients: ['warfarina'], generic: 'Warfarina' }), aLine({ ingredients: ['ibuprofeno'], generic: 'Ibuprofeno' })];
  const { id, version, saved } = await writePrescription(doctor, patientId, aPrescription(lines));
  const alerts = (saved.body['safety'] as { alerts: { key: string; severity: string }[] }).alerts.filter(({ severity }) => severity === 'major' || severity === 'contraindicated');
  assert.ok(alerts.length > 0);
  const unanswered = await preparePrescription(doctor, id, version, house.efirmaOf(doctorMember));
  assert.equal(unanswered.body['code'], 'alerts-unanswered');
  assert.ok(!JSON.stringify(unanswered.body).includes('warfarina'), 'a refusal names no medicine');
  const overrides = alerts.map(({ key }) => ({ key, reason: 'will-monitor' as const, words: '' }));
  const again = await doctor.call('PUT', `/api/prescriptions/${id}/draft`, { version, saveId: crypto.randomUUID(), content: aPrescription(lines, { overrides }) });
  const signed = await signPrescription(doctor, id, Number(again.body['version']), house.efirmaOf(doctorMember));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  const rows = await home.asSuperuser<{ reason: string | null }>('select reason from rx.signed_alert where prescription_id = $1 and severity in (\'major\', \'contraindicated\')', [id]);
  assert.deepEqual(rows.map(({ reason }) => reason), alerts.map(() => 'will-monitor'));
});

test('an allergy that is told between preparing and signing is not signed over', async () => {
  const patientId = await house.register(desk);
  const { id, version } = await writePrescription(doctor, patientId, aPrescription([amoxicillin]));
  const efirma = house.efirmaOf(doctorMember);
  const prepared = await preparePrescription(doctor, id, version, efirma);
  assert.equal(prepared.status, 201, JSON.stringify(prepared.body));
  const told = await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: { kind: 'allergy', status: 'active', since: null, until: null, substance: 'penicilina', category: 'medication', criticality: 'high', reaction: 'anafilaxia', note: '' } });
  assert.equal(told.status, 201);
  assert.equal((await sealPrescription(doctor, id, efirma, prepared)).body['code'], 'preparation-outdated');
});

test('what was signed is taken still, until the treatment ends or the prescription does', async () => {
  const patientId = await house.register(desk);
  const first = await writePrescription(doctor, patientId, aPrescription([amoxicillin]));
  assert.equal((await signPrescription(doctor, first.id, first.version, house.efirmaOf(doctorMember))).status, 200);
  const { saved } = await writePrescription(doctor, patientId, aPrescription([amoxicillin]));
  const kinds = (): string[] => (saved.body['safety'] as { alerts: { kind: string }[] }).alerts.map(({ kind }) => kind);
  assert.ok(kinds().includes('duplicate'));
});

test('an unknown medicine is told as not checked, never as safe', async () => {
  const { saved } = await writePrescription(doctor, await house.register(desk), aPrescription([aLine({ ingredients: [], generic: 'Xilofonina 40' }), aLine({ ingredients: ['nadie-lo-conoce'], generic: 'Otra cosa' })]));
  const { unmatched } = saved.body['safety'] as { unmatched: { text: string }[] };
  assert.deepEqual(unmatched.map(({ text }) => text), ['Xilofonina 40', 'Otra cosa']);
});

test('nobody but its author hangs a line on a prescription in work', async () => {
  const { id } = await writePrescription(doctor, await house.register(desk), aPrescription([amoxicillin]));
  const other = await house.signIn(await house.hire(['physician']));
  const actor = await authenticate(house.api.identity, other.cookie() ?? '');
  assert.ok(actor !== null);
  const [row] = await home.asSuperuser<{ patient_id: string }>('select patient_id from rx.prescription where id = $1', [id]);
  await assert.rejects(house.api.database.withActor(actor, (tx) => tx.query(
    'insert into rx.signed_line (clinic_id, prescription_id, patient_id, line, ingredients, is_antibiotic, unit, per_fill, fills) values ($1, $2, $3, 9, \'{morfina}\', false, \'tableta\', 100, 1)',
    [house.clinicId, id, row?.patient_id])), /row-level security/);
});
