import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readSecretFile, writeSecretFile, ensureSecretFile } from '#platform/supervisor/secret-file.ts';

const demoLogins = [
  ['medica@demo.amate', 'médica'],
  ['medico@demo.amate', 'médico'],
  ['pediatra@demo.amate', 'pediatra'],
  ['enfermera@demo.amate', 'enfermera'],
  ['recepcion@demo.amate', 'recepción'],
  ['auditora@demo.amate', 'auditora'],
  ['admin@demo.amate', 'administración'],
] as const;

export type DemoPassword = { readonly password: string; readonly origin: 'given' | 'new' | 'kept'; readonly file: string };

/** The one password of the demo: as given, or a random one made at the first start and kept with the demo's data. */
export const demoPasswordOf = (given: string | null, dataFolder: string): DemoPassword => {
  const file = join(dataFolder, 'demo-password');
  if (given === null) {
    const { secret, isNew } = ensureSecretFile(file, 9);
    return { password: secret, origin: isNew ? 'new' : 'kept', file };
  }
  if (readSecretFile(file) !== given) writeSecretFile(file, `${given}\n`);
  return { password: given, origin: 'given', file };
};

const stampOf = (dataFolder: string): string => join(dataFolder, 'demo-seeded');
const digestOf = (password: string): string => createHash('sha256').update(`amate demo:${password}`).digest('hex');

/** Whether the demo was filled to the end with this password; a changed password fills again (only the logins change). */
export const isSeeded = (dataFolder: string, password: string): boolean => readSecretFile(stampOf(dataFolder)) === digestOf(password);

export const rememberSeeded = (dataFolder: string, password: string): void => {
  writeSecretFile(stampOf(dataFolder), `${digestOf(password)}\n`);
};

const passwordLine = ({ password, origin, file }: DemoPassword): string => {
  switch (origin) {
    case 'new':
      return `  password of all: ${password}   (shown this once; kept in ${file})`;
    case 'kept':
      return `  password of all: as printed at the first start (kept in ${file})`;
    case 'given':
      return '  password of all: as set in AMATE_DEMO_PASSWORD';
  }
};

/** The lines that list the logins. */
export const demoLoginLines = (password: DemoPassword): readonly string[] => [
  'Demo logins:',
  ...demoLogins.map(([login, duty]) => `  ${login.padEnd(24)}${duty}`),
  passwordLine(password),
];
