import type { DocumentBlock } from '#platform/pdf/document.ts';
import type { NoteDiagnosis, NoteMedicine, TakenVitals, VitalCode } from './contract.ts';
import { vitalCodes } from './contract.ts';

/** Blocks that every printed document of the record shares. In Spanish whatever the screen's language. */

const vitalNames = {
  temperature: 'Temperatura', systolic: 'Presión sistólica', diastolic: 'Presión diastólica', heartRate: 'Frecuencia cardiaca', respiratoryRate: 'Frecuencia respiratoria',
  oxygenSaturation: 'Saturación de oxígeno', weight: 'Peso', height: 'Talla', headCircumference: 'Perímetro cefálico', glucose: 'Glucosa capilar',
} as const satisfies Record<VitalCode, string>;

/** Units of the vital signs, as UCUM codes them and as a person reads them. */
export const vitalUnits = {
  temperature: '°C', systolic: 'mmHg', diastolic: 'mmHg', heartRate: '/min', respiratoryRate: '/min',
  oxygenSaturation: '%', weight: 'kg', height: 'cm', headCircumference: 'cm', glucose: 'mg/dL',
} as const satisfies Record<VitalCode, string>;

export const paragraph = (text: string): readonly DocumentBlock[] => (text.trim() === '' ? [] : [{ kind: 'paragraph', text }]);

export const vitalsBlock = ({ measures, notTaken }: TakenVitals): readonly DocumentBlock[] => {
  const entries = vitalCodes.flatMap((code) => {
    const value = measures[code];
    return value === null ? [] : [{ label: vitalNames[code], value: `${String(value)} ${vitalUnits[code]}` }];
  });
  if (entries.length === 0) return paragraph(notTaken.trim() === '' ? '' : `Signos vitales no tomados: ${notTaken}`);
  return [{ kind: 'key-values', entries }];
};

export const diagnosesBlock = (diagnoses: readonly NoteDiagnosis[]): readonly DocumentBlock[] =>
  diagnoses.length === 0 ? [] : [{
    kind: 'table',
    columns: [{ heading: 'CIE-10', weight: 1 }, { heading: 'Diagnóstico', weight: 5 }, { heading: 'Certeza', weight: 2 }, { heading: 'Temporalidad', weight: 2 }],
    rows: diagnoses.map((each) => [each.code, each.term, each.certainty === 'confirmed' ? 'Confirmado' : 'Presuntivo', each.firstTime ? 'Primera vez' : 'Subsecuente']),
  }];

export const medicinesBlock = (medicines: readonly NoteMedicine[]): readonly DocumentBlock[] =>
  medicines.length === 0 ? [] : [{
    kind: 'table', rows: medicines.map((each) => [each.name, each.dose, each.route, each.frequency, each.duration]),
    columns: [{ heading: 'Medicamento', weight: 4 }, { heading: 'Dosis', weight: 2 }, { heading: 'Vía', weight: 2 }, { heading: 'Periodicidad', weight: 2 }, { heading: 'Duración', weight: 2 }],
  }];
