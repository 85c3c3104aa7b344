import { renderDocument } from '#platform/pdf/render.ts';
import type { DocumentBlock, DocumentModel } from '#platform/pdf/document.ts';
import type { PrescriptionPayload, PrivatePart } from './payload.ts';

/** What the print says beside the payload: who the patient is, where the code leads, on which paper. */
export type PrintOptions = { readonly patient: PrivatePart['patient']; readonly verifyUrl: string; readonly paper: 'letter' | 'half-letter'; readonly at: Date };

const lineBlocks = ({ lines }: PrescriptionPayload): readonly DocumentBlock[] =>
  lines.map((line, at): DocumentBlock => ({ kind: 'paragraph', text: `${String(at + 1)}. ${line.generic}${line.brand === null ? '' : ` (${line.brand})`}, ${line.presentation.text}. ${line.indications.es}` }));

/** The printed prescription. */
export const prescriptionPdf = (payload: PrescriptionPayload, { patient, verifyUrl, at }: PrintOptions): Promise<Uint8Array> => {
  const model: DocumentModel = {
    language: 'es-MX', title: 'Receta médica', createdAt: at, footer: payload.folio, headerLines: [payload.establishment.name, payload.establishment.address],
    sections: [
      { heading: 'Paciente', blocks: [{ kind: 'key-values', entries: [{ label: 'Paciente', value: patient.fullName }, { label: 'Edad', value: payload.patient.age }, { label: 'Fecha', value: payload.issuedAtLocal }] }] },
      { heading: 'Medicamentos', blocks: lineBlocks(payload) },
    ],
    verification: { code: payload.folio, url: verifyUrl },
    signatureBox: { heading: 'Firma', lines: [payload.prescriber.fullName, `Cédula profesional ${payload.prescriber.cedula}`, payload.prescriber.institution], autograph: true },
    ...(payload.establishment.demo ? { watermark: 'DEMO' as const } : {}),
  };
  return renderDocument(model);
};
