import type { DocumentBlock, DocumentModel, DocumentSection } from '#platform/pdf/document.ts';
import { diagnosesBlock, documentType, medicinesBlock, paragraph, printedSections, vitalsBlock } from '#modules/documents/public.ts';
import type { AddendumContent, EvolutionContent, NoteContent } from './contract.ts';
import type { NotePayload } from './payload.ts';

/** The printed note. In Spanish whatever the screen's language: it is a document of the record. */

const kindNames = { outpatient: 'Consulta externa', emergency: 'Urgencias', video: 'Videoconsulta', home: 'Visita domiciliaria', hospital: 'Hospitalización', administrative: 'Documento del expediente' } as const;
const clinicKinds: Readonly<Record<string, string>> = { 'private-office': 'Consultorio', clinic: 'Clínica', hospital: 'Hospital', laboratory: 'Laboratorio' };
const sexNames: Readonly<Record<string, string>> = { H: 'Hombre', M: 'Mujer', X: 'No binario' };

const section = (heading: string, ...blocks: readonly (readonly DocumentBlock[])[]): readonly DocumentSection[] => {
  const all = blocks.flat();
  return all.length === 0 ? [] : [{ heading, blocks: all }];
};

const evolutionSections = (content: EvolutionContent): readonly DocumentSection[] => [
  ...section('Subjetivo: evolución y cuadro clínico', paragraph(content.subjective)),
  ...section('Objetivo: signos vitales y exploración', vitalsBlock({ measures: content.vitals, notTaken: content.vitalsNotTaken }), paragraph(content.examination)),
  ...section('Resultados de estudios', paragraph(content.results)),
  ...section('Análisis y diagnósticos', diagnosesBlock(content.diagnoses), paragraph(content.assessment)),
  ...section('Plan y tratamiento', medicinesBlock(content.medicines), paragraph(content.plan)),
  ...section('Pronóstico', paragraph(content.prognosis)),
];

const addendumSections = (content: AddendumContent, amendedCode: string | null): readonly DocumentSection[] => [
  ...section('Nota que se corrige', paragraph(amendedCode === null ? '' : `Código de verificación de la nota original: ${amendedCode}. La nota original permanece sin cambios.`)),
  ...section('Motivo de la adenda', paragraph(content.reason)),
  ...section('Adenda', paragraph(content.text)),
];

const identification = ({ patient, encounter, note }: NotePayload): DocumentSection => ({
  heading: 'Identificación del paciente',
  blocks: [{
    kind: 'key-values',
    entries: [
      { label: 'Paciente', value: patient.fullName },
      { label: 'Expediente', value: patient.recordNumber },
      { label: 'Edad', value: patient.age === '' ? 'No se conoce' : patient.age },
      { label: 'Sexo', value: sexNames[patient.sex ?? ''] ?? 'No especificado' },
      { label: 'CURP', value: patient.curp ?? 'No registrada' },
      { label: 'Domicilio', value: patient.address === '' ? 'No registrado' : patient.address },
      { label: 'Atención', value: kindNames[encounter.kind as keyof typeof kindNames] },
      { label: 'Fecha y hora', value: note.writtenAtLocal },
    ],
  }],
});

const signatureLines = ({ author, certificate }: NotePayload): readonly string[] => [
  author.fullName,
  `Cédula profesional ${author.cedula}${author.title === '' ? '' : ` · ${author.title}`}${author.institution === '' ? '' : ` · ${author.institution}`}`,
  ...(author.specialty === null ? [] : [`Especialidad: ${author.specialty.name} · Cédula ${author.specialty.cedula} · Certificado ${author.specialty.certificate}`]),
  `Firmado con e.firma, certificado ${certificate.serial}`,
];

const titleOf = (content: NoteContent): string => {
  switch (content.kind) {
    case 'evolution': return 'Nota de evolución';
    case 'addendum': return 'Adenda a nota clínica';
    default: return documentType(content.kind).title['es-MX'];
  }
};

const wordsOf = (content: NoteContent, amendedCode: string | null): readonly DocumentSection[] => {
  switch (content.kind) {
    case 'evolution': return evolutionSections(content);
    case 'addendum': return addendumSections(content, amendedCode);
    default: return printedSections(documentType(content.kind), content);
  }
};

/** Builds the printed form of what will be signed. `amendedCode` is the original's code when this is an addendum. */
export const documentOf = (payload: NotePayload, { at, amendedCode }: { readonly at: Date; readonly amendedCode: string | null }): DocumentModel => {
  const { establishment, note } = payload;
  const { content } = note;
  return {
    language: 'es-MX',
    title: titleOf(content),
    headerLines: [
      establishment.name,
      `${clinicKinds[establishment.kind] ?? establishment.kind} · ${establishment.legalName}`,
      `${establishment.address} · Tel. ${establishment.phone}${establishment.clues === null ? '' : ` · CLUES ${establishment.clues}`}`,
    ],
    sections: [identification(payload), ...wordsOf(content, amendedCode)],
    footer: `Expediente ${payload.patient.recordNumber} · ${note.writtenAtLocal}`,
    createdAt: at,
    verification: { code: payload.verificationCode, url: `AMATE:${payload.verificationCode}` },
    signatureBox: { heading: 'Firma electrónica', lines: signatureLines(payload) },
    ...(establishment.demo ? { watermark: 'DEMO' as const } : {}),
  };
};
