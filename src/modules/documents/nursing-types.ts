import type { Localized } from '#kernel/language.ts';
import { possible } from '#kernel/vital-ranges.ts';
import type { VitalSign } from '#kernel/vital-ranges.ts';
import { actSection } from './consent-acts.ts';
import type { CellField, DocumentType } from './contract.ts';
import { both, by, choice, documentOf, has, line, moment, number, rows, section, text, yesNo } from './field-makers.ts';

/** The nursing sheet and the report of auxiliary services, NOM-004 section 9. */

const sign = (code: VitalSign, names: Localized, unit: string, whole = true): CellField => number(code, names, { ...possible[code], unit, whole });

/** A reading: its moment and each sign, within the limits of every vital sign of the record. */
const signColumns: readonly CellField[] = [
  moment('at', both('Fecha y hora', 'Date and time'), by('N004-9.1.2')),
  sign('temperature', both('Temperatura', 'Temperature'), '°C', false), sign('systolic', both('Presión sistólica', 'Systolic pressure'), 'mmHg'), sign('diastolic', both('Presión diastólica', 'Diastolic pressure'), 'mmHg'),
  sign('heartRate', both('Frecuencia cardiaca', 'Heart rate'), '/min'), sign('respiratoryRate', both('Frecuencia respiratoria', 'Respiratory rate'), '/min'), sign('oxygenSaturation', both('Saturación de O₂', 'O₂ saturation'), '%'),
  sign('glucose', both('Glucosa', 'Glucose'), 'mg/dL'), number('pain', both('Dolor (0-10)', 'Pain (0-10)'), { least: 0, most: 10, unit: '', whole: true }),
];

const anyGiven = has('anyGiven', 'yes');
const ifNone = both('Si no hubo, escríbalo.', 'If there were none, say so.');

const nursingType = documentOf({
  kind: 'nursing-sheet', service: 'nursing', title: both('Hoja de enfermería', 'Nursing flow sheet'),
  says: both('Gráfica de signos vitales, medicamentos ministrados, procedimientos y observaciones de un turno.', 'Vital-sign chart, medications given, procedures and observations of a shift.'),
  sections: [
    section('habitus', both('Habitus exterior', 'General appearance'), [text('habitus', both('Habitus exterior', 'General appearance'), { rows: 2, ...by('N004-9.1.1') })]),
    section('chart', both('Gráfica de signos vitales', 'Vital-sign chart'), [rows('signs', both('Signos vitales', 'Vital signs'), {
      rowLabel: both('Toma', 'Reading'), ...by('N004-9.1.2'), columns: signColumns,
    })]),
    section('medicines', both('Ministración de medicamentos', 'Medication administration'), [
      choice('anyGiven', both('¿Se ministraron medicamentos?', 'Were medications given?'), yesNo, by('N004-9.1.3')),
      rows('given', both('Medicamentos ministrados', 'Medications given'), {
        rowLabel: both('Medicamento', 'Medication'), ...by('N004-9.1.3', anyGiven), shownWhen: anyGiven,
        columns: [
          line('medicine', both('Medicamento', 'Medication'), by('N004-9.1.3')), moment('at', both('Fecha y hora', 'Date and time'), by('N004-9.1.3')),
          line('quantity', both('Cantidad', 'Amount'), by('N004-9.1.3')), line('route', both('Vía prescrita', 'Route as prescribed'), by('N004-9.1.3')),
        ],
      }),
    ]),
    section('procedures', both('Procedimientos', 'Procedures'), [text('procedures', both('Procedimientos realizados', 'Procedures performed'), { rows: 3, ...by('N004-9.1.4'), help: ifNone })]),
    section('observations', both('Observaciones', 'Observations'), [text('observations', both('Observaciones', 'Observations'), { rows: 3, ...by('N004-9.1.5'), help: ifNone })]),
  ],
}, { signedBy: ['nurse', 'physician'] });

const reportType = documentOf({
  kind: 'auxiliary-report', service: 'auxiliary', title: both('Reporte de servicio auxiliar de diagnóstico o tratamiento', 'Ancillary service report'),
  says: both('Resultado de un estudio de laboratorio, gabinete u otro servicio auxiliar.', 'Result of a laboratory, imaging or other ancillary study.'),
  sections: [
    section('study', both('Estudio', 'Study'), [
      moment('studyAt', both('Fecha y hora del estudio', 'Date and time of the study'), by('N004-9.2.1')), line('requester', both('Quién lo solicitó', 'Ordered by'), by('N004-9.2.2')),
      line('study', both('Estudio solicitado', 'Study ordered'), by('N004-9.2.3')), line('problem', both('Problema clínico en estudio', 'Clinical indication'), by('N004-9.2.4')),
      line('performedBy', both('Quién realizó el estudio', 'Performed by'), by('N004-9.2.7')),
    ]),
    section('results', both('Resultados', 'Results'), [
      text('results', both('Resultados', 'Results'), { rows: 5, ...by('N004-9.2.5') }), text('incidents', both('Incidentes y accidentes', 'Incidents and complications'), { rows: 1, ...by('N004-9.2.6'), help: ifNone }),
    ]),
    actSection(both('Ninguno', 'None')),
  ],
});

export const nursingTypes: readonly DocumentType[] = [nursingType, reportType];
