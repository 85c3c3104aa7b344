import type { PrescriptionId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { ReleaseDeps, ReleasedPrescription } from './dependencies.ts';
import type { FhirContext } from './fhir-document.ts';
import type { FhirResource } from './fhir-elements.ts';
import { fhirPrescription } from './fhir-prescription.ts';
import type { Manifest } from './manifest.ts';
import type { ArchiveFile } from './zip-writer.ts';

type Line = Manifest['prescriptions'][number];
export type ReleasedInArchive = { readonly line: Line; readonly files: readonly ArchiveFile[]; readonly resources: readonly FhirResource[] };

const json = (name: string, value: unknown): ArchiveFile => ({ name, bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8') });

const filesOf = (folder: string, id: PrescriptionId, parts: ReleasedPrescription): readonly ArchiveFile[] => [
  { name: `${folder}/documento.pdf`, bytes: parts.pdf },
  { name: `${folder}/contenido.json`, bytes: parts.payload },
  { name: `${folder}/contenido.firma`, bytes: parts.payloadSignature },
  { name: `${folder}/privado.json`, bytes: parts.privatePart },
  { name: `${folder}/pdf-atributos.der`, bytes: parts.signedAttributes },
  { name: `${folder}/pdf-atributos.firma`, bytes: parts.attributesSignature },
  { name: `${folder}/certificado.cer`, bytes: parts.certificate },
  ...(parts.constancia === null ? [] : [{ name: `${folder}/constancia.tst`, bytes: parts.constancia }]),
  json(`${folder}/estado.json`, { kind: 'amate-prescription-state', version: 1, prescriptionId: id, mode: parts.facts.mode, constancia: parts.facts.constancia, ended: parts.facts.ended, dispensed: parts.dispensed }),
];

/** The signed prescriptions of a delivery, one in memory at a time, each read in a transaction of its own. */
export async function* releasedPrescriptions(deps: ReleaseDeps, actor: StaffActor, ids: readonly PrescriptionId[], context: FhirContext): AsyncGenerator<ReleasedInArchive> {
  for (const [at, id] of ids.entries()) {
    const parts = await deps.database.reading(actor, (tx) => deps.prescribed.open(tx, id));
    const folder = `recetas/${String(at + 1).padStart(5, '0')}`;
    const { stated, facts } = parts;
    yield {
      line: { folder, prescriptionId: id, title: `Receta ${stated.folio}`, signedAt: stated.issuedAt, author: stated.prescriber.fullName, ended: facts.ended?.kind ?? null },
      files: filesOf(folder, id, parts), resources: fhirPrescription(folder, id, parts, context),
    };
  }
}
