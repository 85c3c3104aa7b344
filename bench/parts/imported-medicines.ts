import { systemClock } from '#kernel/clock.ts';
import { ownMedicines } from '#modules/medicines/catalogue.ts';
import { checkMedicineFile, importMedicineFile } from '#modules/medicines/public.ts';
import { rxnorm, rxnormRow } from '#modules/medicines/testing.ts';
import { asOperator } from '#platform/postgres/operator.ts';
import { asXlsx } from '#platform/spreadsheet/testing.ts';

const syllables = ['ba', 'co', 'di', 'fe', 'gli', 'lo', 'mi', 'na', 'ple', 'qui', 'ra', 'se', 'tu', 'vo', 'xa', 'zi'];
/** An invented trade name, another one for each number. */
const trade = (number: number): string => `${syllables[number % 16] ?? ''}${syllables[Math.floor(number / 16) % 16] ?? ''}${syllables[Math.floor(number / 256) % 16] ?? ''}${syllables[Math.floor(number / 4096) % 16] ?? ''}x`;

/** Imports 3,000 invented claves and 50,000 invented names of RxNorm, of our own ingredients; answers what it took to read and join them. */
export const importInventedFiles = async (ownerUrl: string): Promise<{ readonly milliseconds: number; readonly unread: number }> => {
  const rows = [...ownMedicines().ingredients.values()].filter(({ key }) => !key.includes('/'));
  const of = (at: number): { readonly es: string; readonly en: string } => rows[at % rows.length] ?? { es: '', en: '' };
  const english = (at: number): string => of(at).en.replace(/ \(.*\)$/, '');
  const products = Array.from({ length: 3_000 }, (_, at) => [`010.000.${String(at + 1).padStart(4, '0')}.00`, of(at).es, `TABLETA. Cada tableta contiene: ${of(at).es} ${String(5 * (1 + Math.floor(at / rows.length)))} mg.`, 'Envase con 20 tabletas.']);
  const names = Array.from({ length: 12_500 }, (_, at) => {
    const strength = `${String(1 + Math.floor(at / rows.length))} MG Extended Release Oral Tablet`;
    return [rxnormRow(at * 4 + 1, 'SCD', `${english(at)} ${strength}`), rxnormRow(at * 4 + 1, 'PSN', `${english(at)} ${strength} once`), rxnormRow(at * 4 + 2, 'BN', trade(at)), rxnormRow(at * 4 + 3, 'SBD', `${english(at)} ${strength} [${trade(at)}]`)];
  });
  const began = performance.now();
  const files = [checkMedicineFile('compendio', asXlsx([['CLAVE', 'NOMBRE', 'DESCRIPCIÓN', 'PRESENTACIÓN'], ...products])), checkMedicineFile('rxnorm', rxnorm(names.flat()))];
  const milliseconds = performance.now() - began;
  for (const file of files) await asOperator(ownerUrl, (tx) => importMedicineFile(tx, { clock: systemClock }, file, 'bench'));
  return { milliseconds, unread: files.reduce((sum, { unread }) => sum + unread, 0) };
};
