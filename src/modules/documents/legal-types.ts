import type { DocumentType, Field } from './contract.ts';
import { both, by, choice, date, documentOf, has, line, moment, number, rows, section, text, yesNo } from './field-makers.ts';

/** Consents, voluntary discharge, notices and death, NOM-004 section 10. */

const capacities = {
  patient: both('Paciente', 'Patient'), relative: both('Familiar más cercano', 'Nearest relative'), tutor: both('Tutor', 'Guardian'), representative: both('Representante legal', 'Legal representative'),
} as const;

const witnesses = (rule: string): Field => rows('witnesses', both('Testigos', 'Witnesses'), {
  rowLabel: both('Testigo', 'Witness'), least: 2, ...by(rule), help: both('Dos personas distintas; firman en el impreso.', 'Two different people; they sign on the print.'),
  columns: [line('fullName', both('Nombre completo', 'Full name'), by(rule)), line('capacity', both('Parentesco o relación', 'Kinship or relation'))],
});

/** The acts for which NOM-004 asks for a consent letter, and others a practice adds. */
const acts = {
  admission: both('Ingreso hospitalario', 'Hospital admission'), 'major-surgery': both('Cirugía mayor', 'Major surgery'), anaesthesia: both('Anestesia general o regional', 'General or regional anaesthesia'),
  sterilisation: both('Salpingoclasia o vasectomía', 'Tubal ligation or vasectomy'), transplant: both('Donación de órganos o trasplante', 'Organ donation or transplant'), research: both('Investigación clínica en seres humanos', 'Clinical research'),
  autopsy: both('Necropsia hospitalaria', 'Hospital autopsy'), 'high-risk': both('Procedimiento diagnóstico o terapéutico de alto riesgo', 'High-risk diagnostic or therapeutic procedure'), mutilation: both('Procedimiento que entraña mutilación', 'Procedure entailing mutilation'),
  other: both('Otro acto', 'Other act'),
} as const;

const M = 'N004-10.1.1.1-7';

const consentType = documentOf({
  kind: 'consent', service: 'legal', title: both('Carta de consentimiento informado', 'Informed consent'), says: both('Lo que se autoriza, sus riesgos y beneficios; firman el paciente o su representante y dos testigos.', 'What is authorised, its risks and benefits; the patient or representative and two witnesses sign.'),
  sections: [
    section('act', both('Acto autorizado', 'Authorised act'), [
      line('documentTitle', both('Título del documento', 'Title of the document'), by(M)), line('place', both('Lugar', 'Place'), by(M)), date('signedOn', both('Fecha', 'Date'), by(M)), choice('act', both('Acto', 'Act'), acts, by(M)),
      text('actDetail', both('Acto autorizado, en palabras que el paciente entienda', 'Authorised act, in words the patient understands'), { rows: 3, ...by(M) }),
      text('risks', both('Riesgos esperados', 'Expected risks'), { rows: 3, ...by(M) }), text('benefits', both('Beneficios esperados', 'Expected benefits'), { rows: 2, ...by(M) }),
      text('alternatives', both('Alternativas', 'Alternatives'), { rows: 2 }),
      choice('contingencies', both('Autoriza atender contingencias y urgencias derivadas del acto', 'Authorises care of contingencies and urgencies from the act'), yesNo, by(M)),
    ]),
    section('signatures', both('Quienes firman', 'Who signs'), [
      line('signerName', both('Nombre completo de quien consiente', 'Full name of who consents'), by('N004-10.1.1.8')), choice('signerCapacity', both('En calidad de', 'Capacity'), capacities, by('N004-10.1.1.8')),
      line('signerReason', both('Por qué no firma el paciente', 'Why the patient does not sign'), { ...by('N004-10.1.1.8', has('signerCapacity', 'relative', 'tutor', 'representative')), shownWhen: has('signerCapacity', 'relative', 'tutor', 'representative') }),
      witnesses('N004-10.1.1.10'),
    ]),
  ],
}, { signByHand: ['signerName', 'witnesses'] });

const emergencyType = documentOf({
  kind: 'emergency-treatment', service: 'legal', title: both('Constancia de atención de urgencia sin consentimiento', 'Emergency care without consent'),
  says: both('Cuando el paciente no puede consentir y no hay quien lo haga por él: la firman dos médicos.', 'When the patient cannot consent and nobody can on their behalf: two physicians sign.'),
  sections: [section('care', both('Constancia', 'Statement'), [
    moment('decidedAt', both('Fecha y hora de la decisión', 'Date and time of the decision'), by('N004-10.1.4')), text('incapacity', both('Por qué el paciente no puede consentir', 'Why the patient cannot consent'), { rows: 2, ...by('N004-10.1.4') }),
    text('absence', both('Intentos de localizar a familiares o representante', 'Attempts to reach relatives or a representative'), { rows: 2, ...by('N004-10.1.4') }), text('urgency', both('Riesgo de no actuar', 'Risk of not acting'), { rows: 2, ...by('N004-10.1.4') }),
    text('act', both('Atención o procedimiento realizado', 'Care or procedure given'), { rows: 3, ...by('N004-10.1.4') }),
  ])],
}, { secondPhysician: true });

const voluntaryType = documentOf({
  kind: 'voluntary-discharge', service: 'legal', title: both('Hoja de egreso voluntario', 'Voluntary discharge'), says: both('El paciente o su representante pide el alta; firman quien la pide y dos testigos.', 'The patient or representative asks for discharge; they and two witnesses sign.'),
  sections: [
    section('request', both('Solicitud', 'Request'), [
      moment('requestedAt', both('Fecha y hora', 'Date and time'), by('N004-10.2')), line('signerName', both('Nombre completo de quien solicita', 'Full name of the requester'), by('N004-10.2')),
      number('signerAge', both('Edad', 'Age'), { least: 0, most: 120, unit: 'años' }, by('N004-10.2')), choice('signerCapacity', both('En calidad de', 'Capacity'), capacities, by('N004-10.2')),
    ]),
    section('summary', both('Situación clínica', 'Clinical situation'), [
      text('summary', both('Resumen clínico', 'Clinical summary'), { rows: 3, ...by('N004-10.2') }), text('recommendations', both('Medidas recomendadas para proteger la salud', 'Recommended measures'), { rows: 2, ...by('N004-10.2') }),
      text('riskFactors', both('Factores de riesgo', 'Risk factors'), { rows: 2, ...by('N004-10.2') }), line('responsible', both('Médico que acepta la responsabilidad, si lo hay', 'Physician who takes responsibility, if any')),
    ]),
    section('signatures', both('Testigos', 'Witnesses'), [witnesses('N004-10.2')]),
  ],
}, { signByHand: ['signerName', 'witnesses'] });

const prosecutorType = documentOf({
  kind: 'prosecutor-notice', service: 'legal', title: both('Aviso al Ministerio Público', 'Notice to the public prosecutor'), says: both('Ante la presunción de un hecho ilícito. Amate no lo envía: se imprime y se entrega.', 'On presumption of an illicit act. Amate does not send it: print and deliver it.'),
  sections: [section('notice', both('Aviso', 'Notice'), [
    line('establishment', both('Establecimiento que notifica', 'Notifying establishment'), by('N004-10.3.1')), moment('notifiedAt', both('Fecha y hora', 'Date and time'), by('N004-10.3.2')),
    text('identification', both('Identificación del paciente, aunque sea provisional', 'Identification of the patient, even provisional'), { rows: 1, ...by('N004-10.3.3') }), text('act', both('Acto que se notifica', 'Act notified'), { rows: 3, ...by('N004-10.3.4') }),
    choice('hasInjuries', both('¿Hay reporte de lesiones?', 'Is there an injury report?'), yesNo, by('N004-10.3.5')), text('injuries', both('Reporte de lesiones', 'Injury report'), { rows: 3, ...by('N004-10.3.5', has('hasInjuries', 'yes')), shownWhen: has('hasInjuries', 'yes') }),
    line('agency', both('Agencia del Ministerio Público', 'Prosecutor’s office'), by('N004-10.3.6')),
  ])],
});

const epidemiologicalType = documentOf({
  kind: 'epidemiological-death-report', service: 'legal', title: both('Reporte de causa de muerte sujeta a vigilancia epidemiológica', 'Report of a death under epidemiological surveillance'), says: both('Se imprime y se entrega a la jurisdicción sanitaria.', 'Printed and delivered to the health jurisdiction.'),
  sections: [section('report', both('Reporte', 'Report'), [
    moment('diedAt', both('Fecha y hora de la defunción', 'Date and time of death'), by('N004-10.4')), text('cause', both('Causa sujeta a vigilancia', 'Cause under surveillance'), { rows: 2, ...by('N004-10.4') }),
    text('antecedents', both('Antecedentes epidemiológicos', 'Epidemiological background'), { rows: 3, ...by('N004-10.4') }), line('reportedTo', both('A quién se reporta', 'Reported to'), by('N004-10.4')),
  ])],
});

const folio = line('folio', both('Folio del certificado oficial', 'Number of the official certificate'), { ...by('N004-10.5'), help: both('El certificado se expide en el formato oficial, fuera de Amate.', 'The certificate is issued on the official form, outside Amate.') });

const deathType = documentOf({
  kind: 'death', service: 'legal', title: both('Nota de defunción', 'Death note'), says: both('Hora, causas y folio del certificado de defunción.', 'Time, causes and number of the death certificate.'),
  sections: [section('death', both('Defunción', 'Death'), [
    moment('diedAt', both('Fecha y hora de la defunción', 'Date and time of death'), by('N004-10.5')), text('events', both('Descripción de los hechos y maniobras', 'Events and manoeuvres'), { rows: 3, ...by('N004-10.5') }),
    text('causes', both('Causas de la muerte', 'Causes of death'), { rows: 2, ...by('N004-10.5') }), folio, choice('autopsy', both('¿Se solicitó necropsia?', 'Was an autopsy requested?'), yesNo, by('N004-10.5')),
  ])],
});

const fetalDeathType = documentOf({
  kind: 'fetal-death', service: 'legal', title: both('Nota de muerte fetal', 'Fetal death note'), says: both('Hora, semanas de gestación, causas y folio del certificado de muerte fetal.', 'Time, weeks of pregnancy, causes and number of the certificate.'),
  sections: [section('death', both('Muerte fetal', 'Fetal death'), [
    moment('diedAt', both('Fecha y hora', 'Date and time'), by('N004-10.5')), number('weeks', both('Semanas de gestación', 'Weeks of pregnancy'), { least: 4, most: 45, unit: 'semanas' }, by('N004-10.5')), number('weight', both('Peso', 'Weight'), { least: 1, most: 7000, unit: 'g' }),
    text('causes', both('Causas', 'Causes'), { rows: 2, ...by('N004-10.5') }), folio,
  ])],
});

export const legalTypes: readonly DocumentType[] = [consentType, emergencyType, voluntaryType, prosecutorType, epidemiologicalType, deathType, fetalDeathType];
