import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badExports, badPaths } from '../../scripts/check-names.ts';

const refusedPaths = [
  'src/modules/record/SignNote.ts', 'src/modules/record/sign_note.ts', 'src/kernel/utils.ts', 'src/kernel/date-utils.ts', 'src/kernel/helpers/dates.ts',
  'src/platform/lib/pdf.ts', 'src/modules/record/note-service.ts', 'src/modules/record/note-manager.test.ts', 'src/web/shared/button.tsx', 'scripts/misc.ts',
  'src/modules/record/base.ts', 'src/platform/jobs/mail-handler.ts', 'src/platform/jobs/processor.ts', 'src/web/common/index.ts', 'db/migrations/1_Notes.sql',
];

for (const path of refusedPaths) {
  test(`the name of ${path} is refused`, () => { assert.equal(badPaths([path]).length, 1); });
}

test('names of the domain pass, also where an empty word is part of another', () => {
  const paths = ['src/kernel/civil-date.ts', 'src/platform/postgres/database.ts', 'src/web/shell/calibrate.test.tsx', 'db/migrations/0001_foundation.sql',
    'src/modules/interop/hl7v2/service-request.ts', 'README.md', 'docs/norms/NOM-004.md', 'scripts/bootstrap.mjs'];
  assert.deepEqual(badPaths(paths), []);
});

const refusedExports = ['export const noteHelper = 1;', 'export type NoteService = 1;', 'export function requestHandler() {}', 'export class JobManager {}', 'export const utils = 1;',
  'export const DATE_UTILS = 1;', 'const a = 1;\nexport { a as dateUtil };', 'export type Base = 1;', 'export async function runProcessor() {}', 'export const Shared = 1;'];

for (const text of refusedExports) {
  test(`refused: ${text.replaceAll('\n', ' ')}`, () => { assert.equal(badExports({ path: 'src/x.ts', text }).length, 1); });
}

test('exports that name a thing or make a claim pass', () => {
  const text = 'export const isShared = true;\nexport type TestDatabase = 1;\nexport const serviceRequest = 1;\nconst helper = 1;\nexport { signNote } from "./x.ts";';
  assert.deepEqual(badExports({ path: 'src/x.ts', text }), []);
});

test('a finding stands on the line of the export', () => {
  assert.equal(badExports({ path: 'src/x.ts', text: '\n\nexport const noteHelper = 1;' })[0]?.line, 3);
});
