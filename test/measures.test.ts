import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { openHouse } from './house.ts';
import type { House } from './house.ts';

let home: TestDatabase;
let house: House;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
});
after(async () => {
  await house.close();
  await home.close();
});

test('the running api tells how far sealing is behind; readiness does not depend on it, for what waits is durable', async () => {
  await home.asSuperuser('insert into audit.pending (clinic_id, at, purpose, action) values ($1, now() - interval \'120 seconds\', \'maintenance\', \'test.act\')', [house.clinicId]);
  const ask = (url: string) => house.api.app.inject({ method: 'GET', url, headers: { host: '127.0.0.1:8080' } });
  const measures = (await ask('/metrics')).body;
  const told = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(measures)?.[1]);
  assert.ok(told('amate_audit_sealing_lag_seconds') >= 120);
  assert.ok(told('amate_audit_pending_entries') >= 1);
  assert.match(measures, /^amate_audit_checkpoint_age_seconds Nan$/m);
  assert.equal((await ask('/readyz')).statusCode, 200);
});
