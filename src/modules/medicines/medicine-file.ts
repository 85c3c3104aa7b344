import type { Fraction } from '#kernel/medicine-line.ts';

/** What whoever runs the installation imports of medicines, as it is read and kept; what it means is made of it at each start. */

export const medicineFileKinds = ['compendio', 'rxnorm', 'classes'] as const;
export type MedicineFileKind = (typeof medicineFileKinds)[number];

/** A clave of the Compendio Nacional: its generic name, and what the file says of form, strength and pack. */
export type OfficialProduct = { readonly clave: string; readonly name: string; readonly says: string };

/** `product`: a whole name with strength and form. `parts`: the English names of what is in it. */
export type RxnormName = { readonly rxcui: string; readonly kind: 'ingredient' | 'brand' | 'product'; readonly name: string; readonly parts: readonly string[] };

/** How a medicine, by generic name or clave, may be sold by LGS 226, and who says so. */
export type ProposedClass = { readonly name: string; readonly fraction: Fraction | null; readonly isAntibiotic: boolean | null; readonly source: string };

export type MedicineFiles = { readonly compendio: readonly OfficialProduct[]; readonly rxnorm: readonly RxnormName[]; readonly classes: readonly ProposedClass[] };

export const noMedicineFiles: MedicineFiles = { compendio: [], rxnorm: [], classes: [] };

export const refusal = (line: number, reason: string): Error => new Error(`Line ${String(line)}: ${reason}`);

/** A cell as it may be told to a person. */
export const quoted = (cell: string): string => `"${cell.replace(/\p{C}/gu, '?').slice(0, 40)}"`;

/** A text of a file without doubled spaces. Refuses what shows that it was read in a wrong encoding, controls and formulas. */
export const cleanText = (cell: string, line: number): string => {
  if (/[\p{Co}\p{Cs}\uFFFD]/u.test(cell) || /[\u0000-\u0008\u000E-\u001F]/.test(cell)) throw refusal(line, 'a cell holds control characters or was read in a wrong encoding.');
  if (/Ã[\u0080-\u00BF]|Â[¿¡]/u.test(cell)) throw refusal(line, 'a cell was saved in a wrong encoding (Ã³ instead of ó).');
  const text = cell.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (/^[=@]/.test(text)) throw refusal(line, 'a cell holds a formula; only plain values are read.');
  return text;
};
