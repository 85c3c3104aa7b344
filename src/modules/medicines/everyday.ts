import { readFileSync } from 'node:fs';

/** An everyday medicine: its ingredient's key and the abbreviations physicians write for it. */
export type Everyday = { readonly key: string; readonly abbreviations: readonly string[] };

const rowsOf = (text: string): readonly Everyday[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
  const [key = '', abbreviations = ''] = line.split('\t');
  return { key: key.trim(), abbreviations: abbreviations.split('|').map((word) => word.trim()).filter((word) => word !== '') };
});

let own: readonly Everyday[] | null = null;

/** Everyday medicines, the most usual first: our own judgement, reviewed by nobody. It orders and abbreviates; it never says what a medicine is. */
export const everydayMedicines = (): readonly Everyday[] => (own ??= rowsOf(readFileSync(new URL('data/everyday-medicines.txt', import.meta.url), 'utf8')));
