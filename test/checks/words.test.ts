import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedIn } from '../../scripts/check-words.ts';

const rulesOf = (text: string, path = 'docs/page.md'): readonly string[] => refusedIn({ path, text }).map((finding) => finding.rule);

const base64 = 'MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f';

const refused: readonly (readonly [rule: string, text: string, path?: string])[] = [
  ['open-end', '// TODO: mend this', 'src/x.ts'],
  ['open-end', '/* FIXME later */', 'src/x.ts'],
  ['open-end', '-- TODO index', 'db/migrations/0001_x.sql'],
  ['open-end', '# TODO', '.ci/run'],
  ['open-end', '// TODO(no reason given)', 'src/x.ts'],
  ['self-contained', 'see /work/main/src'],
  ['self-contained', "import x from '../shared/x.ts'", 'src/x.ts'],
  ['self-contained', 'fetch from https://registry.npmjs.org/zod'],
  ['self-contained', 'as issue #12 asks'],
  ['self-contained', 'closes PR #4'],
  ['self-contained', 'written by a coding assistant'],
  ['self-contained', 'Co-authored-by: someone'],
  ['self-contained', 'see the previous chat session'],
  ['claims', 'Software certificado NOM-024'],
  ['claims', 'Certificado por la NOM'],
  ['claims', 'Amate cumple con la NOM-024-SSA3-2012'],
  ['claims', 'cumple NOM-024'],
  ['claims', 'NOM-024 compliant'],
  ['claims', 'avalado por CENETEC'],
  ['claims', 'ante el INAI', 'src/modules/privacy/messages.ts'],
  ['secret', `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----`, 'src/x.ts'],
  ['secret', `const k = '-----BEGIN RSA PRIVATE KEY-----\\n${base64}';`, 'src/x.ts'],
  ['secret', `token = 'ghp_${'a1'.repeat(18)}'`, 'src/x.ts'],
  ['secret', 'postgres://owner:hunter22@db.hospital.mx/amate', 'src/x.ts'],
  ['secret', '', 'db/demo/physician.key'],
  ['real-person', 'ana.perez@gmail.com', 'db/demo/people.ts'],
  ['real-person', 'doctora@hospital.com.mx', 'db/demo/people.ts'],
];

for (const [rule, text, path] of refused) {
  test(`${rule} refuses: ${text.slice(0, 50).replaceAll('\n', ' ')} ${path ?? ''}`, () => { assert.deepEqual(rulesOf(text, path), [rule]); });
}

const allowed: readonly (readonly [why: string, text: string, path?: string])[] = [
  ['an open end with its reason and its end', '// TODO(the catalogue lacks it): read the unit, until the next edition is out', 'src/x.ts'],
  ['the Spanish word for everything', "export const all = 'TODO EL EXPEDIENTE';", 'src/x.ts'],
  ['a session of a person who signed in', 'a session ends after fifteen minutes; the next session asks again'],
  ['a medical assistant', 'the assistant of the physician books the visit'],
  ['frames of a work list', 'GET /dicom/work/list and framework/ and ./work/'],
  ['the PR interval of a tracing', 'PR 120 ms'],
  ['the shape of a PEM file', "const header = '-----BEGIN PRIVATE KEY-----';", 'src/x.ts'],
  ['a key that says it is for tests', `// TEST KEY\nconst k = \`-----BEGIN PRIVATE KEY-----\n${base64}\`;`, 'test/keys.ts'],
  ['a local connection', 'postgres://amate:amate@127.0.0.1:5432/amate', 'test/x.ts'],
  ['a connection to nowhere', 'postgres://user:password@host:5432/database postgres://owner:secret@db.example/amate postgres://owner:canary@db/amate', 'src/x.ts'],
  ['a connection made of parts', 'postgres://${user}:${password}@${host}/amate', 'src/x.ts'],
  ['addresses of nobody', 'medica@demo.amate, someone@example.org, x@clinic.test, y@clinic.example.com', 'db/demo/x.ts'],
  ['the authority as the subject of code', "const extinct = 'INAI';", 'src/modules/privacy/rules.ts'],
  ['an honest statement', 'Cubre los numerales 5.1 a 6.3 de la NOM-024; falta la verificación de la autoridad.'],
];

for (const [why, text, path] of allowed) {
  test(`allowed: ${why}`, () => { assert.deepEqual(rulesOf(text, path), []); });
}

test('a finding about a secret does not repeat it', () => {
  const [finding] = refusedIn({ path: 'src/x.ts', text: `ghp_${'a1'.repeat(18)}` });
  assert.doesNotMatch(finding?.message ?? 'ghp_', /ghp_/);
});
