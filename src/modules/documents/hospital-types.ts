import type { DocumentType, Field } from './contract.ts';
import { both, by, choice, date, diagnoses, documentOf, has, line, medicines, moment, number, section, text, vitals, yesNo } from './field-makers.ts';

/** Notes of hospital care, NOM-004 section 8. */

const prognosis = (rule: string): Field => text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 1, ...by(rule) });

const admissionType = documentOf({
  kind: 'admission', service: 'hospital', title: both('Nota de ingreso', 'Admission note'), says: both('La elabora el médico que ingresa al paciente.', 'Written by the physician who admits the patient.'),
  sections: [
    section('examination', both('Interrogatorio y exploración', 'Interview and examination'), [
      vitals(by('N004-8.1')), text('interview', both('Resumen del interrogatorio', 'Interview'), { rows: 3, ...by('N004-8.1') }),
      text('physical', both('Exploración física', 'Physical examination'), { rows: 3, ...by('N004-8.1') }), text('mental', both('Estado mental', 'Mental state'), { rows: 1, ...by('N004-8.1') }),
      text('results', both('Resultados de estudios', 'Results'), { rows: 2, ...by('N004-8.1') }),
    ]),
    section('plan', both('Diagnósticos y plan', 'Diagnoses and plan'), [
      diagnoses('diagnoses', both('Diagnósticos de ingreso', 'Admission diagnoses'), by('N004-8.1')), text('treatment', both('Tratamiento', 'Treatment'), { rows: 3, ...by('N004-8.1') }),
      medicines('medicines', both('Medicamentos', 'Medicines')), prognosis('N004-8.1'),
    ]),
  ],
});

const dailyType = documentOf({
  kind: 'daily', service: 'hospital', title: both('Nota de evolución hospitalaria', 'Hospital progress note'), says: both('Al menos una vez al día durante la hospitalización.', 'At least once a day during the stay.'),
  sections: [section('evolution', both('Evolución', 'Course'), [
    text('picture', both('Evolución y cuadro clínico', 'Course and present picture'), { rows: 3, ...by('N004-8.3') }), vitals(by('N004-8.3')),
    text('results', both('Resultados de estudios', 'Results'), { rows: 2 }), diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-8.3')),
    text('treatment', both('Tratamiento e indicaciones', 'Treatment and instructions'), { rows: 3, ...by('N004-8.3') }), medicines('medicines', both('Medicamentos', 'Medicines')), prognosis('N004-8.3'),
  ])],
});

const preoperativeType = documentOf({
  kind: 'preoperative', service: 'hospital', title: both('Nota preoperatoria', 'Preoperative note'), says: both('La elabora el cirujano antes de la intervención.', 'Written by the surgeon before the operation.'),
  sections: [section('surgery', both('Cirugía prevista', 'Planned surgery'), [
    date('surgeryDate', both('Fecha de la cirugía', 'Date of surgery'), by('N004-8.5')), diagnoses('diagnoses', both('Diagnóstico preoperatorio', 'Preoperative diagnosis'), by('N004-8.5')),
    text('surgicalPlan', both('Plan quirúrgico', 'Surgical plan'), { rows: 2, ...by('N004-8.5') }), line('intervention', both('Tipo de intervención', 'Type of intervention'), by('N004-8.5')),
    text('risk', both('Riesgo quirúrgico', 'Surgical risk'), { rows: 1, ...by('N004-8.5') }), text('care', both('Cuidados y plan terapéutico preoperatorios', 'Preoperative care and therapy'), { rows: 3, ...by('N004-8.5') }),
    choice('checklist', both('Lista de verificación de cirugía segura', 'Surgical safety checklist'), { done: both('Aplicada', 'Done'), planned: both('Se aplicará en sala', 'To be done in theatre') }), prognosis('N004-8.5'),
  ])],
});

const preanaestheticType = documentOf({
  kind: 'preanaesthetic', service: 'hospital', title: both('Nota preanestésica', 'Preanaesthetic note'), says: both('La elabora el anestesiólogo antes del procedimiento.', 'Written by the anaesthetist before the procedure.'),
  sections: [section('assessment', both('Valoración preanestésica', 'Preanaesthetic assessment'), [
    text('assessment', both('Evaluación clínica', 'Clinical assessment'), { rows: 3, ...by('N004-8.7') }), vitals(by('N004-8.7')),
    text('airway', both('Vía aérea y antecedentes anestésicos', 'Airway and earlier anaesthesia'), { rows: 2, ...by('N004-8.7') }),
    choice('asa', both('Estado físico (ASA)', 'Physical status (ASA)'), { I: both('I', 'I'), II: both('II', 'II'), III: both('III', 'III'), IV: both('IV', 'IV'), V: both('V', 'V'), VI: both('VI', 'VI') }, by('N004-8.7')),
    line('anaesthesia', both('Tipo de anestesia', 'Type of anaesthesia'), by('N004-8.7')), text('risk', both('Riesgo anestésico', 'Anaesthetic risk'), { rows: 1, ...by('N004-8.7') }),
    number('fasting', both('Ayuno', 'Fasting'), { least: 0, most: 72, unit: 'h' }), text('premedication', both('Medicación preanestésica', 'Premedication'), { rows: 1 }),
  ])],
});

const postoperativeType = documentOf({
  kind: 'postoperative', service: 'hospital', title: both('Nota postoperatoria', 'Postoperative note'), says: both('La elabora el cirujano al terminar la intervención.', 'Written by the surgeon once the operation ends.'),
  sections: [
    section('surgery', both('Intervención', 'Operation'), [
      diagnoses('preoperativeDiagnoses', both('Diagnóstico preoperatorio', 'Preoperative diagnosis'), by('N004-8.8')), line('planned', both('Operación planeada', 'Planned operation'), by('N004-8.8')),
      line('performed', both('Operación realizada', 'Performed operation'), by('N004-8.8')), diagnoses('diagnoses', both('Diagnóstico postoperatorio', 'Postoperative diagnosis'), by('N004-8.8')),
      text('technique', both('Descripción de la técnica quirúrgica', 'Surgical technique'), { rows: 4, ...by('N004-8.8') }), text('findings', both('Hallazgos transoperatorios', 'Intraoperative findings'), { rows: 2, ...by('N004-8.8') }),
      text('count', both('Reporte de gasas y compresas', 'Count of gauze and instruments'), { rows: 1, ...by('N004-8.8') }), text('incidents', both('Incidentes y accidentes', 'Incidents and accidents'), { rows: 1, ...by('N004-8.8') }),
      text('bleeding', both('Sangrado y transfusiones', 'Bleeding and transfusions'), { rows: 1, ...by('N004-8.8') }), text('studies', both('Estudios transoperatorios', 'Intraoperative studies'), { rows: 1, ...by('N004-8.8') }),
      text('team', both('Ayudantes, instrumentista, anestesiólogo y circulante', 'Assistants, scrub nurse, anaesthetist, circulating nurse'), { rows: 2, ...by('N004-8.8') }),
    ]),
    section('after', both('Postoperatorio', 'After the operation'), [
      text('state', both('Estado postquirúrgico inmediato', 'Immediate state'), { rows: 2, ...by('N004-8.8') }), text('plan', both('Plan de manejo y tratamiento', 'Plan and treatment'), { rows: 3, ...by('N004-8.8') }),
      medicines('medicines', both('Medicamentos', 'Medicines')), prognosis('N004-8.8'), text('specimens', both('Envío de piezas o biopsias', 'Specimens sent'), { rows: 1, ...by('N004-8.8') }),
      text('others', both('Otros hallazgos de importancia', 'Other findings of importance'), { rows: 1, ...by('N004-8.8') }),
    ]),
  ],
});

const died = has('reason', 'death');

const dischargeType = documentOf({
  kind: 'discharge', service: 'hospital', title: both('Nota de egreso', 'Discharge note'), says: both('Termina la hospitalización; en defunción lleva causas y si se solicitó necropsia.', 'Ends the stay; on death it carries causes and whether an autopsy was requested.'),
  sections: [
    section('stay', both('Estancia', 'Stay'), [
      moment('admittedAt', both('Ingreso', 'Admission'), by('N004-8.9')), moment('dischargedAt', both('Egreso', 'Discharge'), by('N004-8.9')),
      choice('reason', both('Motivo del egreso', 'Reason for discharge'), { improved: both('Mejoría', 'Improvement'), cured: both('Curación', 'Cure'), transfer: both('Traslado', 'Transfer'), voluntary: both('Alta voluntaria', 'Against advice'), death: both('Defunción', 'Death'), other: both('Otro', 'Other') }, by('N004-8.9')),
      diagnoses('diagnoses', both('Diagnósticos finales', 'Final diagnoses'), by('N004-8.9')), text('course', both('Resumen de la evolución y estado actual', 'Course and current state'), { rows: 3, ...by('N004-8.9') }),
      text('management', both('Manejo durante la estancia', 'Management during the stay'), { rows: 3, ...by('N004-8.9') }),
    ]),
    section('after', both('Al egreso', 'On leaving'), [
      text('pending', both('Problemas clínicos pendientes', 'Pending clinical problems'), { rows: 2, ...by('N004-8.9.6') }), text('plan', both('Plan de manejo y tratamiento', 'Plan and treatment'), { rows: 3, ...by('N004-8.9') }),
      medicines('medicines', both('Medicamentos', 'Medicines')), text('surveillance', both('Recomendaciones para vigilancia ambulatoria', 'Ambulatory surveillance'), { rows: 2, ...by('N004-8.9') }),
      text('riskFactors', both('Atención de factores de riesgo', 'Risk factors'), { rows: 2, ...by('N004-8.9.9') }), prognosis('N004-8.9.10'),
    ]),
    section('death', both('Defunción', 'Death'), [
      text('causes', both('Causas de la muerte según el certificado', 'Causes according to the certificate'), { rows: 2, ...by('N004-8.9.11', died), shownWhen: died }),
      choice('autopsy', both('¿Se solicitó necropsia?', 'Was an autopsy requested?'), yesNo, { ...by('N004-8.9.11', died), shownWhen: died }),
    ]),
  ],
});

export const hospitalTypes: readonly DocumentType[] = [admissionType, dailyType, preoperativeType, preanaestheticType, postoperativeType, dischargeType];
