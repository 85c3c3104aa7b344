import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { evaluate } from '#kernel/norms.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { createTestDatabase, foundedClinic, signedIn } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import type { PrivacyDeps } from './dependencies.ts';
import { startingNotice } from './model.ts';
import { digestOfNotice } from './notice-digest.ts';
import { publishNotice } from './publish-notice.ts';
import { noticeRules } from './rules.ts';
import { publishedNotice, standingNotice } from './standing-notice.ts';

let home: TestDatabase;
let deps: PrivacyDeps;
let admin: StaffActor;
before(async () => {
  home = await createTestDatabase();
  deps = {
    database: home.database, vault: home.vault, clock: systemClock, random: (length) => new Uint8Array(randomBytes(length)),
    responsible: () => Promise.resolve({ name: 'Consultorio de Prueba', address: 'Avenida Inventada 100', contact: 'privacidad@example.test' }),
  };
  admin = await signedIn(home, await foundedClinic(home), 'amate_admin', 'administrator');
});
after(() => home.close());

const responsible = { name: 'Consultorio', address: 'Calle 1', contact: 'a@example.test' };

test('LFP-15 and LFP-16-II: the starting notice has every item, names the clinic and the authority of today', () => {
  const notice = startingNotice(responsible);
  assert.deepEqual(evaluate(noticeRules, notice), []);
  assert.equal(notice.authority, 'Secretaría Anticorrupción y Buen Gobierno');
  const text = JSON.stringify(notice);
  assert.equal(text.includes('INAI'), false);
  assert.equal(text.includes('Calle 1'), true);
});

test('LFP-15: a notice without an item, or without marking sensitive data, is refused by name', async () => {
  const whole = startingNotice(responsible);
  const publish = (integral: typeof whole.integral) => publishNotice(deps, admin, {
    authority: whole.authority, simplified: [...whole.simplified], integral: [...integral], secondaryPurposes: [],
  });
  const findings = (wanted: string) => (error: { code?: string; detail: { findings?: readonly string[] } }) => error.code === 'notice-incomplete' && (error.detail.findings ?? []).includes(wanted);
  await assert.rejects(async () => publish(whole.integral.filter(({ item }) => item !== 'V')), findings('integral.V:notice-item-missing'));
  await assert.rejects(async () => publish(whole.integral.map((item) => (item.item === 'II' ? { ...item, text: 'Datos' } : item))), findings('integral.II:notice-sensitive-unmarked'));
});

test('reading the notice writes nothing; its first use publishes it; versions follow and stay', async () => {
  const read = () => home.database.withActor(admin, (tx) => standingNotice(tx, deps));
  const first = await read();
  assert.deepEqual([first.version, first.publishedAt], [1, null]);
  assert.equal((await home.asSuperuser('select from front.privacy_notice')).length, 0);
  const used = await Promise.all([1, 2, 3].map(() => home.database.withActor(admin, (tx) => publishedNotice(tx, deps))));
  for (const notice of used) assert.deepEqual([notice.version, notice.sha256, notice.publishedAt === null], [1, first.sha256, false]);
  const text = { ...startingNotice(responsible), authority: 'Otra Autoridad' };
  const next = await publishNotice(deps, admin, { ...text, simplified: [...text.simplified], integral: [...text.integral], secondaryPurposes: [...text.secondaryPurposes] });
  assert.deepEqual([next.version, next.sha256], [2, digestOfNotice(2, text)]);
  assert.equal((await read()).authority, 'Otra Autoridad');
  for (const statement of ['update front.privacy_notice set authority = \'x y z\'', 'delete from front.privacy_notice', 'truncate front.privacy_notice cascade']) {
    await assert.rejects(home.asOwner(statement), { code: 'AM001' });
  }
});

test('each clinic has its own notice', async () => {
  const stranger = await signedIn(home, await foundedClinic(home), 'amate_admin', 'administrator');
  const notice = await home.database.withActor(stranger, (tx) => standingNotice(tx, deps));
  assert.deepEqual([notice.version, notice.publishedAt], [1, null]);
});
