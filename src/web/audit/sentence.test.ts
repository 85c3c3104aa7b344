import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { languages } from '#kernel/language.ts';
import { sentenceOf } from './sentence.ts';

const modules = new URL('../../modules/', import.meta.url);
const migrations = new URL('../../../db/migrations/', import.meta.url);

const textsOf = (folder: URL, fits: RegExp): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => fits.test(file)).map((file) => readFileSync(new URL(file, folder), 'utf8'));

const operations = textsOf(modules, /routes\.ts$/).flatMap((text) => [...text.matchAll(/operation: '([a-z-]+)'/g)].map(([, name = '']) => name));
const acts = [
  'sign-in', 'sign-out', 'step-up', 'enter-duty', 'leave-duty', 'end-sessions', 'change-password', 'set-password', 'accept-invitation', 'enrol-totp', 'remove-totp', 'add-passkey', 'remove-passkey', 'attest-licence',
  'change-duties', 'dismiss-staff', 'readmit-staff', 'end-sessions-of-staff', 'invite-staff', 'reset-sign-in', 'change-clinic', 'note-signed', 'draft-discarded', 'merge-patients', 'undo-merge',
];
const auditedTables = textsOf(migrations, /\.sql$/).flatMap((text) => [...text.matchAll(/amate\.protect\('([\w.]+)', '(?:tenant|frozen)'\)/g)].map(([, table = '']) => table));

test('every operation and every recorded act has a sentence in both languages', () => {
  assert.ok(operations.length > 60, 'the routes were not read');
  const silent = [...operations, ...acts].flatMap((action) => languages.filter((language) => sentenceOf({ action, entity: null }, language) === action).map((language) => `${action} ${language}`));
  assert.deepEqual(silent, []);
});

test('every table whose rows are audited has a name in plain words', () => {
  assert.ok(auditedTables.length > 10, 'the migrations were not read');
  const nameless = auditedTables.filter((entity) => languages.some((language) => sentenceOf({ action: 'row.insert', entity }, language).includes(entity)));
  assert.deepEqual(nameless, []);
});

test('an act without a sentence shows by its own name', () => {
  assert.equal(sentenceOf({ action: 'not-yet-known', entity: null }, 'es-MX'), 'not-yet-known');
});
