import type { ItemContent, SummaryItem } from '#modules/summary/contract.ts';
import { creatinine, cvxOf } from './fhir-codes-table.ts';
import { coding, concept, referenceTo, said, some, systems } from './fhir-elements.ts';
import type { FhirElement, FhirResource } from './fhir-elements.ts';
import { diagnosisConcept } from './fhir-findings.ts';

/** The summary's items as they stand at release; what was entered in error and what FHIR has no plain place for stay in resumen.json. */

type Of<Kind extends ItemContent['kind']> = Extract<ItemContent, { kind: Kind }>;
type Item = Pick<SummaryItem, 'itemId' | 'recordedAt' | 'recordedBy'> & { readonly patientId: string };

const noteOf = (text: string): FhirElement => some([said(text) === undefined ? undefined : { text: said(text) }]);
const recorder = ({ recordedBy }: Item): FhirElement => (said(recordedBy) === undefined ? undefined : { display: said(recordedBy) });
const dayOf = (day: string | null): string | undefined => day ?? undefined;

const problem = (item: Item, { status, code, term, since, until, note }: Of<'problem'>): FhirResource => ({
  resourceType: 'Condition', id: item.itemId, clinicalStatus: concept(systems.conditionClinical, status), category: [concept(systems.conditionCategory, 'problem-list-item')],
  code: diagnosisConcept({ code, term }), subject: referenceTo(item.patientId), onsetDateTime: dayOf(since), abatementDateTime: status === 'active' ? undefined : dayOf(until),
  recordedDate: item.recordedAt, recorder: recorder(item), note: noteOf(note),
});

const allergyStates = {
  active: ['active', 'confirmed'], inactive: ['inactive', 'confirmed'], 'none-known': ['active', 'confirmed'], refuted: ['inactive', 'refuted'],
} as const satisfies Record<Exclude<Of<'allergy'>['status'], 'entered-in-error'>, readonly [string, string]>;

const allergyCode = ({ status, substance }: Of<'allergy'>): FhirElement =>
  (status === 'none-known' ? { coding: [coding(systems.absentUnknown, 'no-known-allergies')], text: 'Sin alergias conocidas' } : { text: said(substance) ?? 'No especificada' });

const allergy = (item: Item, content: Of<'allergy'> & { readonly status: keyof typeof allergyStates }): FhirResource => {
  const [clinical, certainty] = allergyStates[content.status];
  const isNone = content.status === 'none-known';
  return {
    resourceType: 'AllergyIntolerance', id: item.itemId, clinicalStatus: concept(systems.allergyClinical, clinical), verificationStatus: concept(systems.allergyCertainty, certainty),
    category: isNone || content.category === 'other' ? undefined : [content.category], criticality: isNone ? undefined : content.criticality, code: allergyCode(content),
    patient: referenceTo(item.patientId), onsetDateTime: dayOf(content.since), recordedDate: item.recordedAt, recorder: recorder(item), note: noteOf(content.note),
    reaction: some([said(content.reaction) === undefined ? undefined : { manifestation: [{ text: said(content.reaction) }] }]),
  };
};

const medicine = (item: Item, { status, name, dose, route, frequency, since, until, note }: Of<'medicine'>): FhirResource => {
  const period = since === null && until === null ? undefined : { start: dayOf(since), end: dayOf(until) };
  const dosage = said([dose, route, frequency].filter((part) => part.trim() !== '').join(' · '));
  return {
    resourceType: 'MedicationStatement', id: item.itemId, status, medicationCodeableConcept: { text: said(name) ?? 'No especificado' }, subject: referenceTo(item.patientId),
    effectivePeriod: period, dateAsserted: item.recordedAt, note: noteOf(note), dosage: some([dosage === undefined ? undefined : { text: dosage }]),
  };
};

const vaccineOf = ({ code, vaccine }: Of<'immunisation'>): FhirElement => {
  const cvx = code === undefined ? undefined : cvxOf[code];
  return { coding: some([cvx === undefined ? undefined : coding(systems.cvx, cvx), code === undefined ? undefined : coding(systems.vaccine, code)]), text: said(vaccine) ?? 'No especificada' };
};

const textOnly = (text: string | undefined): FhirElement => (said(text) === undefined ? undefined : { text: said(text) });

const origins = { here: undefined, card: 'Cartilla', told: 'Referido' } as const;
const originOf = (source: Of<'immunisation'>['source']): { readonly [element: string]: FhirElement } =>
  (source === undefined ? {} : { primarySource: source === 'here', reportOrigin: textOnly(origins[source]) });

/** A reaction is a word beside the dose here, not an observation of its own: it goes with the note. */
const immunisation = (item: Item, content: Of<'immunisation'>): FhirResource => {
  const { status, dose, lot, since, note, number, source, maker, expiry, site, route, reaction } = content;
  const doseSaid = number === undefined ? said(dose) : String(number);
  return {
    resourceType: 'Immunization', id: item.itemId, status: status === 'completed' ? 'completed' : 'not-done', statusReason: status === 'refused' ? concept(systems.actReason, 'PATOBJ') : undefined,
    vaccineCode: vaccineOf(content), patient: referenceTo(item.patientId), ...(since === null ? { occurrenceString: 'Fecha desconocida' } : { occurrenceDateTime: since }),
    recorded: item.recordedAt, ...originOf(source),
    manufacturer: said(maker) === undefined ? undefined : { display: said(maker) }, lotNumber: said(lot), expirationDate: expiry ?? undefined, site: textOnly(site), route: textOnly(route),
    note: noteOf([note, said(reaction) === undefined ? '' : `Reacción: ${said(reaction) ?? ''}`].filter((part) => part !== '').join('\n')),
    protocolApplied: some([doseSaid === undefined ? undefined : { doseNumberString: doseSaid }]),
  };
};

const creatinineOf = (item: Item, { value, since, note }: Of<'creatinine'>): FhirResource => ({
  resourceType: 'Observation', id: item.itemId, status: 'final', category: [concept(systems.observationCategory, 'laboratory')], code: { coding: [coding(systems.loinc, creatinine.loinc)], text: creatinine.name },
  subject: referenceTo(item.patientId), effectiveDateTime: dayOf(since), issued: item.recordedAt, valueQuantity: { value, unit: creatinine.unit, system: systems.ucum, code: creatinine.unit }, note: noteOf(note),
});

const flag = (item: Item, { status, text, since, until }: Of<'flag'>): FhirResource => ({
  resourceType: 'Flag', id: item.itemId, status: status === 'active' ? 'active' : 'inactive', code: { text: said(text) ?? 'Aviso' }, subject: referenceTo(item.patientId),
  period: since === null && until === null ? undefined : { start: dayOf(since), end: dayOf(until) },
});

const resourceOf = (item: Item, content: ItemContent): readonly FhirResource[] => {
  switch (content.kind) {
    case 'problem': return [problem(item, content)];
    case 'allergy': return content.status === 'entered-in-error' ? [] : [allergy(item, { ...content, status: content.status })];
    case 'medicine': return [medicine(item, content)];
    case 'immunisation': return [immunisation(item, content)];
    case 'creatinine': return [creatinineOf(item, content)];
    case 'flag': return [flag(item, content)];
    case 'antecedent': case 'pregnancy': return [];
  }
};

/** The newest version of each item, in the order in which the items were first recorded. `versions` come oldest first. */
export const fhirSummary = (versions: readonly SummaryItem[], patientId: string): readonly FhirResource[] => {
  const newest = new Map<string, SummaryItem>();
  for (const version of versions) if (version.version >= (newest.get(version.itemId)?.version ?? 0)) newest.set(version.itemId, version);
  return [...newest.values()].filter(({ content }) => content.status !== 'entered-in-error').flatMap((item) => resourceOf({ ...item, patientId }, item.content));
};
