import type { DocumentType } from './contract.ts';
import { both, by, choice, date, diagnoses, documentOf, has, line, medicines, section, text, vitals, yesNo } from './field-makers.ts';

/** Interconsultation, referral, clinical summary and free documents. */

const substances = both('Abuso o dependencia de tabaco, alcohol u otras sustancias', 'Abuse or dependence: tobacco, alcohol, other substances');

const requestType = documentOf({
  kind: 'interconsultation-request', service: 'outpatient', title: both('Solicitud de interconsulta', 'Interconsultation request'),
  says: both('Pide por escrito la opinión de otro médico.', 'Asks another physician for an opinion in writing.'),
  sections: [section('request', both('Solicitud', 'Request'), [
    line('specialty', both('Especialidad o médico a quien se consulta', 'Specialty or physician consulted'), by('N004-6.3')),
    choice('urgency', both('Prioridad', 'Priority'), { ordinary: both('Ordinaria', 'Routine'), urgent: both('Urgente', 'Urgent') }),
    text('summary', both('Resumen clínico', 'Clinical summary'), { rows: 4, ...by('N004-6.3') }),
    diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-6.3')),
    text('question', both('Motivo y pregunta concreta', 'Reason and question'), { rows: 2, ...by('N004-6.3') }),
  ])],
});

const answerType = documentOf({
  kind: 'interconsultation-answer', service: 'outpatient', title: both('Nota de interconsulta', 'Interconsultation note'),
  says: both('La respuesta del médico consultado: criterios, plan de estudios y sugerencias.', 'The consultant’s answer: criteria, study plan and suggestions.'),
  sections: [
    section('picture', both('Valoración', 'Assessment of the patient'), [
      text('reason', both('Motivo de la consulta', 'Reason'), { rows: 2, ...by('N004-6.3.4') }),
      text('interview', both('Resumen del interrogatorio', 'Interview'), { rows: 3, ...by('N004-6.3.4') }),
      vitals(by('N004-6.3.4')),
      text('examination', both('Exploración física y estado mental', 'Physical examination and mental state'), { rows: 3, ...by('N004-6.3.4') }),
      text('results', both('Resultados relevantes de estudios', 'Relevant results'), { rows: 2, ...by('N004-6.3.4') }),
    ]),
    section('opinion', both('Opinión', 'Opinion'), [
      text('criteria', both('Criterios diagnósticos', 'Diagnostic criteria'), { rows: 3, ...by('N004-6.3.1') }),
      text('studies', both('Plan de estudios', 'Study plan'), { rows: 2, ...by('N004-6.3.2') }),
      text('suggestions', both('Sugerencias diagnósticas y de tratamiento', 'Diagnostic and treatment suggestions'), { rows: 3, ...by('N004-6.3.3') }),
      diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-6.3.4')),
      medicines('medicines', both('Medicamentos sugeridos', 'Suggested medicines')),
      text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by('N004-6.3.4') }),
    ]),
  ],
}, { answers: ['interconsultation-request'] });

const referralType = documentOf({
  kind: 'referral', service: 'outpatient', title: both('Nota de referencia', 'Referral'),
  says: both('Envía al paciente a otro establecimiento con su resumen clínico.', 'Sends the patient to another establishment with a summary.'),
  sections: [
    section('establishments', both('Establecimientos', 'Establishments'), [
      line('sending', both('Establecimiento que envía', 'Sending establishment'), by('N004-6.4.1')),
      line('receiving', both('Establecimiento receptor', 'Receiving establishment'), by('N004-6.4.2')),
      line('service', both('Servicio o médico receptor', 'Receiving service or physician')),
      choice('urgency', both('Prioridad', 'Priority'), { ordinary: both('Ordinaria', 'Routine'), urgent: both('Urgente', 'Urgent') }),
    ]),
    section('summary', both('Resumen clínico', 'Clinical summary'), [
      text('reason', both('Motivo de envío', 'Reason for referral'), { rows: 2, ...by('N004-6.4.3') }),
      text('picture', both('Resumen del padecimiento', 'Summary of the illness'), { rows: 4 }),
      vitals(),
      diagnoses('diagnoses', both('Impresión diagnóstica', 'Diagnostic impression'), by('N004-6.4.3')),
      choice('substances', substances, yesNo, by('N004-6.4.3')),
      text('substancesDetail', both('Cuáles y desde cuándo', 'Which and since when'), { rows: 1, ...by('N004-6.4.3', has('substances', 'yes')), shownWhen: has('substances', 'yes') }),
      text('therapy', both('Terapéutica empleada', 'Therapy used'), { rows: 2, ...by('N004-6.4.3') }),
      medicines('medicines', both('Medicamentos actuales', 'Current medicines')),
    ]),
  ],
});

const counterReferralType = documentOf({
  kind: 'counter-referral', service: 'outpatient', title: both('Nota de contrarreferencia', 'Counter-referral'),
  says: both('Devuelve al paciente a quien lo envió, con lo encontrado y lo que sigue.', 'Returns the patient to the sender with findings and what follows.'),
  sections: [
    section('establishments', both('Establecimientos', 'Establishments'), [
      line('sending', both('Establecimiento que contrarrefiere', 'Returning establishment'), by('N004-6.4.1')),
      line('receiving', both('Establecimiento al que regresa', 'Establishment of return'), by('N004-6.4.2')),
    ]),
    section('summary', both('Resumen de la atención', 'Summary of the care'), [
      text('reason', both('Motivo por el que fue enviado', 'Why the patient had been sent'), { rows: 2, ...by('N004-6.4.3') }),
      text('findings', both('Hallazgos y evolución', 'Findings and course'), { rows: 3 }),
      diagnoses('diagnoses', both('Diagnósticos de egreso del servicio', 'Diagnoses on leaving the service'), by('N004-6.4.3')),
      choice('substances', substances, yesNo, by('N004-6.4.3')),
      text('therapy', both('Terapéutica empleada', 'Therapy used'), { rows: 2, ...by('N004-6.4.3') }),
      text('followUp', both('Indicaciones para el seguimiento', 'Instructions for follow-up'), { rows: 3 }),
      medicines('medicines', both('Medicamentos', 'Medicines')),
    ]),
  ],
}, { answers: ['referral'] });

const summaryType = documentOf({
  kind: 'clinical-summary', service: 'outpatient', title: both('Resumen clínico', 'Clinical summary'),
  says: both('Se entrega solo con solicitud escrita de quien tiene derecho a pedirlo.', 'Given only on the written request of who may ask for it.'),
  sections: [
    section('request', both('Solicitud', 'Request'), [
      line('requester', both('Quién lo solicita', 'Requester'), by('N004-5.6b')),
      choice('capacity', both('En calidad de', 'Capacity'), {
        patient: both('Paciente', 'Patient'), parent: both('Quien ejerce la patria potestad', 'Holder of parental authority'), tutor: both('Tutor', 'Guardian'), representative: both('Representante legal', 'Legal representative'),
        physician: both('Médico autorizado por el paciente', 'Physician authorised by the patient'), authority: both('Autoridad judicial, ministerial o administrativa', 'Authority'),
      }, by('N004-5.6b')),
      date('requestedOn', both('Fecha de la solicitud escrita', 'Date of the written request'), by('N004-5.6b')),
      line('requestReason', both('Motivo', 'Reason'), by('N004-5.6b')),
      line('authorityDocument', both('Oficio de la autoridad', 'Official letter of the authority'), { ...by('N004-5.6c', has('capacity', 'authority')), shownWhen: has('capacity', 'authority') }),
    ]),
    section('summary', both('Resumen', 'Summary'), [
      text('illness', both('Padecimiento actual', 'Current illness'), { rows: 4, ...by('N004-4.11') }),
      diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-4.11')),
      text('treatments', both('Tratamientos', 'Treatments'), { rows: 3, ...by('N004-4.11') }),
      text('evolution', both('Evolución', 'Course'), { rows: 3, ...by('N004-4.11') }),
      text('results', both('Estudios de laboratorio y gabinete', 'Laboratory and imaging'), { rows: 2, ...by('N004-4.11') }),
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
  ])],
});

export const outpatientTypes: readonly DocumentType[] = [requestType, answerType, referralType, counterReferralType, summaryType, freeType];
