import { actSection } from './consent-acts.ts';
import type { DocumentType, Field } from './contract.ts';
import { both, by, choice, date, diagnoses, documentOf, has, line, medicines, moment, number, section, text, vitals, yesNo } from './field-makers.ts';

/** Notes of hospital care, NOM-004 section 8. */

const none = both('Si no hay, escríbalo.', 'If there are none, say so.');
const prognosis = (rule: string): Field => text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by(rule) });

const admissionType = documentOf({
  kind: 'admission', service: 'hospital', title: both('Nota de ingreso', 'Admission note'), says: both('La elabora el médico que ingresa al paciente.', 'Written by the admitting physician.'),
  sections: [
    section('examination', both('Interrogatorio y exploración', 'History and physical'), [
      vitals(by('N004-8.1')), text('interview', both('Resumen del interrogatorio', 'History'), { rows: 3, ...by('N004-8.1') }),
      text('physical', both('Exploración física', 'Physical exam'), { rows: 3, ...by('N004-8.1') }), text('mental', both('Estado mental', 'Mental status'), { rows: 1, ...by('N004-8.1') }),
      text('results', both('Resultados de estudios', 'Results'), { rows: 2, ...by('N004-8.1'), help: none }),
    ]),
    section('plan', both('Diagnósticos y plan', 'Assessment and plan'), [
      diagnoses('diagnoses', both('Diagnósticos de ingreso', 'Admission diagnoses'), by('N004-8.1')), text('treatment', both('Tratamiento', 'Treatment'), { rows: 3, ...by('N004-8.1') }),
      medicines('medicines', both('Medicamentos', 'Medications')), prognosis('N004-8.1'),
    ]),
  ],
}, { consentAct: 'admission' });

const dailyType = documentOf({
  kind: 'daily', service: 'hospital', title: both('Nota de evolución hospitalaria', 'Hospital progress note'), says: both('Al menos una vez al día durante la hospitalización.', 'At least once a day during the hospital stay.'),
  sections: [section('evolution', both('Evolución', 'Clinical course'), [
    text('picture', both('Evolución y cuadro clínico', 'Interval history and current status'), { rows: 3, ...by('N004-8.3') }), vitals(by('N004-8.3')),
    text('results', both('Resultados de estudios', 'Results'), { rows: 2 }), diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-8.3')),
    text('treatment', both('Tratamiento e indicaciones', 'Treatment and orders'), { rows: 3, ...by('N004-8.3') }), medicines('medicines', both('Medicamentos', 'Medications')), prognosis('N004-8.3'),
  ]), actSection(both('Ninguno', 'None'))],
});

const preoperativeType = documentOf({
  kind: 'preoperative', service: 'hospital', title: both('Nota preoperatoria', 'Preoperative note'), says: both('La elabora el cirujano antes de la intervención.', 'Written by the surgeon before the procedure.'),
  sections: [section('surgery', both('Cirugía prevista', 'Planned surgery'), [
    date('surgeryDate', both('Fecha de la cirugía', 'Date of surgery'), by('N004-8.5')), diagnoses('diagnoses', both('Diagnóstico preoperatorio', 'Preoperative diagnosis'), by('N004-8.5')),
    text('surgicalPlan', both('Plan quirúrgico', 'Surgical plan'), { rows: 2, ...by('N004-8.5') }), line('intervention', both('Tipo de intervención quirúrgica', 'Type of procedure'), by('N004-8.5')),
    text('risk', both('Riesgo quirúrgico', 'Surgical risk'), { rows: 1, ...by('N004-8.5') }), text('care', both('Cuidados y plan terapéutico preoperatorios', 'Preoperative care and treatment plan'), { rows: 3, ...by('N004-8.5') }),
    choice('checklist', both('Lista de verificación de cirugía segura', 'Surgical safety checklist'), { done: both('Aplicada', 'Completed'), planned: both('Se aplicará en sala', 'To be completed in the operating room') }), prognosis('N004-8.5'),
  ])],
});

const preanaestheticType = documentOf({
  kind: 'preanaesthetic', service: 'hospital', title: both('Nota preanestésica', 'Preanesthesia evaluation'), says: both('La elabora el anestesiólogo antes del procedimiento.', 'Written by the anesthesiologist before the procedure.'),
  sections: [section('assessment', both('Valoración preanestésica', 'Preanesthesia evaluation'), [
    text('assessment', both('Evaluación clínica del paciente', 'Clinical evaluation'), { rows: 3, ...by('N004-8.7') }), vitals(by('N004-8.7')),
    text('airway', both('Vía aérea y antecedentes anestésicos', 'Airway and prior anesthesia'), { rows: 2, ...by('N004-8.7') }),
    choice('asa', both('Estado físico (ASA)', 'Physical status (ASA)'), { I: both('I', 'I'), II: both('II', 'II'), III: both('III', 'III'), IV: both('IV', 'IV'), V: both('V', 'V'), VI: both('VI', 'VI') }, by('N004-8.7')),
    line('anaesthesia', both('Tipo de anestesia', 'Type of anesthesia'), by('N004-8.7')), text('risk', both('Riesgo anestésico', 'Anesthetic risk'), { rows: 1, ...by('N004-8.7') }),
    number('fasting', both('Ayuno', 'Fasting'), { least: 0, most: 72, unit: 'h' }), text('premedication', both('Medicación preanestésica', 'Premedication'), { rows: 1 }),
  ]), actSection(both('Ninguno: anestesia local', 'None: local anesthesia'))],
}, { consentAct: 'anaesthesia' });

/** What the count found; anything but complete is told. */
const counts = { complete: both('Completa', 'Correct'), incomplete: both('Incompleta', 'Incorrect'), 'not-applicable': both('No aplica', 'Not applicable') } as const;
const notComplete = has('count', 'incomplete', 'not-applicable');

const operationFields: readonly Field[] = [
  diagnoses('preoperativeDiagnoses', both('Diagnóstico preoperatorio', 'Preoperative diagnosis'), by('N004-8.8-1')),
  line('planned', both('Operación planeada', 'Planned procedure'), by('N004-8.8-2')),
  line('performed', both('Operación realizada', 'Procedure performed'), by('N004-8.8-3')),
  diagnoses('diagnoses', both('Diagnóstico postoperatorio', 'Postoperative diagnosis'), by('N004-8.8-4')),
  text('technique', both('Descripción de la técnica quirúrgica', 'Description of procedure'), { rows: 4, ...by('N004-8.8-5') }),
  text('findings', both('Hallazgos transoperatorios', 'Intraoperative findings'), { rows: 2, ...by('N004-8.8-6') }),
  choice('count', both('Cuenta de gasas, compresas e instrumental', 'Sponge, sharps and instrument counts'), counts, by('N004-8.8-7')),
  text('countDetail', both('Qué faltó o por qué no aplica', 'What was missing, or why it does not apply'), { rows: 1, ...by('N004-8.8-7', notComplete), shownWhen: notComplete }),
  text('incidents', both('Incidentes y accidentes', 'Incidents and complications'), { rows: 1, ...by('N004-8.8-8'), help: none }),
  number('bloodLoss', both('Sangrado', 'Estimated blood loss'), { least: 0, most: 30_000, unit: 'mL' }, by('N004-8.8-9')),
  text('transfusions', both('Transfusiones', 'Transfusions'), { rows: 1, ...by('N004-8.8-9'), help: none }),
  text('studies', both('Estudios transoperatorios', 'Intraoperative studies'), { rows: 1, ...by('N004-8.8-10'), help: none }),
];

/** Who was in the operating room. The surgeon is whoever signs the note. */
const teamFields: readonly Field[] = [
  line('assistants', both('Ayudantes', 'Assistants'), { ...by('N004-8.8-11'), help: none }),
  line('scrubNurse', both('Instrumentista', 'Scrub nurse'), { ...by('N004-8.8-11'), help: none }),
  line('anaesthetist', both('Anestesiólogo', 'Anesthesiologist'), { ...by('N004-8.8-11'), help: none }),
  line('circulatingNurse', both('Circulante', 'Circulating nurse'), { ...by('N004-8.8-11'), help: none }),
];

const postoperativeType = documentOf({
  kind: 'postoperative', service: 'hospital', title: both('Nota postoperatoria', 'Operative note'), says: both('La elabora y firma el cirujano al terminar la intervención.', 'Written and signed by the surgeon once the procedure ends.'),
  sections: [
    section('surgery', both('Intervención quirúrgica', 'Procedure'), operationFields),
    section('team', both('Equipo quirúrgico', 'Surgical team'), teamFields),
    section('after', both('Postoperatorio', 'Postoperative'), [
      text('state', both('Estado postquirúrgico inmediato', 'Immediate postoperative condition'), { rows: 2, ...by('N004-8.8-12') }),
      text('plan', both('Plan de manejo y tratamiento postoperatorio inmediato', 'Postoperative plan and treatment'), { rows: 3, ...by('N004-8.8-13') }),
      medicines('medicines', both('Medicamentos', 'Medications')), prognosis('N004-8.8-14'),
      text('specimens', both('Envío de piezas o biopsias a estudio', 'Specimens sent'), { rows: 1, ...by('N004-8.8-15'), help: none }),
      text('others', both('Otros hallazgos de importancia', 'Other significant findings'), { rows: 1, ...by('N004-8.8-16'), help: none }),
    ]),
    actSection(both('Ninguno: cirugía menor', 'None: minor surgery')),
  ],
}, { consentAct: 'major-surgery' });

const died = has('reason', 'death');
const otherReason = has('reason', 'other');

const reasons = {
  cured: both('Curación', 'Recovered'), improved: both('Mejoría', 'Improved'), transfer: both('Traslado a otro establecimiento', 'Transfer to another facility'),
  voluntary: both('Egreso voluntario', 'Against medical advice'), death: both('Defunción', 'Death'), other: both('Otro', 'Other'),
} as const;

const dischargeType = documentOf({
  kind: 'discharge', service: 'hospital', title: both('Nota de egreso', 'Discharge note'), says: both('Termina la hospitalización; en defunción lleva causas y si se solicitó necropsia.', 'Ends the stay; on death it carries causes and whether an autopsy was requested.'),
  sections: [
    section('stay', both('Estancia', 'Hospital stay'), [
      moment('admittedAt', both('Fecha y hora de ingreso', 'Admitted'), by('N004-8.9.1')), moment('dischargedAt', both('Fecha y hora de egreso', 'Discharged'), by('N004-8.9.1')),
      choice('reason', both('Motivo del egreso', 'Reason for discharge'), reasons, by('N004-8.9.2')),
      line('reasonDetail', both('Cuál', 'Which'), { ...by('N004-8.9.2', otherReason), shownWhen: otherReason }),
      diagnoses('diagnoses', both('Diagnósticos finales', 'Final diagnoses'), by('N004-8.9.3')),
      text('course', both('Resumen de la evolución y estado actual', 'Hospital course and current condition'), { rows: 3, ...by('N004-8.9.4') }),
      text('management', both('Manejo durante la estancia', 'Treatment during the stay'), { rows: 3, ...by('N004-8.9.5') }),
    ]),
    section('after', both('Al egreso', 'At discharge'), [
      text('pending', both('Problemas clínicos pendientes', 'Pending clinical problems'), { rows: 2, ...by('N004-8.9.6'), help: both('Si no hay, escríbalo; en defunción, que no aplica.', 'If there are none, say so; on death, that it does not apply.') }),
      text('plan', both('Plan de manejo y tratamiento', 'Plan and treatment'), { rows: 3, ...by('N004-8.9.7') }),
      medicines('medicines', both('Medicamentos', 'Medications')),
      text('surveillance', both('Recomendaciones para vigilancia ambulatoria', 'Recommendations for outpatient follow-up'), { rows: 2, ...by('N004-8.9.8') }),
      text('riskFactors', both('Atención de factores de riesgo', 'Management of risk factors'), { rows: 2, ...by('N004-8.9.9'), help: both('Por ejemplo tabaco, alcohol, sobrepeso, caídas; y qué se indicó.', 'For example tobacco, alcohol, excess weight, falls; and what was advised.') }),
      prognosis('N004-8.9.10'),
    ]),
    section('death', both('Defunción', 'Death'), [
      text('causes', both('Causas de la muerte según el certificado de defunción', 'Causes of death as certified'), { rows: 2, ...by('N004-8.9.11', died), shownWhen: died }),
      choice('autopsy', both('¿Se solicitó necropsia?', 'Was an autopsy requested?'), yesNo, { ...by('N004-8.9.11', died), shownWhen: died }),
    ]),
  ],
});

export const hospitalTypes: readonly DocumentType[] = [admissionType, dailyType, preoperativeType, preanaestheticType, postoperativeType, dischargeType];
