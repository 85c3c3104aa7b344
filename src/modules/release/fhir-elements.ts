import { createHash } from 'node:crypto';

/** What FHIR R4 resources are written with here. An element that is undefined is absent: FHIR knows no null and nothing empty. */
export type FhirElement = string | number | boolean | undefined | readonly FhirElement[] | { readonly [name: string]: FhirElement };
export type FhirResource = { readonly resourceType: string; readonly id: string; readonly [element: string]: FhirElement };

/** Every resource of a Bundle goes by its UUID, which is Amate's own id where it has one. */
export const urnOf = (id: string): string => `urn:uuid:${id}`;
export const referenceTo = (id: string): FhirElement => ({ reference: urnOf(id) });

/** A UUID that follows from another and a name (RFC 9562, version 8 over SHA-256): the same each time it is asked for. */
export const derivedId = (of: string, name: string): string => {
  const hash = createHash('sha256').update(`${of} ${name}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/** What neither a FHIR string nor XML 1.0 may hold. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
export const cleaned = (text: string): string => text.toWellFormed().replace(forbidden, '');

/** A text without what FHIR forbids; absent when nothing is left. */
export const said = (text: string | null | undefined): string | undefined => {
  const clean = cleaned(text ?? '').trim();
  return clean === '' ? undefined : clean;
};

/** A list, absent when it would be empty. */
export const some = (list: readonly FhirElement[]): readonly FhirElement[] | undefined => {
  const there = list.filter((each) => each !== undefined);
  return there.length === 0 ? undefined : there;
};

export const systems = {
  loinc: 'http://loinc.org', ucum: 'http://unitsofmeasure.org', icd10: 'http://hl7.org/fhir/sid/icd-10', icd11: 'http://id.who.int/icd/release/11/mms',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', actReason: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  conditionCategory: 'http://terminology.hl7.org/CodeSystem/condition-category', conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionCertainty: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', allergyClinical: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  allergyCertainty: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  absentReason: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', absentUnknown: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips',
  /** The OID under which CURPs go in Mexico's clinical documents. */
  curp: 'urn:oid:2.16.840.1.113883.4.629',
  cedula: 'urn:amate:cedula-profesional', recordNumber: 'urn:amate:record-number', clues: 'urn:amate:clues', verificationCode: 'urn:amate:verification-code',
  documentKind: 'urn:amate:document-kind', folio: 'urn:amate:prescription-folio', encounterKind: 'urn:amate:encounter-kind', cie10: 'urn:amate:cie-10', vaccine: 'urn:amate:vaccine', cvx: 'http://hl7.org/fhir/sid/cvx', uri: 'urn:ietf:rfc:3986',
} as const;

export const coding = (system: string, code: string, more: { readonly display?: string; readonly version?: string } = {}): FhirElement =>
  ({ system, version: said(more.version), code, display: said(more.display) });
export const concept = (system: string, code: string): FhirElement => ({ coding: [coding(system, code)] });
