import type { DocumentType } from './contract.ts';
import { both, by, choice, diagnoses, documentOf, medicines, moment, section, text, vitals } from './field-makers.ts';

/** Notes of the emergency service, NOM-004 section 7. */

const initialType = documentOf({
  kind: 'emergency-initial', service: 'emergency', title: both('Nota inicial de urgencias', 'Emergency initial note'),
  says: both('La primera nota de una atención de urgencia.', 'The first note of emergency care.'),
  sections: [
    section('arrival', both('Llegada', 'Arrival'), [
      moment('attendedAt', both('Fecha y hora de la atención', 'Date and time of care'), by('N004-7.1.1')),
      choice('triage', both('Prioridad', 'Priority'), { red: both('Rojo: inmediata', 'Red: immediate'), orange: both('Naranja: muy urgente', 'Orange: very urgent'), yellow: both('Amarillo: urgente', 'Yellow: urgent'), green: both('Verde: poco urgente', 'Green: less urgent'), blue: both('Azul: no urgente', 'Blue: not urgent') }),
      vitals(by('N004-7.1.2')),
      text('reason', both('Motivo de la atención', 'Reason for attendance'), { rows: 2, ...by('N004-7.1.3') }),
    ]),
    section('examination', both('Interrogatorio y exploración', 'Interview and examination'), [
      text('interview', both('Resumen del interrogatorio', 'Interview'), { rows: 3, ...by('N004-7.1.4') }),
      text('physical', both('Exploración física', 'Physical examination'), { rows: 3, ...by('N004-7.1.4') }),
      text('mental', both('Estado mental', 'Mental state'), { rows: 1, ...by('N004-7.1.4') }),
      text('results', both('Resultados relevantes de estudios previos', 'Relevant earlier results'), { rows: 2, ...by('N004-7.1.5') }),
    ]),
    section('plan', both('Diagnósticos y plan', 'Diagnoses and plan'), [
      diagnoses('diagnoses', both('Diagnósticos o problemas clínicos', 'Diagnoses or clinical problems'), by('N004-7.1.6')),
      text('treatment', both('Tratamiento', 'Treatment'), { rows: 3, ...by('N004-7.1.7') }),
      medicines('medicines', both('Medicamentos', 'Medicines')),
      text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by('N004-7.1.7') }),
    ]),
  ],
});

const evolutionType = documentOf({
  kind: 'emergency-evolution', service: 'emergency', title: both('Nota de evolución de urgencias', 'Emergency progress note'),
  says: both('Cada vez que se valora al paciente en urgencias u observación.', 'Each time the patient is assessed in emergency or observation.'),
  sections: [section('evolution', both('Evolución', 'Course'), [
    text('picture', both('Evolución y cuadro clínico', 'Course and present picture'), { rows: 3, ...by('N004-7.2') }),
    vitals(by('N004-7.2')),
    text('results', both('Resultados de estudios', 'Results'), { rows: 2 }),
    diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-7.2')),
    text('treatment', both('Tratamiento e indicaciones', 'Treatment and instructions'), { rows: 3, ...by('N004-7.2') }),
    medicines('medicines', both('Medicamentos', 'Medicines')),
    text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by('N004-7.2') }),
  ])],
});

export const emergencyTypes: readonly DocumentType[] = [initialType, evolutionType];
