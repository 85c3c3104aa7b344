import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forbiddenImports } from '../../scripts/check-dependencies.ts';
import { withTree } from './temporary-tree.ts';

const floors = { audit: 0, access: 2, terminology: 2, patients: 4, record: 5, bot: 8, interop: 8 };
const installed = (name: string): Readonly<Record<string, string>> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js', type: 'module' }),
  [`node_modules/${name}/index.js`]: 'export const present = true;',
});

/** A house in order: every file that the broken ones lean on, and each permitted way of importing. */
const house: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'house', type: 'module', dependencies: { zod: '1.0.0', pg: '1.0.0' }, devDependencies: { measure: '1.0.0' },
    imports: { '#kernel/*': './src/kernel/*', '#platform/*': './src/platform/*', '#modules/*': './src/modules/*', '#test/*': './test/*' },
  }),
  ...installed('zod'), ...installed('pg'), ...installed('measure'),
  'src/kernel/ids.ts': 'export const id = 1;',
  'src/kernel/ids.test.ts': "import { test } from 'node:test'; import { id } from './ids.ts'; test(String(id));",
  'src/platform/postgres/database.ts': "import pg from 'pg'; export const database = pg;",
  'src/platform/crypto/vault.ts': "import { randomBytes } from 'node:crypto'; import { id } from '#kernel/ids.ts'; export const vault = [randomBytes, id];",
  'src/platform/efirma/browser/sign.ts': "import { id } from '#kernel/ids.ts'; export const sign = id;",
  'src/modules/audit/public.ts': "export { entry } from './entry.ts';",
  'src/modules/audit/entry.ts': 'export const entry = 1;',
  'src/modules/access/public.ts': 'export const may = true;',
  'src/modules/terminology/public.ts': 'export const term = 1;',
  'src/modules/patients/public.ts': "export { patient } from './open-patient.ts';",
  'src/modules/patients/contract.ts': "import { z } from 'zod'; export const patientSchema = z;",
  'src/modules/patients/open-patient.ts': "import { entry } from '#modules/audit/public.ts'; import { database } from '#platform/postgres/database.ts'; export const patient = [entry, database];",
  'src/modules/patients/testing.ts': 'export const aPatient = 1;',
  'src/modules/record/public.ts': "export { note } from './sign-note.ts';",
  'src/modules/record/contract.ts': "import { z } from 'zod'; import { patientSchema } from '#modules/patients/contract.ts'; export const noteSchema = [z, patientSchema];",
  'src/modules/record/model.ts': "import { id } from '#kernel/ids.ts'; export const state = id;",
  'src/modules/record/rules.ts': "import { state } from './model.ts'; export const rules = [state];",
  'src/modules/record/sign-note.ts': "import { patient } from '#modules/patients/public.ts'; import { rules } from './rules.ts'; export const note = [patient, rules];",
  'src/modules/record/testing.ts': "import { aPatient } from '#modules/patients/testing.ts'; export const aNote = aPatient;",
  'src/modules/record/sign-note.test.ts': "import { aNote } from './testing.ts'; import { entry } from '#modules/audit/entry.ts'; import { home } from '#test/database.ts'; export const all = [aNote, entry, home];",
  'src/modules/bot/public.ts': "import { entry } from '#modules/audit/public.ts'; import { vault } from '#platform/crypto/vault.ts'; export const bot = [entry, vault];",
  'src/modules/interop/fhir/public.ts': "import { note } from '#modules/record/public.ts'; export const fhir = note;",
  'src/processes/api.ts': "import { note } from '#modules/record/public.ts'; import { fhir } from '#modules/interop/fhir/public.ts'; export const api = [note, fhir];",
  'src/web/main.tsx': "import { noteSchema } from '#modules/record/contract.ts'; import { sign } from '#platform/efirma/browser/sign.ts'; export const web = [noteSchema, sign];",
  'test/database.ts': "import { database } from '#platform/postgres/database.ts'; export const home = database;",
  'scripts/dump.ts': "import pg from 'pg'; import { note } from '#modules/record/public.ts'; export const dump = [pg, note];",
};

/** Each row: the rule that must speak, the file that breaks it, its text. */
const broken: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['floors/patients', 'src/modules/patients/upwards.ts', "import { note } from '#modules/record/public.ts'; export const x = note;"],
  ['floors/patients', 'src/modules/patients/upwards-type.ts', "export type X = import('#modules/record/public.ts').Note;"],
  ['floors/patients', 'src/modules/patients/upwards-later.ts', "export const x = (): Promise<unknown> => import('#modules/record/public.ts');"],
  ['floors/access', 'src/modules/access/same-floor.ts', "import type { term } from '#modules/terminology/public.ts'; export type X = typeof term;"],
  ['floors', 'src/modules/laundry', ''],
  ['doors/modules', 'src/modules/record/through-the-window.ts', "import { entry } from '#modules/audit/entry.ts'; export const x = entry;"],
  ['doors/modules', 'src/modules/record/routes.ts', "import { patient } from '#modules/patients/open-patient.ts'; export const x = patient;"],
  ['doors/builders', 'src/modules/record/more-testing.ts', "import { patient } from '#modules/patients/open-patient.ts'; export const x = patient;"],
  ['doors/roots', 'src/processes/worker.ts', "import { note } from '#modules/record/sign-note.ts'; export const x = note;"],
  ['doors/roots', 'src/cli/main.ts', "import { note } from '#modules/record/sign-note.ts'; export const x = note;"],
  ['builders-in-tests-only', 'src/modules/record/builds.ts', "import { aNote } from './testing.ts'; export const x = aNote;"],
  ['tests-are-leaves', 'src/platform/crypto/harness.ts', "import { home } from '#test/database.ts'; export const x = home;"],
  ['roots-are-leaves', 'src/modules/record/knows-api.ts', "import { api } from '../../processes/api.ts'; export const x = api;"],
  ['kernel-imports-nothing', 'src/kernel/random.ts', "import { randomBytes } from 'node:crypto'; export const x = randomBytes;"],
  ['kernel-imports-nothing', 'src/kernel/parsing.ts', "import { present } from 'zod'; export const x = present;"],
  ['kernel-imports-nothing', 'src/kernel/sealed.ts', "import type { vault } from '#platform/crypto/vault.ts'; export type X = typeof vault;"],
  ['platform-knows-no-medicine', 'src/platform/http/knows.ts', "import { patient } from '#modules/patients/public.ts'; export const x = patient;"],
  ['web-is-a-leaf', 'src/modules/record/knows-web.ts', "import { web } from '../../web/main.tsx'; export const x = web;"],
  ['contract-is-words-only', 'src/modules/audit/contract.ts', "import { entry } from './entry.ts'; export const x = entry;"],
  ['contract-is-words-only', 'src/modules/access/contract.ts', "import { vault } from '#platform/crypto/vault.ts'; export const x = vault;"],
  ['model-and-rules-are-pure', 'src/modules/patients/model.ts', "import { x } from './rules.ts'; export const y = x;"],
  ['model-and-rules-are-pure', 'src/modules/patients/rules.ts', "import { readFileSync } from 'node:fs'; export const x = readFileSync;"],
  ['model-and-rules-stand-alone', 'src/modules/bot/rules.ts', "import { entry } from '#modules/audit/public.ts'; export const x = entry;"],
  ['model-and-rules-stand-alone', 'src/modules/bot/model.ts', "import { present } from 'zod'; export const x = present;"],
  ['web-imports-contracts', 'src/web/patients/window.tsx', "import { patient } from '#modules/patients/public.ts'; export const x = patient;"],
  ['web-imports-contracts', 'src/web/patients/sealing.ts', "import { vault } from '#platform/crypto/vault.ts'; export const x = vault;"],
  ['browser-code-without-node', 'src/platform/efirma/browser/reads.ts', "import { randomBytes } from '../random.ts'; export const x = randomBytes;"],
  ['bot-allow-list', 'src/modules/bot/asks.ts', "import { may } from '#modules/access/public.ts'; export const x = may;"],
  ['bot-allow-list', 'src/modules/bot/asks-through.ts', "import { a } from './asks.ts'; export const x = a;"],
  ['verifier-stands-alone', 'verifier/check.mjs', "import { id } from '../src/kernel/ids.ts'; export const x = id;"],
  ['database-client', 'src/modules/record/pool.ts', "import pg from 'pg'; export const x = pg;"],
  ['database-client', 'src/platform/http/pool-type.ts', "import type { Pool } from 'pg'; export type X = Pool;"],
  ['declared-packages', 'src/platform/http/measured.ts', "import { present } from 'measure'; export const x = present;"],
  ['resolvable', 'src/platform/http/nowhere.ts', "import { x } from '#platform/http/gone.ts'; export const y = x;"],
  ['no-cycles', 'src/platform/http/one.ts', "import { two } from './two.ts'; export const one = (): unknown => two;"],
  ['no-cycles', 'src/platform/pdf/one.ts', "import type { Two } from './two.ts'; export type One = Two;"],
];

const supports = {
  'src/modules/laundry/public.ts': 'export const x = 1;',
  'src/platform/http/two.ts': "import { one } from './one.ts'; export const two = (): unknown => one;",
  'src/platform/pdf/two.ts': "import type { One } from './one.ts'; export type Two = One;",
  'src/platform/efirma/random.ts': "export { randomBytes } from 'node:crypto';",
};

test('a house in order raises no finding', async () => {
  const { findings } = await withTree(house, (root) => forbiddenImports(root, floors));
  assert.deepEqual(findings, []);
});

test('each wall stands: the file that breaks a rule is named with that rule', async () => {
  const files = Object.fromEntries(broken.filter(([, path]) => /\.(ts|tsx|mjs)$/.test(path)).map(([, path, text]) => [path, text]));
  const { findings } = await withTree({ ...house, ...supports, ...files }, (root) => forbiddenImports(root, floors));
  const spoken = new Set(findings.map(({ rule, path }) => `${rule} ${path}`));
  const silent = broken.map(([rule, path]) => `${rule} ${path}`).filter((expected) => !spoken.has(expected));
  assert.deepEqual(silent, []);
});

test('a finding names the line of the import', async () => {
  const bad = { ...house, 'src/kernel/late.ts': "// first\n\nimport { vault } from '#platform/crypto/vault.ts';\nexport const x = vault;" };
  const { findings } = await withTree(bad, (root) => forbiddenImports(root, floors));
  assert.deepEqual(findings.map(({ path, line }) => `${path}:${String(line)}`), ['src/kernel/late.ts:3']);
});
