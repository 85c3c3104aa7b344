import { actSection } from './consent-acts.ts';
import type { DocumentType, Field } from './contract.ts';
import { both, by, choice, date, diagnoses, documentOf, has, line, medicines, moment, section, text, vitals, yesNo } from './field-makers.ts';

/** Interconsultation, referral, clinical summary and free documents. */

const substances = both('Abuso o dependencia de tabaco, alcohol u otras sustancias', 'Tobacco, alcohol or other substance abuse or dependence');
const none = both('Si no hay, escríbalo.', 'If there are none, say so.');
const uses = has('substances', 'yes');

/** Abuse or dependence is part of the diagnostic impression: answered always, told where there is some. */
const substanceFields: readonly Field[] = [
  choice('substances', substances, yesNo, by('N004-6.4.3')),
  text('substancesDetail', both('Cuáles y desde cuándo', 'Which and since when'), { rows: 1, ...by('N004-6.4.3', uses), shownWhen: uses }),
];

const requestType = documentOf({
  kind: 'interconsultation-request', service: 'outpatient', title: both('Solicitud de interconsulta', 'Consult request'),
  says: both('Pide por escrito la opinión de otro médico.', 'Asks another physician for an opinion in writing.'),
  sections: [section('request', both('Solicitud', 'Request'), [
    line('specialty', both('Servicio o médico a quien se consulta', 'Service or physician consulted'), by('N004-6.3')),
    choice('urgency', both('Prioridad', 'Priority'), { ordinary: both('Ordinaria', 'Routine'), urgent: both('Urgente', 'Urgent') }),
    text('summary', both('Resumen clínico', 'Clinical summary'), { rows: 4, ...by('N004-6.3') }),
    diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-6.3')),
    text('question', both('Motivo y pregunta concreta', 'Reason for consult and question'), { rows: 2, ...by('N004-6.3') }),
  ])],
});

const answerType = documentOf({
  kind: 'interconsultation-answer', service: 'outpatient', title: both('Nota de interconsulta', 'Consult note'),
  says: both('La respuesta del médico consultado: criterios, plan de estudios y sugerencias.', 'The consultant’s answer: criteria, study plan and suggestions.'),
  sections: [
    section('picture', both('Valoración', 'Evaluation'), [
      moment('attendedAt', both('Fecha y hora de la valoración', 'Date and time of evaluation'), by('N004-6.3.4')),
      text('reason', both('Motivo de la interconsulta', 'Reason for consult'), { rows: 2, ...by('N004-6.3.4') }),
      text('interview', both('Resumen del interrogatorio', 'History'), { rows: 3, ...by('N004-6.3.4') }),
      vitals(by('N004-6.3.4')),
      text('physical', both('Exploración física', 'Physical exam'), { rows: 3, ...by('N004-6.3.4') }),
      text('mental', both('Estado mental', 'Mental status'), { rows: 1, ...by('N004-6.3.4') }),
      text('results', both('Resultados relevantes de estudios', 'Relevant results'), { rows: 2, ...by('N004-6.3.4'), help: none }),
    ]),
    section('opinion', both('Opinión', 'Impression and recommendations'), [
      text('criteria', both('Criterios diagnósticos', 'Diagnostic criteria'), { rows: 3, ...by('N004-6.3.1') }),
      text('studies', both('Plan de estudios', 'Workup'), { rows: 2, ...by('N004-6.3.2') }),
      text('suggestions', both('Sugerencias diagnósticas y de tratamiento', 'Diagnostic and treatment recommendations'), { rows: 3, ...by('N004-6.3.3') }),
      diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-6.3.4')),
      medicines('medicines', both('Medicamentos sugeridos', 'Recommended medications')),
      text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by('N004-6.3.4') }),
    ]),
  ],
}, { answers: ['interconsultation-request'] });

const referralType = documentOf({
  kind: 'referral', service: 'outpatient', title: both('Nota de referencia', 'Referral note'),
  says: both('Envía al paciente a otro establecimiento con su resumen clínico.', 'Sends the patient to another facility with a clinical summary.'),
  sections: [
    section('establishments', both('Establecimientos', 'Facilities'), [
      line('sending', both('Establecimiento que envía', 'Referring facility'), by('N004-6.4.1')),
      line('receiving', both('Establecimiento receptor', 'Receiving facility'), by('N004-6.4.2')),
      line('service', both('Servicio o médico receptor', 'Receiving service or physician')),
      choice('urgency', both('Prioridad', 'Priority'), { ordinary: both('Ordinaria', 'Routine'), urgent: both('Urgente', 'Urgent') }),
    ]),
    section('summary', both('Resumen clínico', 'Clinical summary'), [
      text('reason', both('Motivo de envío', 'Reason for referral'), { rows: 2, ...by('N004-6.4.3') }),
      text('picture', both('Resumen del padecimiento', 'History of present illness'), { rows: 4 }),
      vitals(),
      diagnoses('diagnoses', both('Impresión diagnóstica', 'Diagnostic impression'), by('N004-6.4.3')),
      ...substanceFields,
      text('therapy', both('Terapéutica empleada', 'Treatment given'), { rows: 2, ...by('N004-6.4.3') }),
      medicines('medicines', both('Medicamentos actuales', 'Current medications')),
    ]),
  ],
});

const counterReferralType = documentOf({
  kind: 'counter-referral', service: 'outpatient', title: both('Nota de contrarreferencia', 'Counter-referral'),
  says: both('Devuelve al paciente a quien lo envió, con lo encontrado y lo que sigue.', 'Returns the patient to the referring facility with findings and next steps.'),
  sections: [
    section('establishments', both('Establecimientos', 'Facilities'), [
      line('sending', both('Establecimiento que contrarrefiere', 'Facility returning the patient'), by('N004-6.4.1')),
      line('receiving', both('Establecimiento al que regresa', 'Facility of return'), by('N004-6.4.2')),
    ]),
    section('summary', both('Resumen de la atención', 'Summary of care'), [
      text('reason', both('Motivo por el que fue enviado', 'Reason for the original referral'), { rows: 2, ...by('N004-6.4.3') }),
      text('findings', both('Hallazgos y evolución', 'Findings and clinical course'), { rows: 3 }),
      diagnoses('diagnoses', both('Diagnósticos de egreso del servicio', 'Diagnoses at discharge from the service'), by('N004-6.4.3')),
      ...substanceFields,
      text('therapy', both('Terapéutica empleada', 'Treatment given'), { rows: 2, ...by('N004-6.4.3') }),
      text('followUp', both('Indicaciones para el seguimiento', 'Instructions for follow-up'), { rows: 3 }),
      medicines('medicines', both('Medicamentos', 'Medications')),
    ]),
  ],
}, { answers: ['referral'] });

const summaryType = documentOf({
  kind: 'clinical-summary', service: 'outpatient', title: both('Resumen clínico', 'Clinical summary'),
  says: both('Se entrega solo con solicitud escrita de quien tiene derecho a pedirlo.', 'Released only on the written request of someone entitled to it.'),
  sections: [
    section('request', both('Solicitud', 'Request'), [
      line('requester', both('Nombre completo de quien lo solicita', 'Requester’s full name'), by('N004-5.6b')),
      choice('capacity', both('En calidad de', 'Acting as'), {
        patient: both('Paciente', 'Patient'), parent: both('Quien ejerce la patria potestad', 'Parent with legal authority'), tutor: both('Tutor', 'Guardian'), representative: both('Representante legal', 'Legal representative'),
        physician: both('Médico autorizado por el paciente', 'Physician authorised by the patient'), authority: both('Autoridad judicial, ministerial o administrativa', 'Judicial, prosecuting or administrative authority'),
      }, by('N004-5.6b')),
      date('requestedOn', both('Fecha de la solicitud escrita', 'Date of the written request'), { ...by('N004-5.6b'), help: both('La solicitud se conserva en el expediente.', 'The request is kept in the record.') }),
      line('requestReason', both('Motivo de la solicitud', 'Reason for the request'), by('N004-5.6b')),
      line('authorityDocument', both('Número y fecha del oficio', 'Number and date of the official letter'), { ...by('N004-5.6c', has('capacity', 'authority')), shownWhen: has('capacity', 'authority') }),
    ]),
    section('summary', both('Resumen', 'Summary'), [
      text('illness', both('Padecimiento actual', 'Present illness'), { rows: 4, ...by('N004-4.11') }),
      diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-4.11')),
      text('treatments', both('Tratamientos', 'Treatments'), { rows: 3, ...by('N004-4.11') }),
      text('evolution', both('Evolución', 'Clinical course'), { rows: 3, ...by('N004-4.11') }),
      text('results', both('Estudios de laboratorio y gabinete', 'Laboratory and imaging'), { rows: 2, ...by('N004-4.11'), help: none }),
      text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by('N004-4.11') }),
    ]),
  ],
});

const freeType = documentOf({
  kind: 'free', service: 'free', title: both('Documento libre', 'Free document'),
  says: both('Constancia, carta o nota que no tiene formato propio.', 'A certificate, letter or note without a form of its own.'),
  sections: [section('document', both('Documento', 'Document'), [
    line('subject', both('Asunto', 'Subject'), by('N004-5.13')),
    text('body', both('Texto', 'Text'), { rows: 10, ...by('N004-5.13') }),
  ]), actSection(both('Ninguno', 'None'))],
});

export const outpatientTypes: readonly DocumentType[] = [requestType, answerType, referralType, counterReferralType, summaryType, freeType];
