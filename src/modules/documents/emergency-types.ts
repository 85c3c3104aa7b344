import { actSection } from './consent-acts.ts';
import type { DocumentType } from './contract.ts';
import { both, by, choice, diagnoses, documentOf, medicines, moment, section, text, vitals } from './field-makers.ts';

/** Notes of the emergency service, NOM-004 section 7. */

const initialType = documentOf({
  kind: 'emergency-initial', service: 'emergency', title: both('Nota inicial de urgencias', 'Emergency department initial note'),
  says: both('La primera nota de una atención de urgencia.', 'The first note of an emergency visit.'),
  sections: [
    section('arrival', both('Llegada', 'Arrival'), [
      moment('attendedAt', both('Fecha y hora de la atención', 'Date and time of care'), by('N004-7.1.1')),
      choice('triage', both('Prioridad de atención', 'Triage level'), { red: both('Rojo: inmediata', 'Red: immediate'), orange: both('Naranja: muy urgente', 'Orange: emergent'), yellow: both('Amarillo: urgente', 'Yellow: urgent'), green: both('Verde: poco urgente', 'Green: less urgent'), blue: both('Azul: no urgente', 'Blue: nonurgent') }),
      vitals(by('N004-7.1.2')),
      text('reason', both('Motivo de la atención', 'Chief complaint'), { rows: 2, ...by('N004-7.1.3') }),
    ]),
    section('examination', both('Interrogatorio y exploración', 'History and physical'), [
      text('interview', both('Resumen del interrogatorio', 'History'), { rows: 3, ...by('N004-7.1.4') }),
      text('physical', both('Exploración física', 'Physical exam'), { rows: 3, ...by('N004-7.1.4') }),
      text('mental', both('Estado mental', 'Mental status'), { rows: 1, ...by('N004-7.1.4') }),
      text('results', both('Resultados relevantes de estudios previos', 'Relevant prior results'), { rows: 2, ...by('N004-7.1.5'), help: both('Si no hay, escríbalo.', 'If there are none, say so.') }),
    ]),
    section('plan', both('Diagnósticos y plan', 'Assessment and plan'), [
      diagnoses('diagnoses', both('Diagnósticos o problemas clínicos', 'Diagnoses or clinical problems'), by('N004-7.1.6')),
      text('treatment', both('Tratamiento', 'Treatment'), { rows: 3, ...by('N004-7.1.7') }),
      medicines('medicines', both('Medicamentos', 'Medications')),
      text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by('N004-7.1.7') }),
    ]),
  ],
});

const evolutionType = documentOf({
  kind: 'emergency-evolution', service: 'emergency', title: both('Nota de evolución de urgencias', 'Emergency department progress note'),
  says: both('Cada vez que se valora al paciente en urgencias u observación.', 'Each time the patient is reassessed in the emergency department or observation.'),
  sections: [section('evolution', both('Evolución', 'Clinical course'), [
    text('picture', both('Evolución y cuadro clínico', 'Interval history and current status'), { rows: 3, ...by('N004-7.2') }),
    vitals(by('N004-7.2')),
    text('results', both('Resultados de estudios', 'Results'), { rows: 2 }),
    diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-7.2')),
    text('treatment', both('Tratamiento e indicaciones', 'Treatment and orders'), { rows: 3, ...by('N004-7.2') }),
    medicines('medicines', both('Medicamentos', 'Medications')),
    text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by('N004-7.2') }),
  ]), actSection(both('Ninguno', 'None'))],
});

export const emergencyTypes: readonly DocumentType[] = [initialType, evolutionType];
