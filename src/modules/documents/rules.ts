import type { Finding, NormRule } from '#kernel/norms.ts';
import type { FormContent } from './contract.ts';
import { documentType, documentTypes } from './document-types.ts';
import { fieldsOf } from './field-values.ts';
import { emptyReadings, stayUpsideDown, witnessesNotDistinct } from './form-contradictions.ts';
import { incompleteMedicines, missingFields, wrongPressure } from './missing-fields.ts';
import type { Numeral } from './numeral.ts';
import { emergencyNumerals } from './emergency-rules.ts';
import { hospitalNumerals } from './hospital-rules.ts';
import { legalNumerals } from './legal-rules.ts';
import { nursingNumerals } from './nursing-rules.ts';
import { outpatientNumerals } from './outpatient-rules.ts';

/** What the norms ask of the documents of the record. */

const missingOf = (form: FormContent, rule: string): readonly Finding[] => missingFields(documentType(form.kind), form).filter((finding) => finding.rule === rule);

/** The rules that each kind's fields and columns name: a draft is judged at every save, and not by those of other kinds. */
const rulesNamed = new Map(documentTypes.map((type) => [
  type.kind, new Set(fieldsOf(type).flatMap((field) => [field, ...(field.kind === 'rows' ? field.columns : [])]).flatMap(({ asks }) => (asks === undefined ? [] : [asks.rule]))),
]));

const asked = (numeral: Numeral): NormRule<FormContent> =>
  ({ ...numeral, check: (form) => (rulesNamed.get(form.kind)?.has(numeral.id) === true ? missingOf(form, numeral.id) : []) });

/** Rules that a type's fields answer one by one. */
const fieldRules: readonly NormRule<FormContent>[] = [...outpatientNumerals, ...emergencyNumerals, ...hospitalNumerals, ...nursingNumerals, ...legalNumerals].map(asked);

/** Rules on how values fit together. */
const valueRules: readonly NormRule<FormContent>[] = [
  {
    id: 'N004-6.2.6-MED', norm: 'NOM-004-SSA3-2012', numeral: '6.2.6', verified: 'Q',
    says: 'Each medicine of any document has at least dose, route and periodicity.',
    check: (form) => incompleteMedicines(documentType(form.kind), form, 'N004-6.2.6-MED'),
  },
  {
    id: 'GIIS-B015-29-FORM', norm: 'GIIS-B015-04-11', numeral: '29-30', verified: 'O',
    says: 'Blood pressure in a form is a pair: both values or none, the systolic not below the diastolic.',
    check: (form) => wrongPressure(documentType(form.kind), form, 'GIIS-B015-29-FORM'),
  },
  {
    id: 'N004-10.1.1.10-DISTINCT', norm: 'NOM-004-SSA3-2012', numeral: '10.1.1.10', verified: 'D',
    says: 'Two witnesses are two people, and neither is the one who signs.',
    check: (form) => witnessesNotDistinct(form, 'N004-10.1.1.10-DISTINCT'),
  },
  {
    id: 'N004-9.1.2-SIGNS', norm: 'NOM-004-SSA3-2012', numeral: '9.1.2', verified: 'D',
    says: 'Each reading of the nursing chart tells at least one sign.',
    check: (form) => emptyReadings(form, 'N004-9.1.2-SIGNS'),
  },
  {
    id: 'N004-8.9.1-DATES', norm: 'NOM-004-SSA3-2012', numeral: '8.9.1', verified: 'D',
    says: 'A patient does not leave before she came.',
    check: (form) => stayUpsideDown(form, 'N004-8.9.1-DATES'),
  },
];

export const documentRules: readonly NormRule<FormContent>[] = [...fieldRules, ...valueRules];
