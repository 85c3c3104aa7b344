import type { NormRule } from '#kernel/norms.ts';

export type CodedDiagnosis = { readonly code: string; readonly catalogue: string };

const shape = /^[A-Z]\d{2}[0-9X]$/;

export const terminologyRules: readonly NormRule<CodedDiagnosis>[] = [
  {
    id: 'N024-6.4.2', norm: 'NOM-024-SSA3-2012', numeral: '6.4.2', verified: 'Q',
    says: 'A code is stored with the catalogue and version it was chosen from.',
    check: ({ catalogue }) => (catalogue.trim() === '' ? [{ rule: 'N024-6.4.2', field: 'catalogue', code: 'code-without-catalogue' }] : []),
  },
  {
    id: 'GIIS-B015-43', norm: 'GIIS-B015-04-11', numeral: '43', verified: 'O',
    says: 'A CIE-10 code has exactly four characters, padded with X.',
    check: ({ code }) => (shape.test(code) ? [] : [{ rule: 'GIIS-B015-43', field: 'code', code: 'code-malformed' }]),
  },
];
