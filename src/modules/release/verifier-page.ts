import { readFileSync } from 'node:fs';
import type { Language } from '#kernel/language.ts';

const folder = new URL('../../../verifier/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** The verifier as one page that needs nothing else: opened from a folder, a browser loads no second script. */
export const verifierPage = (language: Language): string => {
  const [core = ''] = read('amate-record-verifier.mjs').split('// ---- command line');
  const script = core.replaceAll(/^export /gm, '');
  if (/<\/script/i.test(script)) throw new Error('the verifier would end its own page');
  return read('verificar.html').replace('<html lang="es-MX">', () => `<html lang="${language}">`).replace('/* verifier */', () => script);
};
