import { mandatoryActs } from './consent-acts.ts';
import type { DocumentType, Field } from './contract.ts';
import { both, by, choice, date, documentOf, has, line, moment, number, rows, section, text, yesNo } from './field-makers.ts';

/** Consent, the exception to it, and voluntary discharge: what the patient, or who answers for the patient, signs by hand. */

const capacities = {
  patient: both('Paciente', 'Patient'), parent: both('Quien ejerce la patria potestad', 'Parent with legal authority'), relative: both('Familiar más cercano', 'Nearest relative'),
  tutor: both('Tutor', 'Guardian'), representative: both('Representante legal', 'Legal representative'),
} as const;

const signsForPatient = has('signerCapacity', 'parent', 'relative', 'tutor', 'representative');
const isRelative = has('signerCapacity', 'relative');

/** Who signs for the patient's side, in which capacity; a relative tells the kinship. */
const signerFields = (rule: string, label: Field['label']): readonly Field[] => [
  line('signerName', label, by(rule)), choice('signerCapacity', both('En calidad de', 'Acting as'), capacities, by(rule)),
  line('signerKinship', both('Parentesco', 'Relationship to the patient'), { ...by(rule, isRelative), shownWhen: isRelative }),
];

const witnesses = (rule: string): Field => rows('witnesses', both('Testigos', 'Witnesses'), {
  rowLabel: both('Testigo', 'Witness'), least: 2, ...by(rule), help: both('Dos personas distintas, que no sean quien firma; firman en el impreso.', 'Two different people other than the signer; they sign on the printout.'),
  columns: [line('fullName', both('Nombre completo', 'Full name'), by(rule)), line('capacity', both('Parentesco o relación', 'Relationship'))],
});

/** The acts for which NOM-004 asks for a consent letter, and others a practice adds. */
const acts = { ...mandatoryActs, other: both('Otro acto', 'Other act') } as const;

const consentType = documentOf({
  kind: 'consent', service: 'legal', title: both('Carta de consentimiento informado', 'Informed consent'),
  says: both('Lo que se autoriza, sus riesgos y beneficios; firman el paciente o su representante y dos testigos.', 'What is authorized, its risks and benefits; signed by the patient or representative and two witnesses.'),
  sections: [
    section('document', both('Documento', 'Document'), [
      line('documentTitle', both('Título del documento', 'Title of the document'), { ...by('N004-10.1.1.3'), help: both('Por ejemplo: «Consentimiento para colecistectomía laparoscópica».', 'For example: “Consent for laparoscopic cholecystectomy”.') }),
      line('place', both('Lugar', 'Place'), by('N004-10.1.1.4')), date('signedOn', both('Fecha', 'Date'), by('N004-10.1.1.4')),
    ]),
    section('act', both('Acto autorizado', 'Authorized act'), [
      choice('act', both('Tipo de acto', 'Kind of act'), acts, by('N004-10.1.2-ACT')),
      text('actDetail', both('Acto que se autoriza, en palabras que el paciente entienda', 'Act authorized, in words the patient understands'), { rows: 3, ...by('N004-10.1.1.5') }),
      text('risks', both('Riesgos esperados', 'Expected risks'), { rows: 3, ...by('N004-10.1.1.6') }), text('benefits', both('Beneficios esperados', 'Expected benefits'), { rows: 2, ...by('N004-10.1.1.6') }),
      text('alternatives', both('Alternativas', 'Alternatives'), { rows: 2 }),
      choice('contingencies', both('Autoriza atender contingencias y urgencias derivadas del acto', 'Authorizes care of contingencies and emergencies arising from the act'), yesNo, by('N004-10.1.1.7')),
      choice('revocable', both('Se explicó que puede revocarlo antes del acto', 'Told that it can be revoked before the act'), yesNo, by('CONSENT-REVOCABLE')),
    ]),
    section('signatures', both('Quienes firman', 'Signatures'), [
      ...signerFields('N004-10.1.1.8', both('Nombre completo de quien consiente', 'Full name of the person consenting')),
      line('signerReason', both('Por qué no firma el paciente', 'Why the patient does not sign'), { ...by('N004-10.1.1.8', signsForPatient), shownWhen: signsForPatient, help: both('Por ejemplo: menor de edad, inconsciente.', 'For example: minor, unconscious.') }),
      witnesses('N004-10.1.1.10'),
    ]),
  ],
}, { signByHand: ['signerName', 'witnesses'] });

const byHand = has('secondSigns', 'by-hand');

const emergencyType = documentOf({
  kind: 'emergency-treatment', service: 'legal', title: both('Constancia de atención de urgencia sin consentimiento', 'Emergency treatment without consent'),
  says: both('Cuando el paciente no puede consentir y no hay quien lo haga por él: la firman dos médicos.', 'When the patient cannot consent and nobody can on their behalf: two physicians sign.'),
  sections: [section('care', both('Constancia', 'Statement'), [
    moment('decidedAt', both('Fecha y hora de la decisión', 'Date and time of the decision'), by('N004-10.1.4')),
    text('incapacity', both('Por qué el paciente no puede consentir', 'Why the patient cannot consent'), { rows: 2, ...by('N004-10.1.4') }),
    text('absence', both('Por qué no hay familiar, tutor o representante que consienta', 'Why no relative, guardian or representative can consent'), { rows: 2, ...by('N004-10.1.4'), help: both('A quién se buscó, cómo y cuándo.', 'Who was sought, how and when.') }),
    text('urgency', both('Urgencia y riesgo de no actuar', 'Emergency and risk of not acting'), { rows: 2, ...by('N004-10.1.4') }),
    text('act', both('Atención o procedimiento que se realiza', 'Care or procedure given'), { rows: 3, ...by('N004-10.1.4') }),
    choice('secondSigns', both('Cómo firma el segundo médico', 'How the second physician signs'), { efirma: both('Con su e.firma, en Amate', 'With an e.firma, in Amate'), 'by-hand': both('A mano, en el impreso', 'By hand, on the printout') }, {
      ...by('N004-10.1.4'), help: both('Con e.firma, la constancia queda completa cuando firma otro médico con cédula verificada de este establecimiento. A mano, Amate solo guarda la firma de usted: conserve el impreso firmado.', 'With an e.firma, the statement is complete once another physician here with a verified license signs. By hand, Amate keeps your signature only: keep the signed printout.'),
    }),
    line('secondPhysicianName', both('Segundo médico que coincide', 'Second physician who agrees'), { ...by('N004-10.1.4', byHand), shownWhen: byHand, help: both('Firma en el impreso.', 'Signs on the print.') }),
    line('secondPhysicianCedula', both('Cédula profesional del segundo médico', 'Professional licence of the second physician'), { ...by('N004-10.1.4', byHand), shownWhen: byHand }),
  ])],
}, { signByHand: ['secondPhysicianName'], twoPhysicians: has('secondSigns', 'efirma') });

const hasResponsible = has('hasResponsible', 'yes');

const voluntaryType = documentOf({
  kind: 'voluntary-discharge', service: 'legal', title: both('Hoja de egreso voluntario', 'Discharge against medical advice'),
  says: both('El paciente o su representante pide el egreso; firman quien lo pide y dos testigos.', 'The patient or representative asks to leave; they and two witnesses sign.'),
  sections: [
    section('request', both('Solicitud', 'Request'), [
      moment('requestedAt', both('Fecha y hora del egreso', 'Date and time of discharge'), by('N004-10.2-2')),
      ...signerFields('N004-10.2-3', both('Nombre completo de quien solicita el egreso', 'Full name of the person requesting discharge')),
      number('signerAge', both('Edad en años', 'Age in years'), { least: 1, most: 120, unit: '' }, by('N004-10.2-3')),
    ]),
    section('summary', both('Situación clínica', 'Clinical situation'), [
      text('summary', both('Resumen clínico', 'Clinical summary'), { rows: 3, ...by('N004-10.2-4') }),
      text('recommendations', both('Medidas recomendadas para proteger la salud', 'Recommended measures to protect health'), { rows: 2, ...by('N004-10.2-5') }),
      text('riskFactors', both('Atención de factores de riesgo', 'Management of risk factors'), { rows: 2, ...by('N004-10.2-5') }),
      choice('hasResponsible', both('¿Otro médico otorga responsiva?', 'Does another physician assume responsibility?'), yesNo, by('N004-10.2-6')),
      line('responsible', both('Médico que otorga la responsiva', 'Physician assuming responsibility'), { ...by('N004-10.2-6', hasResponsible), shownWhen: hasResponsible }),
    ]),
    section('signatures', both('Testigos', 'Witnesses'), [witnesses('N004-10.2-8')]),
  ],
}, { signByHand: ['signerName', 'witnesses'] });

export const consentTypes: readonly DocumentType[] = [consentType, emergencyType, voluntaryType];
