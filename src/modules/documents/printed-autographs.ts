import type { DocumentSection } from '#platform/pdf/document.ts';
import type { DocumentType, Field, FormContent, FormValues } from './contract.ts';
import { fieldsOf, holds, rowsIn, textIn } from './field-values.ts';

/** The lines of a print for people who sign by hand, in Spanish. */

type Signer = { readonly name: string; readonly role: string };

const both = (...parts: readonly string[]): string => parts.map((part) => part.trim()).filter((part) => part !== '').join(', ');

/** The capacity of `signerName` is what `signerCapacity` and `signerKinship` say; while nothing is said, the field's own label. */
const signerOf = (type: DocumentType, { id, label }: Field, values: FormValues): Signer => {
  const stem = id.replace(/Name$/, '');
  const capacity = fieldsOf(type).find((field) => field.id === `${stem}Capacity`);
  const chosen = capacity?.kind === 'choice' ? capacity.choices.find(({ value }) => value === values[capacity.id]) : undefined;
  const kinship = chosen?.value === 'relative' ? textIn(values, `${stem}Kinship`) : '';
  return { name: textIn(values, id), role: chosen === undefined ? label['es-MX'] : both(chosen.label['es-MX'], kinship) };
};

/** A table prints a line for each of its rows, and for each that its rule still asks for. */
const signersOf = (type: DocumentType, field: Field, values: FormValues): readonly Signer[] => {
  if (field.kind !== 'rows') return [signerOf(type, field, values)];
  const rows = rowsIn(values, field.id);
  return Array.from({ length: Math.max(rows.length, field.least ?? 1) }, (_, at) => {
    const row = rows[at] ?? {};
    return { name: textIn(row, 'fullName'), role: both(field.rowLabel['es-MX'], textIn(row, 'capacity')) };
  });
};

/** One line for each person who signs this form by hand; no section when nobody does. */
export const autographSections = (type: DocumentType, { values }: FormContent): readonly DocumentSection[] => {
  const fields = fieldsOf(type).filter(({ id, shownWhen }) => type.signByHand.includes(id) && (shownWhen === undefined || holds(shownWhen, values)));
  const signers = fields.flatMap((field) => signersOf(type, field, values));
  return signers.length === 0 ? [] : [{ heading: 'Firmas autógrafas', blocks: [{ kind: 'autographs', signers }] }];
};
