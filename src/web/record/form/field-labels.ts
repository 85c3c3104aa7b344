import type { DocumentType, Field } from '#modules/documents/contract.ts';
import type { Language } from '#kernel/language.ts';

const fieldOf = (type: DocumentType, id: string): Field | undefined => type.sections.flatMap(({ fields }) => fields).find((field) => field.id === id);

/** What the place that a finding names is called: `Padecimientos en la familia, 2: Parentesco`. Empty when the type has no such place. */
export const labelOfPlace = (type: DocumentType, place: string, language: Language): string => {
  const [id = '', row, column] = place.split('.');
  const field = fieldOf(type, id);
  if (field === undefined) return '';
  const label = field.label[language];
  if (field.kind !== 'rows' || row === undefined) return label;
  const cell = field.columns.find((each) => each.id === column)?.label[language];
  return `${field.rowLabel[language]} ${String(Number(row) + 1)}${cell === undefined ? '' : `: ${cell}`}`;
};
