import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { openCheckpointMemory, openSigningKey, sealPending } from '#modules/audit/public.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { run } from './doctor.ts';

let home: TestDatabase;
let folder: string;
before(async () => {
  home = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'amate-doctor-'));
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'amate-data.json'), '{"kind":"test"}');
  await writeFile(join(folder, 'keys', 'root.key'), Buffer.from(testRootKey).toString('base64url'), { mode: 0o600 });
  process.env['DATABASE_URL'] = home.ownerUrl;
  process.env['AMATE_DATA_DIR'] = folder;
});
after(async () => {
  await rm(folder, { recursive: true });
  await home.close();
});

type Told = { readonly healthy: boolean; readonly conditions: readonly { readonly name: string; readonly holds: boolean; readonly found: string; readonly remedy: string }[] };
const told = async (wanted: string): Promise<Told['conditions'][number]> => {
  const out: string[] = [];
  await run(['--json'], { stdout: (line) => out.push(line), stderr: () => undefined });
  return (JSON.parse(out.join('')) as Told).conditions.find(({ name }) => name === wanted) ?? assert.fail();
};
const sealingTold = (): ReturnType<typeof told> => told('audit sealing');

test('amate doctor finds sealing in order when nothing waits, and names the last checkpoint once there is one', async () => {
  assert.deepEqual([(await sealingTold()).holds, (await sealingTold()).found], [true, '0 entries wait, the oldest 0.0 s; no checkpoint yet']);
  await home.asSuperuser('insert into audit.pending (clinic_id, purpose, action) values (gen_random_uuid(), \'maintenance\', \'test.act\')');
  const keys = join(folder, 'keys');
  await sealPending({ database: home.database, key: await openSigningKey(home.database, keys), memory: openCheckpointMemory(keys), clock: systemClock });
  assert.match((await sealingTold()).found, /^0 entries wait, the oldest 0\.0 s; checkpoint 1 of 20/);
});

test('amate doctor says when printed codes lead where no pharmacy can go, and calls an address without https wrong', async () => {
  assert.deepEqual([(await told('printed codes')).holds, (await told('printed codes')).found], [true, 'lead to http://localhost:8080, which a pharmacy cannot open']);
  try {
    process.env['AMATE_PUBLIC_URL'] = 'http://localhost:8080';
    assert.equal((await told('printed codes')).holds, false);
    process.env['AMATE_PUBLIC_URL'] = 'https://clinic.example';
    assert.deepEqual([(await told('printed codes')).holds, (await told('printed codes')).found], [true, 'lead to https://clinic.example']);
  } finally {
    delete process.env['AMATE_PUBLIC_URL'];
  }
});

test('amate doctor logs in as whoever holds a printed code, and names every table it could reach', async () => {
  const name = 'login of printed codes';
  assert.deepEqual([(await told(name)).holds, (await told(name)).found], [true, 'amate_pharmacy logs in, calls its three functions and holds no table']);
  await home.asSuperuser('grant select (folio) on rx.signed to amate_pharmacy');
  assert.deepEqual([(await told(name)).holds, (await told(name)).found], [false, 'amate_pharmacy holds rx.signed']);
  await home.asSuperuser('revoke select (folio) on rx.signed from amate_pharmacy');
  const functions = await home.asSuperuser("select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'pharmacy' and p.proname = 'void'") as { name: string }[];
  await home.asSuperuser(`revoke execute on function ${functions[0]?.name ?? ''} from amate_pharmacy`);
  assert.equal((await told(name)).found, 'amate_pharmacy may not call pharmacy.void');
  await home.asSuperuser(`grant execute on function ${functions[0]?.name ?? ''} to amate_pharmacy`);
});

test('amate doctor calls it wrong when entries keep waiting, and says what to do', async () => {
  await home.asSuperuser('insert into audit.pending (clinic_id, at, purpose, action) values (gen_random_uuid(), now() - interval \'30 seconds\', \'maintenance\', \'test.act\')');
  const sealing = await sealingTold();
  assert.equal(sealing.holds, false);
  assert.match(sealing.found, /^1 entries wait, the oldest 3\d\.\d s/);
  assert.match(sealing.remedy, /^Start Amate/);
});
