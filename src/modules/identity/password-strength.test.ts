import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPasswords } from './passwords.ts';
import { faultsOfPassword } from './password-strength.ts';

const own = ['lucia.ramirez@jacaranda.test', 'Lucía Ramírez Soto', 'Consultorio Jacaranda'];

test('long phrases are accepted, accents, blanks and any script included', async () => {
  for (const good of ['tres colibríes beben néctar', 'Nube-Tecolote-Violín-77', 'пять зелёных лягушек', '  espacios cuentan también  ']) {
    assert.deepEqual(await faultsOfPassword(good, own), [], good);
  }
});

for (const [password, fault] of [
  ['Abc12345!', 'too-short'], ['x'.repeat(129), 'too-long'], ['password12345678', 'well-known'], ['P4$$w0rd2026!!', 'well-known'], ['Guadalupe2026!', 'well-known'],
  ['contraseña1234', 'well-known'], ['LuciaRamirez1985', 'own-words'], ['jacaranda-2026', 'own-words'], ['aaaaaaaaaaaa', 'repetitive'], ['abc1abc1abc1', 'repetitive'],
] as const) {
  test(`a password that is ${fault} is refused: ${password.slice(0, 16)}`, async () => {
    assert.ok((await faultsOfPassword(password, own)).includes(fault));
  });
}

test('a hash matches its password in either Unicode form, and no other, nor under another pepper', async () => {
  const passwords = openPasswords(Buffer.alloc(32, 1));
  const stored = await passwords.hash('né́ctar de agave azul');
  assert.equal(await passwords.matches('né́ctar de agave azul'.normalize('NFD'), stored), true);
  assert.equal(await passwords.matches('nectar de agave azul', stored), false);
  assert.equal(await openPasswords(Buffer.alloc(32, 2)).matches('né́ctar de agave azul', stored), false);
  assert.equal(await passwords.matches('né́ctar de agave azul', null), false);
});

test('hashing is bounded: beyond the queue people are asked to come back', async () => {
  const passwords = openPasswords(Buffer.alloc(32, 1));
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.matches('x', null)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected' && (outcome.reason as { code: string }).code === 'sign-in-busy');
  assert.equal(refused.length, 26);
});
