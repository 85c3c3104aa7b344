import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { aComplete } from '#modules/documents/testing.ts';
import { catalogueText } from '#modules/terminology/public.ts';
import type { FormKind, FormValues } from '#modules/documents/contract.ts';
import { signNote } from '../house.ts';
import { chooseFiles, field, givePassphrase } from './consult-steps.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, speak } from './real-server.ts';

const diagnoses = [{ code: 'Z000', term: 'Examen médico general', catalogue: catalogueText(), certainty: 'confirmed' as const, firstTime: true }];
const formOf = (kind: FormKind, answers: FormValues) => {
  const form = aComplete(kind, answers);
  return { ...form, values: Object.fromEntries(Object.entries(form.values).map(([id, value]) => [id, Array.isArray(value) && value.some((each) => 'certainty' in each) ? diagnoses : value])) };
};

test('N004-10.1.2 an operative note asks for its consent, is signed with it, and the consent can be revoked; who is observed is marked', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const who = await house.hire(['physician']);
  const doctor = await house.signIn(who);
  const efirma = house.efirmaOf(who);
  const patientId = await house.register(doctor, 'Quirúrgica');
  const write = async (kind: FormKind, answers: FormValues, of = patientId): Promise<string> => {
    const noteId = String((await doctor.call('POST', '/api/documents', { patientId: of, kind })).body['noteId']);
    assert.equal((await doctor.call('PUT', `/api/notes/${noteId}/draft`, { version: 0, saveId: randomUUID(), content: formOf(kind, answers) })).status, 200);
    return noteId;
  };
  const noteId = await write('postoperative', { consentAct: '' });
  const consentId = await write('consent', { act: 'major-surgery', signerCapacity: 'patient', documentTitle: 'Consentimiento para apendicectomía' });

  await t.test('it says what is missing, takes the signed consent and is signed', async () => {
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, who);
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${address}/consulta/${noteId}`);
    await page.getByText('El paciente no tiene un consentimiento firmado y vigente para este acto.').waitFor();
    await axe(page, 'an operative note without consent');
    await shoot(page, 'consent-missing');
    assert.equal((await signNote(doctor, consentId, 1, efirma)).status, 200);
    await page.reload();
    await field(page, 'consent').waitFor();
    await field(page, 'consent').selectOption(consentId);
    await page.getByText('Nada falta').waitFor();
    await axe(page, 'an operative note with its consent');
    await shoot(page, 'consent-chosen');
    await page.keyboard.press('Control+Enter');
    await chooseFiles(page, efirma);
    await givePassphrase(page, efirma.passphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Se apoya en: Consentimiento para apendicectomía').waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  const emergencyPatient = await house.register(doctor, 'Urgente');
  await write('emergency-initial', {}, emergencyPatient);
  await t.test('the consent is revoked in the record, and a patient stays under observation', async () => {
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, who);
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${address}/pacientes/${patientId}?nota=${consentId}`);
    await page.getByRole('button', { name: 'Registrar revocación' }).click();
    await page.getByRole('dialog').getByLabel('Quién revoca').fill('La paciente');
    await page.getByRole('dialog').getByLabel('Motivo').fill('Decidió esperar.');
    await axe(page, 'revoking a consent');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Consentimiento revocado').waitFor();
    await page.goto(`${address}/pacientes/${emergencyPatient}`);
    await page.getByRole('button', { name: 'Queda en observación' }).click();
    await page.getByText('En observación').waitFor();
    await axe(page, 'a patient under observation');
    await shoot(page, 'observation');
    assert.deepEqual(faults, []);
    await close();
  });

  await house.home.asSuperuser(
    `do $$ begin
       set local session_replication_role = replica;
       update clin.encounter set started_at = started_at - interval '9 hours' where patient_id = '${emergencyPatient}';
     end $$`);
  for (const look of looks) {
    await t.test(`overdue notes and a revoked consent show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, who);
      await opened.page.getByText(/Una nota de observación vencida|One overdue observation note/).waitFor();
      await axe(opened.page, 'overdue notes on the agenda');
      await shoot(opened.page, `observation-overdue-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.goto(`${address}/pacientes/${patientId}?nota=${consentId}`);
      await opened.page.getByText(/Consentimiento revocado|Consent revoked/).waitFor();
      await axe(opened.page, 'a revoked consent');
      assert.deepEqual(opened.faults, []);
      await opened.close();
    });
  }
});
