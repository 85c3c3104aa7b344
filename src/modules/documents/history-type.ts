import type { DocumentType, Field } from './contract.ts';
import { both, by, choice, diagnoses, has, line, medicines, number, rows, section, text, vitals } from './field-makers.ts';

/** The clinical history of NOM-004 6.1, in its order. */

const relations = {
  mother: both('Madre', 'Mother'), father: both('Padre', 'Father'), sibling: both('Hermano o hermana', 'Sibling'), child: both('Hijo o hija', 'Child'),
  'maternal-grandparent': both('Abuelo o abuela maternos', 'Maternal grandparent'), 'paternal-grandparent': both('Abuelo o abuela paternos', 'Paternal grandparent'), other: both('Otro familiar', 'Other relative'),
} as const;

const uses = { never: both('Nunca', 'Never'), past: both('Lo dejó', 'Stopped'), current: both('Actual', 'Current'), unknown: both('No fue posible interrogar', 'Could not be asked') } as const;
const dependence = { no: both('Sin dependencia', 'No dependence'), suspected: both('Por valorar', 'To be assessed'), yes: both('Con dependencia', 'Dependence') } as const;

/** Use of a substance: answered always; how much and dependence once there is or was use. */
const substance = (id: string, spanish: string, english: string): readonly Field[] => [
  choice(`${id}Use`, both(spanish, english), uses, by('N004-6.1.1d')),
  line(`${id}Amount`, both(`${spanish}: cantidad, tiempo y cuándo lo dejó`, `${english}: amount, time and when it stopped`), { ...by('N004-6.1.1d', has(`${id}Use`, 'past', 'current')), shownWhen: has(`${id}Use`, 'past', 'current') }),
  choice(`${id}Dependence`, both(`${spanish}: dependencia`, `${english}: dependence`), dependence, { ...by('N004-6.1.1d', has(`${id}Use`, 'past', 'current')), shownWhen: has(`${id}Use`, 'past', 'current') }),
];

const region = (id: string, spanish: string, english: string): Field => text(id, both(spanish, english), { rows: 2, ...by('N004-6.1.2') });
const system = (id: string, spanish: string, english: string): Field => text(id, both(spanish, english), { rows: 1, ...by('N004-6.1.1g') });

export const historyType: DocumentType = {
  kind: 'history', edition: 1, service: 'outpatient', signedBy: ['physician'], signByHand: [], answers: [],
  title: both('Historia clínica', 'Clinical history'),
  says: both('La primera del expediente: interrogatorio, exploración, resultados, diagnósticos, pronóstico e indicación terapéutica.', 'The first of the record: interview, examination, results, diagnoses, prognosis and treatment.'),
  sections: [
    section('interview', both('Interrogatorio', 'Interview'), [
      line('informant', both('Quién informa', 'Informant'), { help: both('El paciente, o nombre y parentesco de quien responde.', 'The patient, or name and kinship of who answers.') }),
      choice('ethnicGroup', both('Grupo étnico', 'Ethnic group'), {
        'not-applicable': both('No aplica', 'Does not apply'), indigenous: both('Se reconoce indígena', 'Identifies as indigenous'), 'afro-mexican': both('Se reconoce afromexicano', 'Identifies as Afro-Mexican'),
        other: both('Otro', 'Other'), declined: both('Prefiere no decirlo', 'Prefers not to say'),
      }, by('N004-6.1.1b')),
      line('ethnicGroupName', both('Cuál', 'Which'), { shownWhen: has('ethnicGroup', 'indigenous', 'other') }),
    ]),
    section('family', both('Antecedentes heredofamiliares', 'Family history'), [
      choice('familyAnswer', both('Antecedentes heredofamiliares', 'Family history'), { present: both('Hay antecedentes', 'There is history'), denied: both('Interrogados y negados', 'Asked and denied'), unknown: both('Los desconoce', 'Not known') }, by('N004-6.1.1c')),
      rows('familyIllnesses', both('Padecimientos en la familia', 'Illnesses in the family'), {
        rowLabel: both('Padecimiento', 'Illness'), ...by('N004-6.1.1c', has('familyAnswer', 'present')), shownWhen: has('familyAnswer', 'present'),
        columns: [choice('relation', both('Parentesco', 'Relation'), relations, by('N004-6.1.1c')), line('illness', both('Padecimiento', 'Illness'), by('N004-6.1.1c')), line('detail', both('Edad de inicio o causa de muerte', 'Age at onset or cause of death'))],
      }),
    ]),
    section('past', both('Antecedentes personales patológicos', 'Past illnesses'), [
      text('pastIllnesses', both('Enfermedades, hospitalizaciones, cirugías, traumatismos, transfusiones', 'Illnesses, admissions, surgery, trauma, transfusions'), { rows: 3, ...by('N004-6.1.1d'), help: both('Si no hay, escriba que fueron interrogados y negados.', 'When there are none, write that they were asked and denied.') }),
      text('allergies', both('Alergias y reacciones adversas', 'Allergies and adverse reactions'), { rows: 1, ...by('N004-6.1.1d') }),
      ...substance('tobacco', 'Tabaco', 'Tobacco'),
      ...substance('alcohol', 'Alcohol', 'Alcohol'),
      ...substance('substances', 'Otras sustancias psicoactivas', 'Other psychoactive substances'),
    ]),
    section('personal', both('Antecedentes personales no patológicos', 'Personal history'), [
      text('personalHistory', both('Vivienda, alimentación, higiene, ocupación, actividad física, inmunizaciones', 'Housing, diet, hygiene, occupation, exercise, immunisations'), { rows: 3, ...by('N004-6.1.1e') }),
      choice('gynaecologyApplies', both('Antecedentes ginecoobstétricos', 'Gynaecological and obstetric history'), { applies: both('Aplican', 'Apply'), 'not-applicable': both('No aplican', 'Do not apply') }),
      line('menarche', both('Menarca y ritmo', 'Menarche and rhythm'), { shownWhen: has('gynaecologyApplies', 'applies') }),
      line('lastPeriod', both('Fecha de última menstruación', 'Last menstrual period'), { shownWhen: has('gynaecologyApplies', 'applies') }),
      number('pregnancies', both('Gestas', 'Pregnancies'), { least: 0, most: 30, unit: '' }, { shownWhen: has('gynaecologyApplies', 'applies') }),
      number('births', both('Partos', 'Births'), { least: 0, most: 30, unit: '' }, { shownWhen: has('gynaecologyApplies', 'applies') }),
      number('caesareans', both('Cesáreas', 'Caesareans'), { least: 0, most: 30, unit: '' }, { shownWhen: has('gynaecologyApplies', 'applies') }),
      number('losses', both('Abortos', 'Losses'), { least: 0, most: 30, unit: '' }, { shownWhen: has('gynaecologyApplies', 'applies') }),
      line('contraception', both('Método anticonceptivo, citología, mastografía', 'Contraception, cytology, mammography'), { shownWhen: has('gynaecologyApplies', 'applies') }),
    ]),
    section('illness', both('Padecimiento actual', 'Current illness'), [
      text('currentIllness', both('Padecimiento actual', 'Current illness'), { rows: 4, ...by('N004-6.1.1f') }),
      text('earlierTreatments', both('Tratamientos previos: convencionales, alternativos y tradicionales', 'Earlier treatments: conventional, alternative and traditional'), { rows: 2, ...by('N004-6.1.1f'), help: both('Si no hubo ninguno, escríbalo.', 'When there was none, write so.') }),
    ]),
    section('systems', both('Interrogatorio por aparatos y sistemas', 'Review of systems'), [
      system('respiratory', 'Respiratorio', 'Respiratory'), system('cardiovascular', 'Cardiovascular', 'Cardiovascular'), system('digestive', 'Digestivo', 'Digestive'),
      system('urinary', 'Urinario', 'Urinary'), system('reproductive', 'Reproductor', 'Reproductive'), system('haematological', 'Hematológico y linfático', 'Haematological and lymphatic'),
      system('endocrine', 'Endocrino', 'Endocrine'), system('musculoskeletal', 'Músculo-esquelético', 'Musculoskeletal'), system('skin', 'Piel y anexos', 'Skin'),
      system('nervous', 'Nervioso y órganos de los sentidos', 'Nervous and senses'), system('mental', 'Esfera psíquica', 'Mental state'),
    ]),
    section('examination', both('Exploración física', 'Physical examination'), [
      text('habitus', both('Habitus exterior', 'Habitus exterior'), { rows: 2, ...by('N004-6.1.2') }),
      vitals({ needs: ['temperature', 'systolic', 'diastolic', 'heartRate', 'respiratoryRate', 'weight', 'height'], ...by('N004-6.1.2') }),
      region('head', 'Cabeza', 'Head'), region('neck', 'Cuello', 'Neck'), region('thorax', 'Tórax', 'Thorax'), region('abdomen', 'Abdomen', 'Abdomen'), region('limbs', 'Miembros', 'Limbs'),
      text('genitals', both('Genitales', 'Genitals'), { rows: 2, ...by('N004-6.1.2'), help: both('Si se difirió, escriba el motivo.', 'When deferred, write why.') }),
    ]),
    section('results', both('Resultados previos y actuales', 'Earlier and current results'), [
      text('results', both('Laboratorio, gabinete y otros', 'Laboratory, imaging and others'), { rows: 2, ...by('N004-6.1.3'), help: both('Si no hay, escríbalo.', 'When there are none, write so.') }),
    ]),
    section('assessment', both('Diagnósticos o problemas clínicos', 'Diagnoses or clinical problems'), [diagnoses('diagnoses', both('Diagnósticos', 'Diagnoses'), by('N004-6.1.4')), text('analysis', both('Análisis', 'Assessment'), { rows: 2 })]),
    section('prognosis', both('Pronóstico', 'Prognosis'), [text('prognosis', both('Pronóstico', 'Prognosis'), { rows: 2, ...by('N004-6.1.5') })]),
    section('treatment', both('Indicación terapéutica', 'Treatment'), [text('plan', both('Indicaciones', 'Indications'), { rows: 3, ...by('N004-6.1.6') }), medicines('medicines', both('Medicamentos', 'Medicines'))]),
  ],
};
