import type { PatientHeader } from '#modules/patients/public.ts';
import type { ClinicHeader } from '#modules/workforce/public.ts';
import { referenceTo, said, some, systems, urnOf } from './fhir-elements.ts';
import type { FhirElement, FhirResource } from './fhir-elements.ts';

export type FhirIdentity = Pick<PatientHeader, 'id' | 'recordNumber' | 'fullName' | 'nameParts' | 'birthDate' | 'sex' | 'curp' | 'address' | 'isAddressPending' | 'phone' | 'guardian' | 'unknown'>;

const genders = { H: 'male', M: 'female', X: 'other' } as const;

const extension = (name: string, text: string | null): FhirElement => {
  const valueString = said(text);
  return valueString === undefined ? undefined : { url: `http://hl7.org/fhir/StructureDefinition/humanname-${name}-family`, valueString };
};

/** Both surnames in `family`, as FHIR asks, and each of them by the extensions it has for that; what a person nobody could name is called is no name of hers. */
const nameOf = ({ fullName, unknown, nameParts: { given, firstSurname, secondSurname } }: FhirIdentity): FhirElement => {
  if (unknown) return { use: 'temp', text: said(fullName) };
  const parts = some([extension('fathers', firstSurname), extension('mothers', secondSurname)]);
  return {
    use: 'official', text: said(fullName), family: said(`${firstSurname} ${secondSurname ?? ''}`), _family: parts === undefined ? undefined : { extension: parts }, given: some([said(given)]),
  };
};

const papersOf = ({ address, isAddressPending, phone, guardian }: FhirIdentity): Record<string, FhirElement> => ({
  telecom: some([phone === null ? undefined : { system: 'phone', value: said(phone) }]),
  address: some([isAddressPending || said(address) === undefined ? undefined : { text: said(address) }]),
  contact: some([guardian === null ? undefined : { name: { text: said(guardian) } }]),
});

/** Whose record it is, as at release; CURP, address, telephone and guardian only with the whole record. `trail`: her id and those merged into her. */
export const fhirPatient = (identity: FhirIdentity, { clinicId, trail, isWhole }: { readonly clinicId: string; readonly trail: readonly string[]; readonly isWhole: boolean }): FhirResource => ({
  resourceType: 'Patient', id: identity.id,
  identifier: some([
    { use: 'usual', type: { coding: [{ system: systems.identifierType, code: 'MR' }] }, system: systems.recordNumber, value: identity.recordNumber, assigner: referenceTo(clinicId) },
    isWhole && identity.curp !== null ? { use: 'official', system: systems.curp, value: identity.curp } : undefined,
    ...trail.filter((id) => id !== identity.id).map((id) => ({ use: 'old', system: systems.uri, value: urnOf(id) })),
  ]),
  name: [nameOf(identity)], gender: genders[identity.sex], birthDate: identity.birthDate ?? undefined, ...(isWhole ? papersOf(identity) : {}), managingOrganization: referenceTo(clinicId),
});

export type FhirEstablishment = Pick<ClinicHeader, 'name' | 'legalName' | 'address' | 'phone' | 'clues'> & { readonly id: string };

export const fhirOrganization = ({ id, name, legalName, address, phone, clues }: FhirEstablishment): FhirResource => ({
  resourceType: 'Organization', id, identifier: some([clues === null ? undefined : { system: systems.clues, value: clues }]), name: said(name) ?? id, alias: some([said(legalName)]),
  telecom: some([said(phone) === undefined ? undefined : { system: 'phone', value: said(phone) }]), address: some([said(address) === undefined ? undefined : { text: said(address) }]),
});
