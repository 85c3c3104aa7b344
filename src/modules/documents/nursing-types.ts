import type { Localized } from '#kernel/language.ts';
import type { CellField, DocumentType } from './contract.ts';
import { both, by, documentOf, line, moment, number, rows, section, text } from './field-makers.ts';

/** The nursing sheet and the report of auxiliary services, NOM-004 section 9. */

type Limits = readonly [least: number, most: number, unit: string];
const sign = (id: string, names: Localized, [least, most, unit]: Limits, whole = true): CellField => number(id, names, { least, most, unit, whole });

const nursingType = documentOf({
  kind: 'nursing-sheet', service: 'nursing', title: both('Hoja de enfermería', 'Nursing sheet'),
  says: both('Gráfica de signos vitales, medicamentos ministrados, procedimientos y observaciones de un turno.', 'Vital-sign chart, medicines given, procedures and observations of a shift.'),
  sections: [
    section('habitus', both('Habitus exterior', 'Habitus exterior'), [text('habitus', both('Habitus exterior', 'Habitus exterior'), { rows: 2, ...by('N004-9.1.1') })]),
    section('chart', both('Gráfica de signos vitales', 'Vital-sign chart'), [rows('signs', both('Signos vitales', 'Vital signs'), {
      rowLabel: both('Toma', 'Reading'), ...by('N004-9.1.2'),
      columns: [
        moment('at', both('Fecha y hora', 'Date and time'), by('N004-9.1.2')), sign('temperature', both('Temperatura', 'Temperature'), [30, 44, '°C'], false), sign('systolic', both('TA sistólica', 'Systolic BP'), [50, 300, 'mmHg']),
        sign('diastolic', both('TA diastólica', 'Diastolic BP'), [20, 200, 'mmHg']), sign('heartRate', both('Frec. cardiaca', 'Heart rate'), [40, 220, '/min']), sign('respiratoryRate', both('Frec. respiratoria', 'Respiratory rate'), [10, 99, '/min']),
        sign('oxygenSaturation', both('Saturación O₂', 'O₂ saturation'), [1, 100, '%']), sign('glucose', both('Glucosa', 'Glucose'), [20, 999, 'mg/dL']), sign('pain', both('Dolor (0-10)', 'Pain (0-10)'), [0, 10, '']),
      ],
    })]),
    section('medicines', both('Ministración de medicamentos', 'Medicines given'), [rows('given', both('Medicamentos ministrados', 'Medicines given'), {
      rowLabel: both('Medicamento', 'Medicine'), least: 0,
      columns: [
        line('medicine', both('Medicamento', 'Medicine'), by('N004-9.1.3')), moment('at', both('Fecha y hora', 'Date and time'), by('N004-9.1.3')),
        line('quantity', both('Cantidad', 'Quantity'), by('N004-9.1.3')), line('route', both('Vía prescrita', 'Route as prescribed'), by('N004-9.1.3')),
      ],
    }), line('noneGiven', both('Si no se ministró ninguno, dígalo', 'When none was given, say so'))]),
    section('procedures', both('Procedimientos', 'Procedures'), [text('procedures', both('Procedimientos realizados', 'Procedures done'), { rows: 3, ...by('N004-9.1.4') })]),
    section('observations', both('Observaciones', 'Observations'), [text('observations', both('Observaciones', 'Observations'), { rows: 3, ...by('N004-9.1.5') })]),
  ],
}, { signedBy: ['nurse', 'physician'] });

const reportType = documentOf({
  kind: 'auxiliary-report', service: 'auxiliary', title: both('Reporte de servicio auxiliar', 'Auxiliary report'),
  says: both('Resultado de un estudio de laboratorio, gabinete u otro servicio auxiliar.', 'Result of a laboratory, imaging or other auxiliary study.'),
  sections: [section('study', both('Estudio', 'Study'), [
    moment('studyAt', both('Fecha y hora del estudio', 'Date and time of the study'), by('N004-9.2.1')), line('requester', both('Quién lo solicitó', 'Requester'), by('N004-9.2.2')),
    line('study', both('Estudio solicitado', 'Study requested'), by('N004-9.2.3')), line('problem', both('Problema clínico en estudio', 'Clinical problem'), by('N004-9.2.4')),
    text('results', both('Resultados', 'Results'), { rows: 5, ...by('N004-9.2.5') }), text('incidents', both('Incidentes y accidentes', 'Incidents and accidents'), { rows: 1, ...by('N004-9.2.6') }),
    line('performedBy', both('Quién realizó el estudio', 'Performed by'), by('N004-9.2.7')),
  ])],
});

export const nursingTypes: readonly DocumentType[] = [nursingType, reportType];
