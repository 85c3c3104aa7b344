import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import type { ClinicId, NoteId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { openTestAudit } from '#modules/audit/testing.ts';
import { verifyNote } from '#modules/record/public.ts';
import type { RecordDeps } from '#modules/record/public.ts';
import { visitBegun, visitEnded } from '#modules/scheduling/public.ts';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { judgeCertificate } from '#platform/efirma/certificate.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { createTestDatabase, signedIn, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { seedDemo } from './seed.ts';

const random = (length: number): Uint8Array => randomBytes(length);

describe('the demo practice', () => {
  let home: TestDatabase;
  let dataFolder: string;
  const seed = (password: string): Promise<void> => seedDemo({
    ownerUrl: home.ownerUrl, databaseUrls: urlsOfRoles(home.ownerUrl, testRootKey, loginRoles), rootKey: Buffer.from(testRootKey).toString('base64url'), password, dataFolder, publicUrl: 'https://demo.clinica.example',
  });
  const count = async (from: string): Promise<number> => Number((await home.asSuperuser<{ n: string }>(`select count(*)::text as n from ${from}`))[0]?.n);
  const efirmaFile = (name: string): Promise<Buffer> => readFile(join(dataFolder, 'demo-efirma', name));

  before(async () => {
    home = await createTestDatabase();
    dataFolder = await mkdtemp(join(tmpdir(), 'amate-demo-'));
    await seed('demostracion-local-1');
  });
  after(async () => {
    await home.close();
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('has patients, signed notes, drafts, addenda and an agenda', async () => {
    assert.equal(await count('front.patient'), 47);
    assert.ok(await count("clin.signed_note where kind = 'evolution'") >= 280);
    assert.equal(await count("clin.signed_note where kind = 'addendum'"), 4);
    assert.equal(await count("clin.note where state = 'draft'"), 3);
    assert.equal(await count("front.patient where status = 'merged'"), 1);
    assert.equal(await count('front.patient where unknown_person'), 1);
    assert.equal(await count('front.appointment'), 10 + 9 + 8 + 3 * 4);
  });

  it('gives cards for the sign-in screen', async () => {
    const cards = JSON.parse(await readFile(join(dataFolder, 'demo-logins.json'), 'utf8')) as readonly { email: string; duty: string }[];
    assert.deepEqual(cards.map(({ email, duty }) => `${email} ${duty}`), [
      'medica@demo.amate physician', 'medico@demo.amate physician', 'pediatra@demo.amate physician', 'enfermera@demo.amate nurse',
      'recepcion@demo.amate receptionist', 'auditora@demo.amate auditor', 'admin@demo.amate administrator',
    ]);
  });

  it('leaves no session open', async () => {
    assert.equal(await count('auth.session'), 4);
    assert.equal(await count('auth.session where ended_at is null'), 0);
  });

  it('issues e.firmas that open with their passwords, in files of the owner alone, and samples that are refused', async () => {
    const issuer = await readFile(join(dataFolder, 'trusted-issuers', 'demo-ca.cer'));
    const passphrase = (await efirmaFile('medica@demo.amate.password')).toString('utf8').trim();
    const own = await efirmaFile('medica@demo.amate.cer');
    const opened = await openEfirma({ certificateDer: own, keyDer: await efirmaFile('medica@demo.amate.key'), passphrase });
    assert.equal(opened.ok, true);
    assert.equal((await stat(join(dataFolder, 'demo-efirma', 'medica@demo.amate.key'))).mode & 0o777, 0o600);
    const judge = (der: Uint8Array) => judgeCertificate(der, { trusted: [issuer], at: systemClock.now(), expectedCurp: judgeCurp(own, issuer) });
    assert.deepEqual(judge(own).refusals, []);
    for (const name of ['csd', 'vencida', 'persona-moral', 'ajena']) assert.notEqual(judge(await efirmaFile(`otros/${name}.cer`)).refusals.length, 0, name);
  });

  it('signed notes verify', async () => {
    const [clinic] = await home.asSuperuser<{ clinic_id: ClinicId }>('select clinic_id from org.clinic');
    const reader = await signedIn(home, clinic!.clinic_id, 'amate_clinician', 'physician');
    const issuer = await readFile(join(dataFolder, 'trusted-issuers', 'demo-ca.cer'));
    const deps: RecordDeps = { database: home.database, vault: home.vault, clock: systemClock, random, newId: () => newId(systemClock.now().getTime(), random), trustedIssuers: () => [issuer], facts: { visitBegun, visitEnded } };
    const notes = await home.asSuperuser<{ note_id: NoteId }>('select note_id from clin.signed_note order by md5(note_id::text) limit 20');
    for (const { note_id } of notes) {
      const { verification } = await home.database.withActor(reader, (tx) => verifyNote(deps, tx, note_id));
      assert.deepEqual(verification.problems, []);
    }
    assert.equal(notes.length, 20);
  });

  it('shows prescriptions on paper, without constancia and with one', async () => {
    assert.equal(await count("rx.constancia where kind = 'nom-151' and status = 'issuer-trusted'"), 1);
    assert.equal(await count('rx.signed'), 4);
  });

  it('leaves an audit that is sound', async () => {
    const audit = await openTestAudit(home.database);
    assert.ok(await audit.seal() > 1_000);
    const verdict = await audit.verify();
    assert.deepEqual(verdict.faults, []);
    await audit.close();
  });

  it('fills nothing a second time, and takes a new password', async () => {
    const counts = async () => [await count('front.patient'), await count('clin.signed_note'), await count('org.clinic'), await count('org.staff_member')];
    const hash = async () => (await home.asSuperuser<{ password_hash: string }>("select password_hash from auth.account where email_folded = 'medica@demo.amate'"))[0]?.password_hash;
    const [before1, hash1] = [await counts(), await hash()];
    await seed('otra-demostracion-2');
    assert.deepEqual(await counts(), before1);
    assert.notEqual(await hash(), hash1);
  });

  it('refuses a demo that was left half filled', async () => {
    await rm(join(dataFolder, 'demo-logins.json'));
    await assert.rejects(seed('demostracion-local-1'), /half filled/);
  });
});

const judgeCurp = (der: Uint8Array, issuer: Uint8Array): string => judgeCertificate(der, { trusted: [issuer], at: systemClock.now(), expectedCurp: '' }).profile?.curp ?? '';
