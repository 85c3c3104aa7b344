import type { Localized } from './language.ts';
import type { Verified } from './norms.ts';

/** Vaccines by a code of our own, and the Mexican schedule as data. Ages are completed months unless said otherwise. */

export const vaccineCodes = [
  'bcg', 'hepatitis-b', 'hexavalente', 'pentavalente', 'rotavirus', 'neumococica-conjugada', 'influenza', 'srp', 'dpt', 'vph', 'td', 'tdpa',
  'neumococica-polisacarida', 'covid-19', 'sr', 'polio', 'hepatitis-a', 'varicela', 'meningococica', 'fiebre-amarilla', 'tifoidea', 'rabia', 'herpes-zoster', 'vsr',
] as const;
export type VaccineCode = (typeof vaccineCodes)[number];

const vaccine = (es: string, en: string, esAgainst: string, enAgainst: string): { readonly name: Localized; readonly against: Localized } =>
  ({ name: { 'es-MX': es, 'en-US': en }, against: { 'es-MX': esAgainst, 'en-US': enAgainst } });

/** What each is called and what it protects from. */
export const vaccines: Readonly<Record<VaccineCode, { readonly name: Localized; readonly against: Localized }>> = {
  bcg: vaccine('BCG', 'BCG', 'Formas graves de tuberculosis', 'Severe forms of tuberculosis'),
  'hepatitis-b': vaccine('Hepatitis B', 'Hepatitis B', 'Hepatitis B', 'Hepatitis B'),
  hexavalente: vaccine('Hexavalente acelular', 'Acellular hexavalent', 'Difteria, tosferina, tétanos, poliomielitis, H. influenzae b y hepatitis B', 'Diphtheria, pertussis, tetanus, polio, H. influenzae b and hepatitis B'),
  pentavalente: vaccine('Pentavalente acelular', 'Acellular pentavalent', 'Difteria, tosferina, tétanos, poliomielitis y H. influenzae b', 'Diphtheria, pertussis, tetanus, polio and H. influenzae b'),
  rotavirus: vaccine('Rotavirus', 'Rotavirus', 'Diarrea por rotavirus', 'Rotavirus diarrhoea'),
  'neumococica-conjugada': vaccine('Neumocócica conjugada', 'Pneumococcal conjugate', 'Infecciones por neumococo', 'Pneumococcal infections'),
  influenza: vaccine('Influenza estacional', 'Seasonal influenza', 'Influenza', 'Influenza'),
  srp: vaccine('SRP (triple viral)', 'MMR', 'Sarampión, rubéola y parotiditis', 'Measles, mumps and rubella'),
  dpt: vaccine('DPT', 'DTP', 'Difteria, tosferina y tétanos', 'Diphtheria, pertussis and tetanus'),
  vph: vaccine('VPH', 'HPV', 'Infección por virus del papiloma humano', 'Human papillomavirus infection'),
  td: vaccine('Td', 'Td', 'Tétanos y difteria', 'Tetanus and diphtheria'),
  tdpa: vaccine('Tdpa', 'Tdap', 'Tétanos, difteria y tosferina', 'Tetanus, diphtheria and pertussis'),
  'neumococica-polisacarida': vaccine('Neumocócica de 23 serotipos', 'Pneumococcal polysaccharide 23', 'Infecciones por neumococo', 'Pneumococcal infections'),
  'covid-19': vaccine('COVID-19', 'COVID-19', 'COVID-19 grave', 'Severe COVID-19'),
  sr: vaccine('SR (doble viral)', 'MR', 'Sarampión y rubéola', 'Measles and rubella'),
  polio: vaccine('Poliomielitis', 'Polio', 'Poliomielitis', 'Polio'),
  'hepatitis-a': vaccine('Hepatitis A', 'Hepatitis A', 'Hepatitis A', 'Hepatitis A'),
  varicela: vaccine('Varicela', 'Varicella', 'Varicela', 'Chickenpox'),
  meningococica: vaccine('Meningocócica', 'Meningococcal', 'Meningitis por meningococo', 'Meningococcal disease'),
  'fiebre-amarilla': vaccine('Fiebre amarilla', 'Yellow fever', 'Fiebre amarilla', 'Yellow fever'),
  tifoidea: vaccine('Fiebre tifoidea', 'Typhoid', 'Fiebre tifoidea', 'Typhoid fever'),
  rabia: vaccine('Rabia', 'Rabies', 'Rabia', 'Rabies'),
  'herpes-zoster': vaccine('Herpes zóster', 'Herpes zoster', 'Herpes zóster', 'Shingles'),
  vsr: vaccine('Virus sincicial respiratorio', 'Respiratory syncytial virus', 'Enfermedad por virus sincicial respiratorio', 'Respiratory syncytial virus disease'),
};

/** How the rows below are known: none was read in the text of the programme by us, so the screen asks the physician to confirm. */
export const scheduleSource = { cites: 'Esquema Nacional de Vacunación, Programa de Vacunación Universal', verified: 'M' } as const satisfies { readonly cites: string; readonly verified: Verified };

export type ScheduledDose = {
  /** Names the row; `counts` are the vaccines that answer it. */
  readonly vaccine: VaccineCode; readonly counts: readonly VaccineCode[]; readonly dose: number;
  /** Age at which it is due. */
  readonly from: number;
  /** Below this many days of age it does not count. */
  readonly leastDays: number;
  /** After the day of this age nobody is reminded of it: whether it still makes sense is the physician’s judgement. */
  readonly until: number;
  /** From this many days of age on a series is not begun any more; one that was begun goes on. */
  readonly startByDays?: number;
  /** Only who was born from this day on, by sex of the birth record; absent: everybody. */
  readonly bornFrom?: { readonly H: string; readonly M: string };
};

const WEEK = 7;
const YEAR = 12;
/** 365 days a year: a few days fewer than the calendar says, never more. */
const daysOf = (months: number): number => Math.floor((months * 365) / YEAR);

const row = (counts: readonly [VaccineCode, ...VaccineCode[]], ages: readonly number[], limits: { readonly leastDays: number; readonly until: number; readonly startByDays?: number; readonly bornFrom?: { readonly H: string; readonly M: string } }): readonly ScheduledDose[] =>
  ages.map((from, at) => ({ vaccine: counts[0], counts, dose: at + 1, from, ...limits }));

/** Doses that are due once at an age. */
export const scheduleByAge: readonly ScheduledDose[] = [
  ...row(['bcg'], [0], { leastDays: 0, until: 5 * YEAR }),
  ...row(['hepatitis-b'], [0], { leastDays: 0, until: 1 }),
  ...row(['hexavalente', 'pentavalente'], [2, 4, 6, 18], { leastDays: 6 * WEEK, until: 7 * YEAR }),
  // the limits are those of ACIP (United States): begun before 15 weeks, ended by 8 months; the stricter ones until Mexico's are seen
  ...row(['rotavirus'], [2, 4], { leastDays: 6 * WEEK, until: 8, startByDays: 15 * WEEK }),
  ...row(['neumococica-conjugada'], [2, 4, 12], { leastDays: 6 * WEEK, until: 5 * YEAR }),
  ...row(['influenza'], [6, 7], { leastDays: daysOf(6), until: 2 * YEAR }),
  ...row(['srp'], [12, 18], { leastDays: daysOf(12), until: 10 * YEAR }),
  ...row(['dpt'], [4 * YEAR], { leastDays: daysOf(4 * YEAR), until: 7 * YEAR }),
  ...row(['vph'], [11 * YEAR], { leastDays: daysOf(9 * YEAR), until: 18 * YEAR, bornFrom: { H: '2014-01-01', M: '1999-01-01' } }),
  ...row(['neumococica-polisacarida', 'neumococica-conjugada'], [65 * YEAR], { leastDays: daysOf(65 * YEAR), until: 130 * YEAR }),
];

/** Td from fifteen years of age, every ten years; a Tdpa stands for one. */
export const tetanus = { from: 15 * YEAR, everyYears: 10, counts: ['td', 'tdpa'] as readonly VaccineCode[] } as const;

/** Each season from October to March: from one year to 59 months, from sixty years, and in pregnancy. Given from August on it counts. */
export const influenzaSeason = { firstMonth: 10, lastMonth: 3, countsFromMonth: 8, child: { from: YEAR, until: 60 }, elder: 60 * YEAR } as const;

/** Tdpa in each pregnancy from the twentieth week. */
export const tdpaInPregnancy = { fromWeek: 20 } as const;

/** Doses of one row closer than this do not count (four weeks), but for the days that programmes let pass. */
export const LEAST_INTERVAL_DAYS = 28;
export const GRACE_DAYS = 4;
