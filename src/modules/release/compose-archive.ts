import type { PrescriptionId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import { openSigningKey, recordAct } from '#modules/audit/public.ts';
import type { SigningKey } from '#modules/audit/public.ts';
import { patientHeader } from '#modules/patients/public.ts';
import type { PatientHeader } from '#modules/patients/public.ts';
import { documentTitle, openSignedParts } from '#modules/record/public.ts';
import type { SignedHead, SignedParts } from '#modules/record/public.ts';
import { wholeSummary } from '#modules/summary/public.ts';
import { clinicHeader } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { indexPage } from './archive-index.ts';
import { auditSegment } from './audit-segment.ts';
import type { ReleaseDeps } from './dependencies.ts';
import { fhirBundle, fhirFile } from './fhir-bundle.ts';
import { fhirDocument } from './fhir-document.ts';
import type { FhirContext } from './fhir-document.ts';
import type { FhirResource } from './fhir-elements.ts';
import { fhirOrganization, fhirPatient } from './fhir-patient.ts';
import { fhirSummary } from './fhir-summary.ts';
import { wholeInformation } from './information-given.ts';
import { digestOf, manifestText } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import type { RequestRow } from './queries.ts';
import { releasedFiles } from './released-files.ts';
import { releasedPrescriptions } from './released-prescriptions.ts';
import { verifierPage } from './verifier-page.ts';
import type { ArchiveFile } from './zip-writer.ts';

/** What a delivery hands over, as it was decided when the step was taken. */
export type Delivery = {
  readonly request: RequestRow; readonly trail: readonly SignedHead['patientId'][]; readonly documents: readonly SignedHead[]; readonly prescriptions: readonly PrescriptionId[];
  readonly deliveredAt: Date; readonly language: Language;
};

type Listed = { readonly folder: string; readonly head: SignedHead; readonly parts: SignedParts };

const text = (name: string, content: string): ArchiveFile => ({ name, bytes: Buffer.from(content, 'utf8') });
const json = (name: string, value: unknown): ArchiveFile => text(name, `${JSON.stringify(value, null, 2)}\n`);

const folderOf = (at: number, { kind }: SignedHead): string => `documentos/${String(at + 1).padStart(5, '0')}-${kind}`;

const filesOf = ({ folder, head, parts }: Listed): readonly ArchiveFile[] => [
  { name: `${folder}/documento.pdf`, bytes: parts.pdf },
  { name: `${folder}/contenido.json`, bytes: parts.payload },
  { name: `${folder}/contenido.firma`, bytes: parts.payloadSignature },
  { name: `${folder}/pdf-atributos.der`, bytes: parts.signedAttributes },
  { name: `${folder}/pdf-atributos.firma`, bytes: parts.attributesSignature },
  { name: `${folder}/certificado.cer`, bytes: parts.certificate },
  ...(parts.second === null ? [] : [
    { name: `${folder}/segunda-contenido.json`, bytes: parts.second.payload },
    { name: `${folder}/segunda-contenido.firma`, bytes: parts.second.payloadSignature },
    { name: `${folder}/segunda-pdf-atributos.der`, bytes: parts.second.signedAttributes },
    { name: `${folder}/segunda-pdf-atributos.firma`, bytes: parts.second.attributesSignature },
    { name: `${folder}/segunda-certificado.cer`, bytes: parts.second.certificate },
  ]),
  ...(parts.revocation === null ? [] : [json(`${folder}/revocacion.json`, { kind: 'amate-consent-revocation', version: 1, noteId: head.noteId, ...parts.revocation })]),
];

const lineOf = ({ folder, head, parts: { stated, second, revocation } }: Listed, language: Language): Manifest['documents'][number] => ({
  folder, noteId: head.noteId, title: documentTitle(head.kind, language), kind: head.kind, amends: head.amends, signedAt: head.signedAt.toISOString(), author: stated.author.fullName, verificationCode: stated.verificationCode, signatures: second === null ? 1 : 2, revokedAt: revocation?.at ?? null,
});

/** A part of the record says whose it is and no more; papers, address, telephone and guardian go with the whole. */
const identityOf = ({ recordNumber, version, fullName, birthDate, sex, curp, address, phone, guardian }: PatientHeader, isWhole: boolean) =>
  ({ kind: 'amate-identity', version: 1, recordNumber, identityVersion: version, fullName, birthDate, sex, ...(isWhole ? { curp, address, phone, guardian } : {}) });

const noAudit = { lines: '', entries: 0, checkpoint: null } as const;

const openWhole = (deps: ReleaseDeps, actor: StaffActor, { request }: Delivery) => deps.database.reading(actor, async (tx) => {
  const [header, summary, given, clinic] = await Promise.all([
    patientHeader(tx, deps.vault, request.patient_id), wholeSummary(deps, tx, request.patient_id), wholeInformation(deps, tx, request.patient_id), clinicHeader(tx),
  ]);
  return { header, summary, given, clinic };
});

/** What the FHIR copy says whatever else is in the archive: whose record it is and who keeps it. */
const beginning = (actor: StaffActor, { trail, request, documents }: Delivery, { header, clinic }: Awaited<ReturnType<typeof openWhole>>) => {
  const context: FhirContext = { patientId: header.id, clinicId: actor.clinicId, noteIds: new Set(documents.map(({ noteId }) => noteId)) };
  const resources: FhirResource[] = [fhirPatient(header, { clinicId: actor.clinicId, trail, isWhole: request.wants === 'whole-record' }), fhirOrganization({ id: actor.clinicId, ...clinic })];
  return { context, resources };
};

const recordCompletion = (deps: ReleaseDeps, actor: StaffActor, { request }: Delivery, manifest: ArchiveFile): Promise<void> => deps.database.withActor(actor, (tx) => recordAct(tx, {
  action: 'record-released', entity: 'clin.record_request', entityId: request.id, patientId: request.patient_id, detail: { manifest_sha256: digestOf(manifest).sha256 },
}));

const signatureOf = (key: SigningKey, manifest: ArchiveFile): ArchiveFile => text('manifiesto.nota', key.signNote(manifestText(manifest.bytes)));

/**
 * The files of an archive in their order, one PDF in memory at a time, beside what FHIR says of all. Each document is read in a transaction of
 * its own, as a slow reader may keep the archive open for long. The manifest comes last, and its digest is in the audit
 * before it leaves: an archive whose act could not be recorded has no end and opens nowhere.
 */
export async function* archiveFiles(deps: ReleaseDeps, actor: StaffActor, delivery: Delivery): AsyncGenerator<ArchiveFile> {
  const key = await openSigningKey(deps.database, deps.keysFolder);
  const opened = await openWhole(deps, actor, delivery);
  const { header, summary, given, clinic } = opened;
  const fhir = beginning(actor, delivery, opened);
  const files: Manifest['files'][number][] = [];
  const documents: Manifest['documents'][number][] = [];
  const listed = (file: ArchiveFile): ArchiveFile => { files.push(digestOf(file)); return file; };
  for (const [at, head] of delivery.documents.entries()) {
    const parts = await deps.database.reading(actor, (tx) => openSignedParts(deps, tx, head.noteId));
    const document = { folder: folderOf(at, head), head, parts };
    documents.push(lineOf(document, delivery.language));
    fhir.resources.push(...fhirDocument(document, fhir.context));
    for (const file of filesOf(document)) yield listed(file);
  }
  const prescriptions: Manifest['prescriptions'][number][] = [];
  for await (const { line, files: parts, resources } of releasedPrescriptions(deps, actor, delivery.prescriptions, fhir.context)) {
    prescriptions.push(line);
    fhir.resources.push(...resources);
    for (const file of parts) yield listed(file);
  }
  const { id, wants, since, until, request_sha256 } = delivery.request;
  const isWhole = wants === 'whole-record';
  // who opened the record tells of all of it: of what was not asked for too
  const audit = isWhole ? await auditSegment(deps, actor, id) : noAudit;
  const attachments: Manifest['attachments'][number][] = [];
  for await (const { attachment, line, file } of releasedFiles(deps, actor, delivery.request)) {
    attachments.push(line);
    if (file === null) continue;
    fhir.resources.push(fhirFile(attachment, file, fhir.context));
    yield listed(file);
  }
  const said: Omit<Manifest, 'files'> = {
    kind: 'amate-release', version: 1, clinic: { id: actor.clinicId, name: clinic.name }, request: { id, wants, since, until, sha256: request_sha256.toString('hex') },
    deliveredAt: delivery.deliveredAt.toISOString(), patient: { recordNumber: header.recordNumber, ids: delivery.trail }, documents, prescriptions, attachments, audit: { entries: audit.entries, checkpoint: audit.checkpoint },
  };
  yield listed(json('identidad.json', identityOf(header, isWhole)));
  yield listed(json('resumen.json', { kind: 'amate-summary', version: 1, items: isWhole ? summary : [] }));
  yield listed(json('informacion.json', { kind: 'amate-information-given', version: 1, given: isWhole ? given : [] }));
  if (isWhole) fhir.resources.push(...fhirSummary(summary, header.id));
  yield listed(text('fhir/paquete.json', `${JSON.stringify(fhirBundle({ id, at: delivery.deliveredAt, isDemo: clinic.demo }, fhir.resources))}\n`));
  yield listed(text('auditoria/pruebas.jsonl', audit.lines));
  yield listed(text('llave-publica.txt', `${key.verifier}\n`));
  yield listed(text('index.html', indexPage(said, header.fullName, delivery.language)));
  yield listed(text('verificar.html', verifierPage(delivery.language)));
  const manifest = json('manifiesto.json', { ...said, files });
  await recordCompletion(deps, actor, delivery, manifest);
  yield manifest;
  yield signatureOf(key, manifest);
}
