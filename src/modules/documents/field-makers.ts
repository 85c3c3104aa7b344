import type { Localized } from '#kernel/language.ts';
import type { Ask, CellField, Condition, DocumentType, Field, Section, VitalCode } from './contract.ts';

/** Short forms for writing types of documents as data. The Spanish text comes first, then the English. */

type Said = { readonly asks?: Ask; readonly help?: Localized; readonly shownWhen?: Condition };

export const both = (spanish: string, english: string): Localized => ({ 'es-MX': spanish, 'en-US': english });

/** Asked for by `rule`; with `when`, only while that holds. */
export const by = (rule: string, when?: Condition): { readonly asks: Ask } => ({ asks: when === undefined ? { rule } : { rule, when } });

export const has = (field: string, ...is: readonly (string | number)[]): Condition => ({ field, is: [...is] });

export const text = (id: string, label: Localized, said: Said & { readonly rows?: number } = {}): Extract<CellField, { kind: 'text' }> => ({ kind: 'text', id, label, ...said });
export const line = (id: string, label: Localized, said: Said = {}): Extract<CellField, { kind: 'line' }> => ({ kind: 'line', id, label, ...said });

export const choice = (id: string, label: Localized, choices: Readonly<Record<string, Localized>>, said: Said = {}): Extract<CellField, { kind: 'choice' }> =>
  ({ kind: 'choice', id, label, choices: Object.entries(choices).map(([value, each]) => ({ value, label: each })), ...said });

type Range = { readonly least: number; readonly most: number; readonly unit: string; readonly whole?: boolean };
export const number = (id: string, label: Localized, { least, most, unit, whole = true }: Range, said: Said = {}): Extract<CellField, { kind: 'number' }> =>
  ({ kind: 'number', id, label, least, most, unit, whole, ...said });

export const vitals = (said: Said & { readonly needs?: readonly VitalCode[] } = {}): Field => {
  const { needs, ...rest } = said;
  return { kind: 'vitals', id: 'vitals', label: both('Signos vitales', 'Vital signs'), ...(needs === undefined ? {} : { needs: [...needs] }), ...rest };
};

export const diagnoses = (id: string, label: Localized, said: Said = {}): Field => ({ kind: 'diagnoses', id, label, ...said });
export const medicines = (id: string, label: Localized, said: Said = {}): Field => ({ kind: 'medicines', id, label, ...said });

type Table = Said & { readonly columns: readonly CellField[]; readonly rowLabel: Localized; readonly least?: number };
export const rows = (id: string, label: Localized, { columns, ...said }: Table): Field => ({ kind: 'rows', id, label, columns: [...columns], ...said });

export const section = (id: string, title: Localized, fields: readonly Field[]): Section => ({ id, title, fields: [...fields] });

export const date = (id: string, label: Localized, said: Said = {}): Extract<CellField, { kind: 'date' }> => ({ kind: 'date', id, label, ...said });
export const moment = (id: string, label: Localized, said: Said = {}): Extract<CellField, { kind: 'moment' }> => ({ kind: 'moment', id, label, ...said });

export const yesNo = { yes: both('Sí', 'Yes'), no: both('No', 'No') } as const;

type Plain = Omit<DocumentType, 'edition' | 'signByHand' | 'answers' | 'signedBy' | 'twoPhysicians' | 'consentAct'>;
type Special = Partial<Pick<DocumentType, 'signByHand' | 'answers' | 'signedBy' | 'twoPhysicians' | 'consentAct'>>;
/** A type of document that a physician signs alone and that answers nothing, unless it says otherwise. */
export const documentOf = (plain: Plain, special: Special = {}): DocumentType =>
  ({ edition: 1, signedBy: ['physician'], signByHand: [], answers: [], ...plain, ...special });
