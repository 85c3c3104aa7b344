import { consentTypes } from './consent-types.ts';
import type { DocumentType, Field } from './contract.ts';
import { both, by, choice, documentOf, has, line, moment, number, section, text, yesNo } from './field-makers.ts';

/** Notices, deaths, and the documents that people sign by hand; NOM-004 section 10. */

const hasInjuries = has('hasInjuries', 'yes');

const prosecutorType = documentOf({
  kind: 'prosecutor-notice', service: 'legal', title: both('Aviso al Ministerio Público', 'Notice to the public prosecutor'),
  says: both('Ante la presunción de un hecho ilícito; Amate no lo envía: se imprime y se entrega.', 'When an unlawful act is presumed; Amate does not send it: print and deliver it.'),
  sections: [section('notice', both('Aviso', 'Notice'), [
    line('establishment', both('Establecimiento que notifica', 'Reporting facility'), by('N004-10.3.1')), moment('notifiedAt', both('Fecha y hora de elaboración', 'Date and time'), by('N004-10.3.2')),
    line('agency', both('Agencia del Ministerio Público a la que se notifica', 'Prosecutor’s office notified'), by('N004-10.3.6')),
    text('identification', both('Identificación del paciente', 'Patient identification'), { rows: 1, ...by('N004-10.3.3'), help: both('Vale una provisional: señas, edad aparente, dónde se le encontró.', 'A provisional one will do: description, apparent age, where found.') }),
    text('act', both('Acto que se notifica', 'Act reported'), { rows: 3, ...by('N004-10.3.4') }),
    choice('hasInjuries', both('¿Hay reporte de lesiones?', 'Is there an injury report?'), yesNo, by('N004-10.3.5')),
    text('injuries', both('Reporte de lesiones', 'Injury report'), { rows: 3, ...by('N004-10.3.5', hasInjuries), shownWhen: hasInjuries }),
  ])],
});

const epidemiologicalType = documentOf({
  kind: 'epidemiological-death-report', service: 'legal', title: both('Reporte de causa de muerte sujeta a vigilancia epidemiológica', 'Report of a cause of death under epidemiological surveillance'),
  says: both('Amate no lo envía: se imprime y se entrega a la jurisdicción sanitaria.', 'Amate does not send it: print and deliver it to the health jurisdiction.'),
  sections: [section('report', both('Reporte', 'Report'), [
    moment('diedAt', both('Fecha y hora de la defunción', 'Date and time of death'), by('N004-10.4')), text('cause', both('Causa de muerte sujeta a vigilancia', 'Cause of death under surveillance'), { rows: 2, ...by('N004-10.4') }),
    text('antecedents', both('Antecedentes epidemiológicos', 'Epidemiological background'), { rows: 3, ...by('N004-10.4') }), line('reportedTo', both('A quién se reporta', 'Reported to'), by('N004-10.4')),
  ])],
});

const issued = has('certificate', 'issued');
const notIssued = has('certificate', 'forensic', 'pending');

/** The official certificate, which is issued on its own form outside; a death that is the prosecutor's is certified elsewhere. */
const certificateFields: readonly Field[] = [
  choice('certificate', both('Certificado oficial', 'Official certificate'), {
    issued: both('Expedido', 'Issued'), forensic: both('Lo expide el servicio médico forense', 'Issued by the medical examiner'), pending: both('Pendiente', 'Pending'),
  }, { ...by('N004-10.5'), help: both('Se expide en el formato oficial, fuera de Amate.', 'It is issued on the official form, outside Amate.') }),
  line('folio', both('Folio del certificado', 'Certificate number'), { ...by('N004-10.5', issued), shownWhen: issued }),
  line('certificateReason', both('Por qué todavía no hay folio', 'Why there is no number yet'), { ...by('N004-10.5', notIssued), shownWhen: notIssued }),
];

const deathType = documentOf({
  kind: 'death', service: 'legal', title: both('Nota de defunción', 'Death note'), says: both('Hora, causas y folio del certificado de defunción.', 'Time, causes and number of the death certificate.'),
  sections: [section('death', both('Defunción', 'Death'), [
    moment('diedAt', both('Fecha y hora de la defunción', 'Date and time of death'), by('N004-10.5')), text('events', both('Descripción de los hechos y maniobras de reanimación', 'Events and resuscitation'), { rows: 3, ...by('N004-10.5') }),
    text('causes', both('Causas de la muerte', 'Causes of death'), { rows: 2, ...by('N004-10.5') }),
    choice('autopsy', both('¿Se solicitó necropsia?', 'Was an autopsy requested?'), yesNo, by('N004-10.5')), ...certificateFields,
  ])],
});

const fetalDeathType = documentOf({
  kind: 'fetal-death', service: 'legal', title: both('Nota de muerte fetal', 'Fetal death note'), says: both('Hora, semanas de gestación, causas y folio del certificado de muerte fetal.', 'Time, weeks of gestation, causes and number of the fetal death certificate.'),
  sections: [section('death', both('Muerte fetal', 'Fetal death'), [
    moment('diedAt', both('Fecha y hora de la expulsión o extracción', 'Date and time of delivery'), by('N004-10.5')),
    number('weeks', both('Semanas de gestación', 'Weeks of gestation'), { least: 4, most: 45, unit: '' }, by('N004-10.5')), number('weight', both('Peso', 'Weight'), { least: 1, most: 7000, unit: 'g' }),
    text('causes', both('Causas de la muerte fetal', 'Causes of fetal death'), { rows: 2, ...by('N004-10.5') }), ...certificateFields,
  ])],
});

export const legalTypes: readonly DocumentType[] = [...consentTypes, prosecutorType, epidemiologicalType, deathType, fetalDeathType];
