import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { anAct, openCodeServer } from '#modules/dispensing/testing.ts';
import type { CodeServer } from '#modules/dispensing/testing.ts';
import { createDemoAuthority } from '#platform/efirma/demo-authority.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { Database } from '#platform/postgres/database.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { createTestDatabase, testRootKey } from './database.ts';
import type { TestDatabase } from './database.ts';
import { openHouse } from './house.ts';
import type { Caller, House, Member } from './house.ts';
import { printPrescription } from './prescriptions.ts';
import type { Printed } from './prescriptions.ts';

/** What somebody does to a printed code who does not mean well, or at the same moment as somebody else. */

const holder = { kind: 'gate', login: 'amate_pharmacy' } as const;

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
let codes: CodeServer;
/** A second pharmacy, with connections of its own. */
let elsewhere: Database;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
  codes = await openCodeServer({ ownerUrl: home.ownerUrl, rootKey: testRootKey }, [house.authority.certificateDer]);
  elsewhere = openDatabase({ urls: urlsOfRoles(home.ownerUrl, testRootKey, ['amate_pharmacy']), application: 'another pharmacy', poolSize: 4 });
});
after(async () => {
  await elsewhere.close();
  await codes.close();
  await house.close();
  await home.close();
});

const printed = async (): Promise<Printed> => printPrescription({ doctor, efirma: house.efirmaOf(member), patientId: await house.register(desk) });

type Told = { readonly outcome: string; readonly reason?: string };
type Change = Readonly<Record<string, unknown>>;
const askOf = async (database: Pick<Database, 'withActor'>, token: string, { item = {}, act = {} }: { readonly item?: Change; readonly act?: Change } = {}): Promise<Told> => {
  const [row] = await database.withActor(holder, (tx) => tx.query<{ told: Told }>("select pharmacy.dispense(sha256(convert_to('amate/token:' || $1, 'UTF8')), $2::jsonb) as told", [token, JSON.stringify({
    request_id: randomUUID(), by_kind: 'pharmacist', licence: '7654321', by_name: 'Farmacéutica', establishment: 'Farmacia Inventada', address: '', retained: false, void_secret_sha256: '0'.repeat(64),
    items: [{ line: 1, quantity: 9, brand: 'Marca', lot: 'L1', expires_on: '2031-01-31', acquired_on: null, ...item }], ...act,
  })]));
  assert.ok(row);
  return row.told;
};

const handed = async (id: string): Promise<{ readonly acts: number; readonly items: number; readonly units: number }> => {
  const [row] = await home.asSuperuser<{ acts: number; items: number; units: number }>(
    `select (select count(*)::int from pharmacy.dispensing where prescription_id = $1) as acts,
       (select count(*)::int from pharmacy.item where prescription_id = $1) as items,
       (select coalesce(sum(quantity), 0)::float8 from pharmacy.item i where prescription_id = $1
         and not exists (select from pharmacy.voiding v where v.clinic_id = i.clinic_id and v.dispensing_id = i.dispensing_id)) as units`, [id]);
  assert.ok(row);
  return row;
};
const none = { acts: 0, items: 0, units: 0 };

/** Changes what is frozen, as somebody could who owns the machine. */
const forge = async (set: string, values: readonly unknown[]): Promise<void> => {
  await home.asSuperuser('alter table rx.signed disable trigger frozen', []);
  await home.asSuperuser(`update rx.signed set ${set} where prescription_id = $1`, values);
  await home.asSuperuser('alter table rx.signed enable trigger frozen', []);
};

test('RX-DISP: two pharmacies with connections of their own ask two hundred times for two units of nine: four get them, one unit stays', async () => {
  const { id, token } = await printed();
  const told = await Promise.all(Array.from({ length: 200 }, (_, at) => askOf(at % 2 === 0 ? codes.database : elsewhere, token, { item: { quantity: 2 } })));
  assert.equal(told.filter(({ outcome }) => outcome === 'done').length, 4);
  assert.deepEqual([...new Set(told.filter(({ outcome }) => outcome !== 'done').map(({ reason }) => reason))], ['more-than-left']);
  assert.deepEqual(await handed(id), { acts: 4, items: 4, units: 8 });
});

test('the same request from both at once is one act', async () => {
  const { id, token } = await printed();
  const act = { request_id: randomUUID() };
  const told = await Promise.all(Array.from({ length: 20 }, (_, at) => askOf(at % 2 === 0 ? codes.database : elsewhere, token, { act, item: { quantity: 1 } })));
  assert.deepEqual(told.map(({ outcome }) => outcome).sort(), ['done', ...Array.from({ length: 19 }, () => 'replayed')]);
  assert.deepEqual(await handed(id), { acts: 1, items: 1, units: 1 });
});

test('the act that took the last units, sent again because its answer was lost, is known as the same', async () => {
  const { id, token } = await printed();
  const act = anAct();
  assert.equal((await codes.call(`/v/${token}/surtidos`, act)).status, 201);
  const again = await codes.call(`/v/${token}/surtidos`, act);
  assert.equal(again.status, 200);
  assert.match(again.text, /no se repitió/);
  assert.deepEqual(await handed(id), { acts: 1, items: 1, units: 9 });
  assert.match((await codes.call(`/v/${token}/surtidos`, anAct())).text, /No quedan piezas|Ya se surtió/);
});

test('cancelled while it is being handed over: whichever came first holds, and nothing follows a cancellation', async () => {
  for (let round = 0; round < 6; round += 1) {
    const { id, token } = await printed();
    const [told, cancelled] = await Promise.all([
      Promise.all(Array.from({ length: 9 }, (_, at) => askOf(at % 2 === 0 ? codes.database : elsewhere, token, { item: { quantity: 1 } }))),
      doctor.call('POST', `/api/prescriptions/${id}/cancellation`, { reason: 'wrong-medicine', words: '' }),
    ]);
    assert.ok(cancelled.status === 200 || cancelled.status === 409, String(cancelled.status));
    const done = told.filter(({ outcome }) => outcome === 'done').length;
    assert.equal((await handed(id)).acts, done);
    if (cancelled.status !== 200) continue;
    for (const { outcome, reason } of told) assert.ok(outcome === 'done' || reason === 'cancelled', `${outcome} ${String(reason)}`);
    assert.deepEqual(await askOf(elsewhere, token, { item: { quantity: 1 } }), { outcome: 'refused', reason: 'cancelled' });
  }
});

test('an act that is taken back twice at once is taken back once', async () => {
  const { id, token } = await printed();
  const done = await codes.call(`/v/${token}/surtidos`, anAct());
  const code = /class="code">([0-9A-Z-]+)</.exec(done.text)?.[1] ?? '';
  const act = /<option value="([0-9a-f-]{36})"/.exec((await codes.call(`/v/${token}`)).text)?.[1] ?? '';
  const answers = await Promise.all([1, 2, 3, 4].map(() => codes.call(`/v/${token}/anulaciones`, { act, code, reason: 'dos veces a la vez' })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  assert.deepEqual(await handed(id), { acts: 1, items: 1, units: 0 });
});

test('the receipt’s code of one prescription takes back nothing of another', async () => {
  const [one, other] = [await printed(), await printed()];
  const done = await codes.call(`/v/${one.token}/surtidos`, anAct());
  const code = /class="code">([0-9A-Z-]+)</.exec(done.text)?.[1] ?? '';
  const act = /<option value="([0-9a-f-]{36})"/.exec((await codes.call(`/v/${one.token}`)).text)?.[1] ?? '';
  assert.equal((await codes.call(`/v/${other.token}/anulaciones`, { act, code, reason: 'con otra receta' })).status, 409);
  assert.equal((await handed(one.id)).units, 9);
});

test('a signature of an authority that is not trusted is told as altered', async () => {
  const { id, token } = await printed();
  const stranger = createDemoAuthority(new Date(Date.now() - 400 * 86_400_000));
  const strict = await openCodeServer({ ownerUrl: home.ownerUrl, rootKey: testRootKey }, [stranger.certificateDer]);
  try {
    assert.match((await strict.call(`/v/${token}`)).text, /No surtir: la firma no corresponde/);
    assert.equal((await strict.call(`/v/${token}/surtidos`, anAct())).status, 409);
    assert.deepEqual(await handed(id), none);
  } finally {
    await strict.close();
  }
  assert.match((await codes.call(`/v/${token}`)).text, /Receta vigente/);
});

test('another physician’s certificate in the place of the signer’s is told as altered, also where it is trusted', async () => {
  const { id, token } = await printed();
  const other = house.efirmaOf(await house.hire(['physician']));
  await forge('certificate = $2', [id, Buffer.from(other.certificateDer)]);
  assert.match((await codes.call(`/v/${token}`)).text, /No surtir: la firma no corresponde/);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct())).status, 409);
  assert.deepEqual(await handed(id), none);
});

test('a time of signing outside the certificate’s life is told as altered', async () => {
  const { id, token } = await printed();
  await forge("signed_at = signed_at - interval '10 years'", [id]);
  assert.match((await codes.call(`/v/${token}`)).text, /No surtir: la firma no corresponde/);
  assert.equal((await codes.call(`/v/${token}/surtidos`, anAct())).status, 409);
  assert.deepEqual(await handed(id), none);
});

for (const byte of [0, 13, 40, -1]) {
  test(`byte ${byte < 0 ? 'last' : String(byte)} of the sealed copy flipped: it opens nothing`, async () => {
    const { id, token } = await printed();
    await home.asSuperuser('alter table rx.public_copy disable trigger frozen', []);
    await home.asSuperuser(
      `update rx.public_copy c set sealed = set_byte(c.sealed, a.at, get_byte(c.sealed, a.at) # 1)
       from (select case when $2::int < 0 then octet_length(sealed) - 1 else $2::int end as at from rx.public_copy where prescription_id = $1) a
       where c.prescription_id = $1`, [id, byte]);
    await home.asSuperuser('alter table rx.public_copy enable trigger frozen', []);
    assert.equal((await codes.call(`/v/${token}`)).status, 404);
    assert.equal((await codes.call(`/v/${token}/surtidos`, anAct())).status, 404);
    assert.deepEqual(await handed(id), none);
  });
}

for (const [called, change] of Object.entries<{ readonly item?: Change; readonly act?: Change }>({
  'NaN as a quantity': { item: { quantity: 'NaN' } }, 'an infinite quantity': { item: { quantity: 'Infinity' } }, 'minus infinity': { item: { quantity: '-Infinity' } }, 'a quantity of 1e308': { item: { quantity: 1e308 } },
  'a quantity that rounds to nothing': { item: { quantity: 0.0001 } }, 'no quantity': { item: { quantity: null } }, 'a quantity below nothing': { item: { quantity: -9 } }, 'nine and a bit': { item: { quantity: 9.0001 } },
  'a line that is not there': { item: { line: 2 } }, 'no line': { item: { line: null } }, 'no expiry': { item: { expires_on: null } }, 'a brand of ten thousand letters': { item: { brand: 'a'.repeat(10_000) } }, 'no lot': { item: { lot: '' } },
  'nothing asked': { act: { items: [] } }, 'items that are none': { act: { items: 7 } }, 'no items': { act: { items: null } }, 'no request': { act: { request_id: null } }, 'retained said by nobody': { act: { retained: null } },
  'a kind of its own': { act: { by_kind: 'patient' } }, 'a short secret': { act: { void_secret_sha256: '00' } }, 'the same line twice': { act: { items: [1, 1].map((line) => ({ line, quantity: 5, brand: 'M', lot: 'L', expires_on: '2031-01-31' })) } },
})) {
  test(`past the form, ${called}: the database itself hands nothing over`, async () => {
    const { id, token } = await printed();
    const told = await askOf(elsewhere, token, change).catch((error: unknown) => ({ outcome: `error ${String((error as { code?: string }).code)}` }));
    assert.ok(told.outcome === 'refused' || /^error 2[23]/.test(told.outcome), JSON.stringify(told));
    assert.deepEqual(await handed(id), none);
    assert.equal((await askOf(elsewhere, token)).outcome, 'done', 'and what was asked wrongly blocks nobody');
  });
}
