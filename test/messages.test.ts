import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { allMessages } from '../src/processes/messages.ts';

const thrown = /(?:\b(?:invalid|notFound|forbidden|conflict)|new DomainError|requireConformity)\(\s*'([a-z0-9-]+)'/g;

const codesIn = (folder: string): ReadonlyMap<string, string> => new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('testing'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(thrown)].map((match) => [match[1] ?? '', name] as const)));

test('every code a use case refuses with has its message in both languages', () => {
  const codes = new Map([...codesIn('src/modules'), ...codesIn('src/platform'), ...codesIn('src/kernel')]);
  assert.ok(codes.size > 60, String(codes.size));
  const without = [...codes].filter(([code]) => allMessages[code] === undefined).map(([code, file]) => `${code} (${file})`);
  assert.deepEqual(without, []);
  for (const [code, text] of Object.entries(allMessages)) assert.ok(text['es-MX'] !== '' && text['en-US'] !== '' && text['es-MX'] !== text['en-US'], code);
});
