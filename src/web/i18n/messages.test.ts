import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { isMap } from 'node:util/types';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { languages } from '#kernel/language.ts';
import type { Messages } from '#kernel/language.ts';
import { say } from './say.ts';

const webFolder = new URL('../', import.meta.url);
const files = readdirSync(webFolder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const sources = files
  .filter((file) => !file.endsWith('.test.ts') && !/messages[^/]*\.ts$/.test(file))
  .map((file) => readFileSync(new URL(file, webFolder), 'utf8')).join('\n');

const isMessages = (value: unknown): value is Messages =>
  typeof value === 'object' && value !== null && !isMap(value) &&
  Object.values(value).every((each: unknown) => typeof each === 'object' && each !== null && 'es-MX' in each);

const areas = await Promise.all(files.filter((file) => /messages[^/]*\.ts$/.test(file) && !file.endsWith('.test.ts')).map(async (file) => {
  const module = (await import(new URL(file, webFolder).href)) as Record<string, unknown>;
  return { file, messages: Object.assign({}, ...Object.values(module).filter(isMessages)) as Messages };
}));

// The compiled form tells values from words: a text is a list of texts and of [name, kind?, branches?].
const namesIn = (part: unknown): readonly string[] => {
  if (!Array.isArray(part)) return [];
  const [name, , branches] = part as readonly unknown[];
  const inner = typeof branches === 'object' && branches !== null ? Object.values(branches).flatMap((branch) => (Array.isArray(branch) ? branch.flatMap(namesIn) : [])) : [];
  return [String(name), ...inner];
};
const placeholders = (text: string): string => [...new Set([compileMessage(text)].flat(1).flatMap(namesIn))].sort().join();

// A key built from a template, `state.${status}`, counts for every key with that beginning.
const beginnings = [...sources.matchAll(/`([\w.-]+)\$\{/g)].map(([, beginning = '']) => beginning);
const endings = [...sources.matchAll(/\}([\w.-]+)`/g)].map(([, ending = '']) => ending);
const isUsed = (key: string): boolean =>
  sources.includes(`'${key}'`) || beginnings.some((beginning) => key.startsWith(beginning)) || endings.some((ending) => ending.startsWith('.') && key.endsWith(ending));

test('every area has messages', () => {
  assert.ok(areas.length > 0);
  for (const { file, messages } of areas) assert.ok(Object.keys(messages).length > 0, `${file} exports no messages`);
});

test('no message is unused', () => {
  const unused = areas.flatMap(({ file, messages }) => Object.keys(messages).filter((key) => !isUsed(key)).map((key) => `${file}: ${key}`));
  assert.deepEqual(unused, []);
});

test('both languages of a message take the same values and compile', () => {
  const faults = areas.flatMap(({ file, messages }) => Object.entries(messages).flatMap(([key, text]) => {
    for (const language of languages) assert.ok(say(language, text[language], { count: 1 }).length > 0, `${file}: ${key} is empty`);
    return placeholders(text['es-MX']) === placeholders(text['en-US']) ? [] : [`${file}: ${key}`];
  }));
  assert.deepEqual(faults, []);
});

test('a text takes its values and its plural', () => {
  const text = '{count, plural, =0 {Sin citas} one {# cita} other {# citas}} de {name}';
  assert.equal(say('es-MX', text, { count: 1, name: 'Ana' }), '1 cita de Ana');
  assert.equal(say('es-MX', text, { count: 2, name: 'Ana' }), '2 citas de Ana');
  assert.equal(say('es-MX', text, { count: 0, name: 'Ana' }), 'Sin citas de Ana');
});
