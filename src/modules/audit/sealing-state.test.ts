import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { createMeasures } from '#platform/http/measures.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { freshId } from '#test/fresh-id.ts';
import { isSealingLate, readSealingMeasures, sealingMeasures } from './sealing-state.ts';
import { openTestAudit } from './testing.ts';
import type { TestAudit } from './testing.ts';

let home: TestDatabase;
let audit: TestAudit;
before(async () => {
  home = await createTestDatabase();
  audit = await openTestAudit(home.database);
});
after(async () => {
  await audit.close();
  await home.close();
});

const told = async (database = home.database): Promise<Readonly<Record<string, number>>> => {
  const measures = createMeasures();
  measures.gaugesOf(sealingMeasures, () => readSealingMeasures(database, systemClock.now()));
  const lines = (await measures.registry.metrics()).split('\n').filter((line) => line.startsWith('amate_audit_'));
  return Object.fromEntries(lines.map((line) => line.split(' ')).map(([name = '', value]) => [name, value === 'Nan' ? Number.NaN : Number(value)]));
};

test('the measures say how long the oldest entry has waited, how many wait and how old the last checkpoint is', async () => {
  assert.ok(Number.isNaN((await told())['amate_audit_checkpoint_age_seconds']), 'before the first checkpoint it has no age');
  await audit.happen(freshId<'clinic'>(), 1);
  await audit.seal();
  const idle = await told();
  assert.deepEqual([idle['amate_audit_sealing_lag_seconds'], idle['amate_audit_pending_entries']], [0, 0]);
  assert.ok((idle['amate_audit_checkpoint_age_seconds'] ?? -1) >= 0);
  await home.asSuperuser('insert into audit.pending (clinic_id, at, purpose, action) select gen_random_uuid(), now() - interval \'90 seconds\', \'maintenance\', \'test.act\' from generate_series(1, 3)');
  const late = await told();
  assert.equal(late['amate_audit_pending_entries'], 3);
  assert.ok((late['amate_audit_sealing_lag_seconds'] ?? 0) >= 90);
});

test('measures that cannot be read are not-a-number, and the others are still told', async () => {
  const nowhere = openDatabase({ urls: { amate_gate: 'postgres://nobody:x@127.0.0.1:1/nothing' }, application: 'unreachable' });
  const measures = await told(nowhere);
  assert.deepEqual(Object.values(measures).map((value) => Number.isNaN(value)), [true, true, true]);
  await nowhere.close();
});

test('sealing is late beyond a second, and never while nothing waits', () => {
  assert.deepEqual([isSealingLate({ waiting: 1, lagSeconds: 0.9 }), isSealingLate({ waiting: 1, lagSeconds: 1.1 }), isSealingLate({ waiting: 0, lagSeconds: 0 })], [false, true, false]);
});
