import type { DocumentBlock, DocumentModel, DocumentSection } from '#platform/pdf/document.ts';
import { diagnosesBlock, documentType, medicinesBlock, paragraph, printedSections, vitalsBlock } from '#modules/documents/public.ts';
import type { AddendumContent, EvolutionContent, NoteContent } from './contract.ts';
import { gradeNames } from './model.ts';
import type { NotePayload, Professional, SecondPayload } from './payload.ts';

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

const consentSection = ({ consent }: NotePayload): readonly DocumentSection[] => {
  if (consent === undefined) return [];
  const what = consent.kind === 'consent' ? `Carta de consentimiento informado${consent.title === '' ? '' : `: ${consent.title}`}` : 'Constancia de atención de urgencia sin consentimiento';
  return section('Consentimiento en que se apoya', paragraph(`${what}. Firmada el ${consent.signedAtLocal}. Código de verificación: ${consent.verificationCode}.`));
};

const gradeOf = (grade: string): string => (Object.hasOwn(gradeNames, grade) ? gradeNames[grade as keyof typeof gradeNames] : grade);

/** Name, cédula and specialty; of whoever has none, what she is and whose supervision she writes under. */
const professionalLines = (person: Professional & { readonly supervision?: NotePayload['author']['supervision'] }): readonly string[] => [
  person.fullName,
  ...(person.supervision === undefined ? [] : [`${gradeOf(person.supervision.grade)}, bajo la supervisión de ${person.supervision.supervisor}`]),
  ...(person.cedula === '' ? ['Sin cédula profesional'] : [`Cédula profesional ${person.cedula}${person.title === '' ? '' : ` · ${person.title}`}${person.institution === '' ? '' : ` · ${person.institution}`}`]),
  ...(person.specialty === null ? [] : [`Especialidad: ${person.specialty.name} · Cédula ${person.specialty.cedula} · Certificado ${person.specialty.certificate}`]),
];

const incomplete = {
  supervisor: 'Este documento requiere además la firma de quien supervisa. Sin ella, impresa arriba de la primera página, no está completo.',
  'second-physician': 'Este documento requiere además la firma de otro médico. Sin ella, impresa arriba de la primera página, no está completo.',
} as const;

const signatureLines = ({ author, certificate, second }: NotePayload): readonly string[] => {
  const byEfirma = `Firmado con e.firma, certificado ${certificate.serial}`;
  if (second === undefined) return [...professionalLines(author), byEfirma];
  if (second.signer === undefined) return [...professionalLines(author), byEfirma, incomplete[second.asks]];
  return [
    'Elaboró y dio por terminado, con su contraseña y sin e.firma:', ...professionalLines(author), `Terminado: ${second.finishedAt ?? ''}`,
    'Supervisó y firma:', ...professionalLines(second.signer), byEfirma,
  ];
};

/** What is printed above the first page's head when somebody signs second. */
export const secondLines = (second: SecondPayload, signedAtLocal: string): readonly string[] => [
  `${second.asks === 'supervisor' ? 'SUPERVISÓ Y FIRMA' : 'SEGUNDO MÉDICO, COINCIDE Y FIRMA'}: ${second.signer.fullName} · Cédula profesional ${second.signer.cedula}`,
  `Elaboró y firmó: ${second.note.author.fullName} · ${signedAtLocal}`,
  `Firmado con e.firma, certificado ${second.certificate.serial}`,
];

const titleOf = (content: NoteContent): string => {
  switch (content.kind) {
    case 'evolution': return 'Nota de evolución';
    case 'addendum': return 'Adenda a nota clínica';
    default: return documentType(content.kind).title['es-MX'];
  }
};

/** What a document says, in the sections of its print, without its head. `amendedCode` is the original's code of an addendum. */
export const writtenSections = (content: NoteContent, amendedCode: string | null = null): readonly DocumentSection[] => {
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
    sections: [identification(payload), ...writtenSections(content, amendedCode), ...consentSection(payload)],
    footer: `Expediente ${payload.patient.recordNumber} · ${note.writtenAtLocal}`,
    createdAt: at,
    verification: { code: payload.verificationCode, url: `AMATE:${payload.verificationCode}` },
    signatureBox: { heading: 'Firma electrónica', lines: signatureLines(payload) },
    ...(establishment.demo ? { watermark: 'DEMO' as const } : {}),
  };
};
