import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Prepared } from '#modules/record/contract.ts';
import { createDemoAuthority, issueDemoEfirma } from '#platform/efirma/demo-authority.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { completeNote, housePassword, openHouse, prepareNote, signaturesOf, signNote, writeNote } from './house.ts';
import type { Answer, Caller, House, Member } from './house.ts';

/** Every way to get a signature onto something that its owner did not sign. */

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician', 'nurse']);
  doctor = await house.signIn(member);
  assert.equal((await doctor.call('POST', '/api/session/duty', { clinicId: house.clinicId, duty: 'physician' })).status, 200);
  assert.equal((await doctor.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
});
after(async () => {
  await house.close();
  await home.close();
});

type Ceremony = { readonly noteId: string; readonly version: number; readonly efirma: ReturnType<House['efirmaOf']>; readonly prepared: Prepared; readonly signatures: Awaited<ReturnType<typeof signaturesOf>> };
const ceremony = async (): Promise<Ceremony> => {
  const { noteId, version } = await writeNote(doctor, await house.register(doctor));
  const efirma = house.efirmaOf(member);
  const answer = await prepareNote(doctor, noteId, version, efirma);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const prepared = answer.body as Prepared;
  return { noteId, version, efirma, prepared, signatures: await signaturesOf(efirma, prepared) };
};
const sign = (who: Caller, noteId: string, body: object): Promise<Answer> => who.call('POST', `/api/notes/${noteId}/signature`, body);
const save = (noteId: string, version: number): Promise<Answer> => doctor.call('PUT', `/api/notes/${noteId}/draft`, { version, saveId: randomUUID(), content: { ...completeNote, plan: 'Otro plan' } });
const signedRows = async (noteId: string): Promise<number> => (await home.asSuperuser('select from clin.signed_note where note_id = $1', [noteId])).length;

test('what was prepared for one note signs no other, for no other person, in no other duty, and no later version', async () => {
  const [one, two] = [await ceremony(), await ceremony()];
  assert.equal((await sign(doctor, two.noteId, one.signatures)).status, 404);
  const colleague = await house.signIn(await house.hire(['physician']));
  assert.equal((await sign(colleague, one.noteId, one.signatures)).status, 404);
  assert.equal((await save(two.noteId, two.version)).status, 200);
  assert.equal((await sign(doctor, two.noteId, two.signatures)).body['code'], 'draft-changed-elsewhere');
  const nurse = await house.signIn(member);
  assert.equal((await nurse.call('POST', '/api/session/duty', { clinicId: house.clinicId, duty: 'nurse' })).status, 200);
  assert.equal((await nurse.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
  assert.equal((await sign(nurse, one.noteId, one.signatures)).body['code'], 'document-of-another-duty');
  assert.equal(await signedRows(one.noteId) + await signedRows(two.noteId), 0);
});

test('another key, signatures changed round, stretched or of another ceremony are refused', async () => {
  const one = await ceremony();
  const other = await signaturesOf(house.efirmaOf(member), one.prepared);
  const stretched = (text: string): string => Buffer.concat([Buffer.from([0]), Buffer.from(text, 'base64')]).toString('base64');
  const foreign = (await ceremony()).signatures;
  const forged: readonly Partial<Ceremony['signatures']>[] = [
    { payloadSignature: other.payloadSignature }, { attributesSignature: other.attributesSignature },
    { payloadSignature: one.signatures.attributesSignature, attributesSignature: one.signatures.payloadSignature },
    { payloadSignature: stretched(one.signatures.payloadSignature) }, { attributesSignature: stretched(one.signatures.attributesSignature) },
    { payloadSignature: foreign.payloadSignature }, { attributesSignature: foreign.attributesSignature }, { payloadSignature: 'AA==' },
  ];
  for (const part of forged) assert.match(String((await sign(doctor, one.noteId, { ...one.signatures, ...part })).body['code']), /^signature-of-/, JSON.stringify(part).slice(0, 60));
  assert.equal(await signedRows(one.noteId), 0);
  assert.equal((await sign(doctor, one.noteId, one.signatures)).status, 200);
});

test('an authority of the same name, a seal certificate, a company, somebody else’s or stretched bytes prepare nothing', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(doctor));
  const twin = createDemoAuthority(new Date(Date.now() - 2 * 365 * 86_400_000));
  const wanted = { kind: 'fiel', name: 'ELENA PRUEBA', rfc: `${member.rfc}AB1`, curp: member.curp, passphrase: 'clave de prueba', notBefore: new Date(Date.now() - 86_400_000) } as const;
  const good = house.efirmaOf(member).certificateDer;
  const refusals: readonly (readonly [Uint8Array<ArrayBuffer>, RegExp])[] = [
    [issueDemoEfirma(twin, wanted).certificateDer, /untrusted-issuer/],
    [twin.certificateDer, /efirma-/],
    [house.authority.certificateDer, /efirma-/],
    [house.efirmaOf(member, { kind: 'csd' }).certificateDer, /efirma-/],
    [house.efirmaOf(member, { curp: 'XEXX010101HNEXXXA4' }).certificateDer, /someone-else/],
    [Uint8Array.from([...good, 0]), /not-a-certificate/],
    [Uint8Array.from([...good, ...good]), /not-a-certificate/],
  ];
  for (const [certificateDer, code] of refusals) assert.match(String((await prepareNote(doctor, noteId, version, { certificateDer })).body['code']), code);
});

test('saving, discarding and signing at once: one wins and nothing is half done', async () => {
  for (const rival of ['save', 'discard', 'sign'] as const) {
    for (const isFirst of [true, false]) {
      const one = await ceremony();
      const acts = [
        () => sign(doctor, one.noteId, one.signatures),
        () => (rival === 'save' ? save(one.noteId, one.version) : rival === 'discard' ? doctor.call('POST', `/api/notes/${one.noteId}/discard`, { reason: 'Ya no' }) : sign(doctor, one.noteId, one.signatures)),
      ];
      const answers = await Promise.all((isFirst ? acts : acts.reverse()).map((act) => act()));
      const statuses = answers.map(({ status }) => status).sort();
      assert.deepEqual(statuses, rival === 'sign' ? [200, 200] : [200, 409], `${rival} ${JSON.stringify(answers.map(({ body }) => body))}`);
      const [note] = await home.asSuperuser<{ state: string; content: Buffer | null }>('select state, content from clin.note where id = $1', [one.noteId]);
      assert.equal(await signedRows(one.noteId), note?.state === 'signed' ? 1 : 0);
      assert.equal(note?.content === null, note?.state === 'signed');
      assert.equal((await home.asSuperuser('select from audit.pending where action = \'note-signed\' and entity_id = $1', [one.noteId])).length, note?.state === 'signed' ? 1 : 0);
    }
  }
});

test('a cédula withdrawn between preparing and signing stops the signature', async () => {
  const one = await ceremony();
  await home.asSuperuser('update org.licence set withdrawn_at = now() where person_id = $1', [member.personId]);
  try {
    assert.equal((await sign(doctor, one.noteId, one.signatures)).body['code'], 'signer-may-not-practise');
  } finally {
    await home.asSuperuser('alter table org.licence disable trigger attested_once');
    await home.asSuperuser('update org.licence set withdrawn_at = null where person_id = $1', [member.personId]);
    await home.asSuperuser('alter table org.licence enable trigger attested_once');
  }
});

test('the longest note with control characters, right-to-left marks and names of prototypes comes back as it was written', async () => {
  const patientId = await house.register(doctor);
  const text = `\u0001\u0007\u202Ecorreo\u2066 __proto__ constructor 😀 ${'ñ'.repeat(49_000)}`;
  const { noteId, version } = await writeNote(doctor, patientId, { ...completeNote, subjective: text, examination: 'x '.repeat(25_000), plan: '\n'.repeat(2_000), prognosis: '{"__proto__":{"a":1}}' });
  const signed = await signNote(doctor, noteId, version, house.efirmaOf(member));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  const note = (await doctor.call('GET', `/api/notes/${noteId}`)).body['content'] as { subjective: string };
  assert.equal(note.subjective, text);
  assert.equal((await doctor.call('POST', `/api/notes/${noteId}/verification`)).body['ok'], true);
});

test('an addendum hangs from the note it was started from, whatever the caller adds, and from no draft', async () => {
  const one = await ceremony();
  assert.equal((await doctor.call('POST', `/api/notes/${one.noteId}/addenda`)).body['code'], 'note-not-signed');
  assert.equal((await sign(doctor, one.noteId, one.signatures)).status, 200);
  const started = await doctor.call('POST', `/api/notes/${one.noteId}/addenda`, { patientId: randomUUID(), amends: randomUUID() });
  const [rows] = await home.asSuperuser<{ same: boolean }>('select a.patient_id = n.patient_id and a.amends = n.id as same from clin.note a join clin.note n on n.id = $2 where a.id = $1', [started.body['noteId'], one.noteId]);
  assert.equal(rows?.same, true);
  assert.equal((await doctor.call('POST', `/api/notes/${String(started.body['noteId'])}/addenda`)).body['code'], 'note-not-signed');
});
