import { createHash } from 'node:crypto';
import type { NoteId } from '#kernel/ids.ts';
import { diagnosisListsOf, documentTitle, writtenSections, vitalsOf } from '#modules/record/public.ts';
import type { Professional, SignedHead, SignedParts } from '#modules/record/public.ts';
import { encounterClasses, loincOfKind } from './fhir-codes-table.ts';
import { coding, concept, derivedId, referenceTo, said, some, systems } from './fhir-elements.ts';
import type { FhirElement, FhirResource } from './fhir-elements.ts';
import { fhirDiagnosis, fhirVitals } from './fhir-findings.ts';
import { narrativeOf } from './fhir-narrative.ts';

/** One signed document as FHIR resources: everything is read from what was signed. */

export type FhirDocument = { readonly folder: string; readonly head: SignedHead; readonly parts: Pick<SignedParts, 'stated' | 'payload' | 'pdf' | 'revocation'> & { readonly second: { readonly stated: { readonly signer: Professional; readonly signedAt: string } } | null } };
/** Whose record it is here, and which documents come with it. */
export type FhirContext = { readonly patientId: string; readonly clinicId: string; readonly noteIds: ReadonlySet<NoteId> };

export const fhirPractitioner = ({ id, fullName, cedula, title, institution, specialty }: Omit<Professional, 'curp'>): FhirResource => ({
  resourceType: 'Practitioner', id, identifier: some([said(cedula) === undefined ? undefined : { system: systems.cedula, value: said(cedula) }]), name: [{ text: said(fullName) ?? id }],
  qualification: some([
    said(title) === undefined ? undefined : { identifier: some([said(cedula) === undefined ? undefined : { system: systems.cedula, value: said(cedula) }]), code: { text: said(title) }, issuer: said(institution) === undefined ? undefined : { display: said(institution) } },
    specialty === null || said(specialty.name) === undefined ? undefined : { identifier: some([said(specialty.cedula) === undefined ? undefined : { system: systems.cedula, value: said(specialty.cedula) }]), code: { text: said(specialty.name) } },
  ]),
});

/** Whoever signed beside the author: a second by her own e.firma, or the only signer of what its author finished without one. */
const othersOf = ({ stated, second }: FhirDocument['parts']): readonly Professional[] => {
  const other = second?.stated.signer ?? stated.second?.signer;
  return other === undefined ? [] : [other];
};

const attestersOf = ({ parts: { stated, second }, head }: FhirDocument): readonly FhirElement[] => {
  const at = head.signedAt.toISOString();
  if (stated.second?.signer !== undefined) {
    return [{ mode: 'professional', time: stated.second.finishedAt, party: referenceTo(stated.author.id) }, { mode: 'legal', time: at, party: referenceTo(stated.second.signer.id) }];
  }
  if (second === null) return [{ mode: 'legal', time: at, party: referenceTo(stated.author.id) }];
  return [{ mode: 'legal', party: referenceTo(stated.author.id) }, { mode: 'legal', time: second.stated.signedAt, party: referenceTo(second.stated.signer.id) }];
};

const encounterOf = ({ parts: { stated } }: FhirDocument, { patientId, clinicId }: FhirContext): FhirResource => {
  const { id, kind, startedAt } = stated.encounter;
  const known = encounterClasses[kind];
  return {
    // what was signed does not say whether the attention is over
    resourceType: 'Encounter', id, status: 'unknown', class: known === undefined ? coding(systems.encounterKind, kind) : coding(systems.actCode, known),
    subject: referenceTo(patientId), participant: [{ individual: referenceTo(stated.author.id) }], period: { start: startedAt }, serviceProvider: referenceTo(clinicId),
  };
};

const typeOf = ({ head: { kind } }: FhirDocument): FhirElement => {
  const loinc = loincOfKind[kind];
  return { coding: some([loinc === undefined ? undefined : coding(systems.loinc, loinc), coding(systems.documentKind, kind)]), text: documentTitle(kind, 'es-MX') };
};

const amended = (head: SignedHead, { noteIds }: FhirContext): FhirElement => {
  if (head.amends === null) return undefined;
  return [{ code: 'appends', ...(noteIds.has(head.amends) ? { targetReference: referenceTo(head.amends) } : { targetIdentifier: { system: systems.uri, value: `urn:uuid:${head.amends}` } }) }];
};

const composition = (document: FhirDocument, context: FhirContext, findings: readonly FhirResource[]): FhirResource => {
  const { head, parts: { stated } } = document;
  return {
    resourceType: 'Composition', id: head.noteId, language: 'es-MX', identifier: { system: systems.verificationCode, value: stated.verificationCode }, status: 'final', type: typeOf(document),
    subject: referenceTo(context.patientId), encounter: referenceTo(stated.encounter.id), date: stated.note.writtenAt, author: [referenceTo(stated.author.id)], title: documentTitle(head.kind, 'es-MX'),
    attester: attestersOf(document), custodian: referenceTo(context.clinicId), relatesTo: amended(head, context),
    section: some([
      ...writtenSections(stated.note.content).map(({ heading, blocks }) => ({ title: said(heading), text: narrativeOf(blocks) })),
      findings.length === 0 ? undefined : { title: 'Datos codificados', entry: findings.map(({ id }) => referenceTo(id)) },
    ]),
  };
};

/** A file of the archive: relative to `fhir/`, with the digest FHIR asks for. */
export const fileContent = (file: { readonly name: string; readonly bytes: Uint8Array }, contentType: string): FhirElement => ({
  attachment: { contentType, url: `../${file.name}`, size: file.bytes.length, hash: createHash('sha1').update(file.bytes).digest('base64') },
});

const reference = (document: FhirDocument, { patientId, clinicId }: FhirContext): FhirResource => {
  const { folder, head, parts: { stated, pdf, payload } } = document;
  return {
    resourceType: 'DocumentReference', id: derivedId(head.noteId, 'document'), identifier: [{ system: systems.verificationCode, value: stated.verificationCode }], status: 'current', docStatus: 'final', type: typeOf(document),
    subject: referenceTo(patientId), date: head.signedAt.toISOString(), author: [referenceTo(stated.author.id)], custodian: referenceTo(clinicId), description: documentTitle(head.kind, 'es-MX'),
    content: [fileContent({ name: `${folder}/documento.pdf`, bytes: pdf }, 'application/pdf'), fileContent({ name: `${folder}/contenido.json`, bytes: payload }, 'application/json')],
    context: { encounter: [referenceTo(stated.encounter.id)] },
  };
};

const consentScope = 'http://terminology.hl7.org/CodeSystem/consentscope';

/** That a consent was given, and whether it stands; what it is for stands in its words. */
const consentOf = ({ head, parts: { stated, revocation } }: FhirDocument, { patientId, clinicId }: FhirContext): readonly FhirResource[] => (head.kind !== 'consent' ? [] : [{
  resourceType: 'Consent', id: derivedId(head.noteId, 'consent'), status: revocation === null ? 'active' : 'inactive', scope: concept(consentScope, 'treatment'), category: [concept(systems.loinc, '59284-0')],
  patient: referenceTo(patientId), dateTime: stated.note.writtenAt, organization: [referenceTo(clinicId)], sourceReference: referenceTo(derivedId(head.noteId, 'document')), policyRule: { text: 'NOM-004-SSA3-2012' },
}]);

/** Who wrote and signed it, the attention, its words, its files, and each diagnosis and vital sign it states. */
export const fhirDocument = (document: FhirDocument, context: FhirContext): readonly FhirResource[] => {
  const { head, parts } = document;
  const { author, encounter, note: { content, writtenAt } } = parts.stated;
  const found = { noteId: head.noteId, patientId: context.patientId, encounterId: encounter.id, authorId: author.id, at: writtenAt };
  const findings = [
    ...diagnosisListsOf(content).flatMap(({ field, diagnoses }) => diagnoses.map((diagnosis) => fhirDiagnosis(found, field, diagnosis))), ...fhirVitals(found, vitalsOf(content)),
  ];
  return [fhirPractitioner(author), ...othersOf(parts).map(fhirPractitioner), encounterOf(document, context), composition(document, context, findings), reference(document, context), ...consentOf(document, context), ...findings];
};
