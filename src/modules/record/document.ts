import type { DocumentBlock, DocumentModel, DocumentSection } from '#platform/pdf/document.ts';
import type { AddendumContent, EvolutionContent, NoteMedicine, VitalCode } from './contract.ts';
import { measuredVitals, vitalUnits } from './model.ts';
import type { NotePayload } from './payload.ts';

/** The printed note. In Spanish whatever the screen's language: it is a document of the record. */

const vitalNames = {
  temperature: 'Temperatura', systolic: 'Presión sistólica', diastolic: 'Presión diastólica', heartRate: 'Frecuencia cardiaca', respiratoryRate: 'Frecuencia respiratoria',
  oxygenSaturation: 'Saturación de oxígeno', weight: 'Peso', height: 'Talla', glucose: 'Glucosa capilar',
} as const satisfies Record<VitalCode, string>;

const kindNames = { outpatient: 'Consulta externa', emergency: 'Urgencias', video: 'Videoconsulta', home: 'Visita domiciliaria' } as const;
const clinicKinds: Readonly<Record<string, string>> = { 'private-office': 'Consultorio', clinic: 'Clínica', hospital: 'Hospital', laboratory: 'Laboratorio' };
const sexNames: Readonly<Record<string, string>> = { H: 'Hombre', M: 'Mujer', X: 'No binario' };

const paragraph = (text: string): readonly DocumentBlock[] => (text.trim() === '' ? [] : [{ kind: 'paragraph', text }]);
const section = (heading: string, ...blocks: readonly (readonly DocumentBlock[])[]): readonly DocumentSection[] => {
  const all = blocks.flat();
  return all.length === 0 ? [] : [{ heading, blocks: all }];
};

const vitalsBlock = (content: EvolutionContent): readonly DocumentBlock[] => {
  const taken = measuredVitals(content.vitals);
  if (taken.length === 0) return paragraph(content.vitalsNotTaken === '' ? '' : `Signos vitales no tomados: ${content.vitalsNotTaken}`);
  return [{ kind: 'key-values', entries: taken.map(({ code, value }) => ({ label: vitalNames[code], value: `${String(value)} ${vitalUnits[code]}` })) }];
};

const diagnosesBlock = (content: EvolutionContent): readonly DocumentBlock[] => {
  if (content.diagnoses.length === 0) return [];
  const rows = content.diagnoses.map((each) => [each.code, each.term, each.certainty === 'confirmed' ? 'Confirmado' : 'Presuntivo', each.firstTime ? 'Primera vez' : 'Subsecuente']);
  return [{ kind: 'table', columns: [{ heading: 'CIE-10', weight: 1 }, { heading: 'Diagnóstico', weight: 5 }, { heading: 'Certeza', weight: 2 }, { heading: 'Temporalidad', weight: 2 }], rows }];
};

const medicineRow = (each: NoteMedicine): readonly string[] => [each.name, each.dose, each.route, each.frequency, each.duration];
const medicinesBlock = (content: EvolutionContent): readonly DocumentBlock[] =>
  content.medicines.length === 0 ? [] : [{
    kind: 'table', rows: content.medicines.map(medicineRow),
    columns: [{ heading: 'Medicamento', weight: 4 }, { heading: 'Dosis', weight: 2 }, { heading: 'Vía', weight: 2 }, { heading: 'Periodicidad', weight: 2 }, { heading: 'Duración', weight: 2 }],
  }];

const evolutionSections = (content: EvolutionContent): readonly DocumentSection[] => [
  ...section('Subjetivo: evolución y cuadro clínico', paragraph(content.subjective)),
  ...section('Objetivo: signos vitales y exploración', vitalsBlock(content), paragraph(content.examination)),
  ...section('Resultados de estudios', paragraph(content.results)),
  ...section('Análisis y diagnósticos', diagnosesBlock(content), paragraph(content.assessment)),
  ...section('Plan y tratamiento', medicinesBlock(content), paragraph(content.plan)),
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

/** Builds the printed form of what will be signed. `amendedCode` is the original's code when this is an addendum. */
export const documentOf = (payload: NotePayload, { at, amendedCode }: { readonly at: Date; readonly amendedCode: string | null }): DocumentModel => {
  const { establishment, note } = payload;
  const { content } = note;
  return {
    language: 'es-MX',
    title: content.kind === 'evolution' ? 'Nota de evolución' : 'Adenda a nota clínica',
    headerLines: [
      establishment.name,
      `${clinicKinds[establishment.kind] ?? establishment.kind} · ${establishment.legalName}`,
      `${establishment.address} · Tel. ${establishment.phone}${establishment.clues === null ? '' : ` · CLUES ${establishment.clues}`}`,
    ],
    sections: [identification(payload), ...(content.kind === 'evolution' ? evolutionSections(content) : addendumSections(content, amendedCode))],
    footer: `Expediente ${payload.patient.recordNumber} · ${note.writtenAtLocal}`,
    createdAt: at,
    verification: { code: payload.verificationCode, url: `AMATE:${payload.verificationCode}` },
    signatureBox: { heading: 'Firma electrónica', lines: signatureLines(payload) },
    ...(establishment.demo ? { watermark: 'DEMO' as const } : {}),
  };
};
