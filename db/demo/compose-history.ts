import type { FormContent, FormValues, Row, Vitals } from '#modules/documents/contract.ts';
import { documentType, emptyForm, fieldsOf, isBlank } from '#modules/documents/public.ts';
import type { EvolutionContent } from '#modules/record/contract.ts';
import { chanceOf } from './chance.ts';
import type { Chance } from './chance.ts';
import type { DemoPatient } from './story.ts';

/** The clinical history that a person of the demo tells on her first visit, in the same words wherever it runs. */

const ADULT = 18;
const TEEN = 12;
const DENIED = 'Interrogado y negado.';
const NORMAL = 'Sin alteraciones.';

const familyOf = (chance: Chance): { readonly familyAnswer: string; readonly familyIllnesses: Row[] } => {
  const told: readonly Row[] = [
    { relation: 'mother', illness: 'Diabetes mellitus tipo 2', detail: 'A los 52 años' },
    { relation: 'father', illness: 'Hipertensión arterial', detail: 'En tratamiento' },
    { relation: 'maternal-grandparent', illness: 'Infarto agudo de miocardio', detail: 'Murió a los 70 años' },
    { relation: 'sibling', illness: 'Asma', detail: 'Desde la infancia' },
    { relation: 'paternal-grandparent', illness: 'Cáncer de próstata', detail: 'Murió a los 79 años' },
  ];
  const from = chance.between(0, told.length);
  const illnesses = told.slice(from, from + chance.between(1, 2));
  return illnesses.length === 0 ? { familyAnswer: 'denied', familyIllnesses: [] } : { familyAnswer: 'present', familyIllnesses: illnesses };
};

const usesOf = (chance: Chance, years: number): FormValues => {
  const amounts = { tobacco: ['5 cigarros al día durante 12 años; lo dejó hace 6', '3 cigarros al día desde los 20 años'], alcohol: ['Dos cervezas en reuniones, una o dos veces al mes', 'Una copa de vino los fines de semana'] } as const;
  const one = (id: 'tobacco' | 'alcohol', often: number): FormValues => {
    if (years < ADULT || chance.next() > often) return { [`${id}Use`]: 'never', [`${id}Amount`]: '', [`${id}Dependence`]: '' };
    const at = chance.between(0, 1);
    return { [`${id}Use`]: id === 'tobacco' && at === 0 ? 'past' : 'current', [`${id}Amount`]: amounts[id][at] ?? '', [`${id}Dependence`]: 'no' };
  };
  return { ...one('tobacco', 0.35), ...one('alcohol', 0.5), substancesUse: 'never', substancesAmount: '', substancesDependence: '' };
};

const womanOf = (chance: Chance, patient: DemoPatient): FormValues => {
  const [years] = patient.age;
  if (patient.sex !== 'M' || years < TEEN) return { gynaecologyApplies: 'not-applicable' };
  const births = years < ADULT ? 0 : chance.between(0, 3);
  return {
    gynaecologyApplies: 'applies', menarche: `A los ${String(chance.between(11, 14))} años; ritmo ${years > 50 ? 'hasta la menopausia' : '28 × 4'}`,
    lastPeriod: years > 50 ? `Menopausia a los ${String(chance.between(47, 51))} años` : 'Hace tres semanas', pregnancies: births, births, caesareans: 0, losses: 0,
    contraception: years > 50 ? 'Mastografía y citología hace un año, normales' : 'Citología hace un año, normal',
  };
};

const needed = ['temperature', 'systolic', 'diastolic', 'heartRate', 'respiratoryRate', 'weight', 'height'] as const satisfies readonly (keyof Vitals)[];

const takenOf = (vitals: Vitals): FormValues[string] => {
  const lacks = needed.some((code) => vitals[code] === null);
  return { measures: vitals, notTaken: lacks ? 'Presión arterial no indicada a esta edad en visita de control.' : '' };
};

const dwelling = ['Casa propia con todos los servicios', 'Departamento rentado con todos los servicios', 'Casa familiar, cuatro personas'] as const;

const lifeOf = (chance: Chance, years: number): string => {
  const food = chance.pick(['Alimentación variada, poca verdura', 'Alimentación variada', 'Desayuna fuera de casa; refresco tres veces por semana']);
  const activity = years < TEEN ? 'Asiste a la escuela o guardería' : chance.pick(['Camina 30 minutos al día', 'Sedentarismo', 'Ejercicio dos veces por semana']);
  return `${chance.pick(dwelling)}. ${food}. ${activity}. Esquema de vacunación referido completo para la edad.`;
};

const pastOf = (chance: Chance, years: number): string =>
  (years < ADULT ? 'Niega hospitalizaciones, cirugías y transfusiones.' : chance.pick([
    'Niega hospitalizaciones, cirugías, traumatismos y transfusiones.', 'Apendicectomía a los 22 años, sin complicaciones. Niega transfusiones.', 'Fractura de radio izquierdo en la infancia. Niega cirugías y transfusiones.',
  ]));

/** Fills with `words` each text of a section that nothing was told for. */
const filled = (form: FormContent, section: string, words: string): FormValues =>
  Object.fromEntries((documentType('history').sections.find(({ id }) => id === section)?.fields ?? []).filter(({ id, kind }) => kind === 'text' && isBlank(form.values[id])).map(({ id }) => [id, words]));

/** The whole history of a person whose first note is `first`. */
export const composeHistory = (patient: DemoPatient, first: EvolutionContent): FormContent => {
  const chance = chanceOf(`${patient.key} history`);
  const [years] = patient.age;
  const type = documentType('history');
  const empty = emptyForm(type);
  const woman = womanOf(chance, patient);
  const told: FormValues = {
    informant: years < ADULT ? patient.guardian?.name ?? 'Madre' : patient.sex === 'M' ? 'La paciente' : 'El paciente', ethnicGroup: 'not-applicable', ethnicGroupName: '',
    ...familyOf(chance), ...usesOf(chance, years), ...woman, pastIllnesses: pastOf(chance, years), allergies: chance.next() < 0.15 ? 'Penicilina: urticaria a los 12 años.' : DENIED,
    personalHistory: lifeOf(chance, years), currentIllness: `Acude por primera vez. ${first.subjective}`, earlierTreatments: chance.pick(['Ninguno antes de esta consulta.', 'Remedios caseros (tés) sin mejoría; niega otros tratamientos.']),
    habitus: `${years < 2 ? 'Activo, reactivo' : 'Consciente, orientado'}, bien hidratado, edad aparente igual a la cronológica.`, abdomen: 'Blando, depresible, no doloroso, peristalsis presente.',
    vitals: takenOf(first.vitals), limbs: `${first.examination} Extremidades sin edema, pulsos presentes.`, genitals: 'Exploración diferida: no relacionada con el motivo de consulta.',
    results: first.results.trim() === '' ? 'Sin estudios previos.' : first.results, diagnoses: first.diagnoses, analysis: first.assessment, prognosis: first.prognosis, plan: first.plan, medicines: first.medicines,
  };
  const form = { ...empty, values: { ...empty.values, ...told } };
  const known = new Set(fieldsOf(type).map(({ id }) => id));
  const stray = Object.keys(told).find((id) => !known.has(id));
  if (stray !== undefined) throw new Error(`the history has no field ${stray}`);
  return { ...form, values: { ...form.values, ...filled(form, 'systems', DENIED), ...filled(form, 'examination', NORMAL) } };
};

/** Some came with a history on paper; a physician then states where it is kept. */
export const keepsPaperHistory = (patient: DemoPatient): boolean => patient.age[0] >= ADULT && chanceOf(`${patient.key} paper`).next() < 0.15;
