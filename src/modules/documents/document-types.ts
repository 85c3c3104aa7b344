import type { DocumentType, FormKind } from './contract.ts';
import { emergencyTypes } from './emergency-types.ts';
import { historyType } from './history-type.ts';
import { hospitalTypes } from './hospital-types.ts';
import { legalTypes } from './legal-types.ts';
import { nursingTypes } from './nursing-types.ts';
import { outpatientTypes } from './outpatient-types.ts';

/** Every type of document that is filled in as a form. */
export const documentTypes: readonly DocumentType[] = [historyType, ...outpatientTypes, ...emergencyTypes, ...hospitalTypes, ...nursingTypes, ...legalTypes];

const byKind = new Map<FormKind, DocumentType>(documentTypes.map((type) => [type.kind, type]));

/** The type of this kind. Throws for a kind nobody defined: a programming error. */
export const documentType = (kind: FormKind): DocumentType => {
  const type = byKind.get(kind);
  if (type === undefined) throw new Error(`no type of document is called ${kind}`);
  return type;
};
