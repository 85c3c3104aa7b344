import type { Attachment } from '#modules/attachments/public.ts';
import { referenceTo, said, some, urnOf } from './fhir-elements.ts';
import type { FhirElement, FhirResource } from './fhir-elements.ts';
import { fileContent } from './fhir-document.ts';
import type { FhirContext } from './fhir-document.ts';

/** A photograph or paper of the record; one recorded by mistake says so. */
export const fhirFile = ({ id, mediaType, title, recordedAt, recordedBy, error }: Attachment, file: { readonly name: string; readonly bytes: Uint8Array }, { patientId, clinicId }: FhirContext): FhirResource => ({
  resourceType: 'DocumentReference', id, status: error === null ? 'current' : 'entered-in-error', subject: referenceTo(patientId), date: recordedAt,
  author: some([said(recordedBy) === undefined ? undefined : { display: said(recordedBy) }]), custodian: referenceTo(clinicId), description: said(title), content: [fileContent(file, mediaType)],
});

const participantsOf = ({ participant }: FhirResource): readonly FhirElement[] => (Array.isArray(participant) ? participant as readonly FhirElement[] : []);

/** The newer says more of a person; of an attention each document adds who took part. */
const merged = (older: FhirResource, newer: FhirResource): FhirResource => {
  if (newer.resourceType !== 'Encounter') return newer;
  const all = [...participantsOf(older), ...participantsOf(newer)].map((each) => JSON.stringify(each));
  return { ...older, participant: [...new Set(all)].map((each) => JSON.parse(each) as FhirElement) };
};

/** A Bundle of type `collection`: each resource once, in the order in which it was first told of. */
export const fhirBundle = ({ id, at, isDemo }: { readonly id: string; readonly at: Date; readonly isDemo: boolean }, resources: readonly FhirResource[]): FhirResource => {
  const once = new Map<string, FhirResource>();
  for (const resource of resources) {
    const older = once.get(resource.id);
    once.set(resource.id, older === undefined ? resource : merged(older, resource));
  }
  return {
    resourceType: 'Bundle', id, ...(isDemo ? { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] } } : {}),
    type: 'collection', timestamp: at.toISOString(), entry: [...once.values()].map((resource) => ({ fullUrl: urnOf(resource.id), resource })),
  };
};
