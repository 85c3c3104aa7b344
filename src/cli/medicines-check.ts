import { readFile } from 'node:fs/promises';
import { fold } from '#kernel/fold.ts';
import { checkMedicines, recogniseMedicine, safetyData } from '#modules/safety/public.ts';
import type { AlertKind, CheckedMedicine, NotCheckedReason, SafetyResult, Severity } from '#modules/safety/public.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { activeNamesOf, orderOf, patientOf, safetyPatientOf } from './medicines-patient.ts';
import type { PatientFile } from './medicines-patient.ts';

export const checkHelp: readonly string[] = `amate medicines check [--json] [--patient FILE] DRUG…
amate medicines check --json-lines

Checks the medicines (generic names in Spanish, brands or claves) against each other and, with a patient, against the
facts in FILE: JSON {age, ageUnit, sex, weightKg, pregnant, trimester, breastfeeding, eGFR, allergies[],
activeMedicines[], problems[], order?: {name, dose, unit, perKg, route, frequency, duration}}. What is absent is not
known. Sex is H (hombre) or M (mujer).

  --json         one object: dataSet {name, version, sha256}, alerts[], unmatched[], notChecked[]
  --json-lines   one {drugs[], patient?} a line on standard input, one such object a line; a line that is none answers
                 {error, code}

Rows that no clinician confirmed fire all the same and say so. No alert is never a promise: what nobody recognised is
in unmatched, what lacked a fact in notChecked.
Exit status: 0 nothing that interrupts, 1 a contraindicated or major alert or an unmatched medicine, 2 wrong use.`.split('\n');

type Answer = Omit<SafetyResult, 'unmatched'> & { readonly unmatched: readonly string[] };

const sameMedicine = (text: string, name: string): boolean => {
  const [one, other] = [recogniseMedicine(text), recogniseMedicine(name)];
  return fold(text) === fold(name) || (one !== null && other !== null && one.join('|') === other.join('|'));
};

const newMedicines = (drugs: readonly string[], order: PatientFile['order']): readonly CheckedMedicine[] => {
  const ordered = order?.name ?? drugs[0];
  const texts = order === null || order === undefined || ordered === undefined || drugs.some((text) => sameMedicine(text, ordered)) ? drugs : [...drugs, ordered];
  const at = ordered === undefined ? -1 : texts.findIndex((text) => sameMedicine(text, ordered));
  return texts.map((text, index) => {
    const ingredients = recogniseMedicine(text);
    const plain: CheckedMedicine = { ref: `new:${String(index)}`, text, ingredients, origin: 'new' };
    return index === at && order !== null && order !== undefined ? { ...plain, order: orderOf(order, ingredients ?? [], `${text} ${ordered ?? ''}`) } : plain;
  });
};

const check = (drugs: readonly string[], patient: PatientFile | null): Answer => {
  const active = (patient === null ? [] : activeNamesOf(patient)).map((text, at): CheckedMedicine => ({ ref: `active:${String(at)}`, text, ingredients: recogniseMedicine(text), origin: 'active' }));
  const { unmatched, ...rest } = checkMedicines(safetyData(), { medicines: [...newMedicines(drugs, patient?.order), ...active], patient: patient === null ? null : safetyPatientOf(patient) });
  return { ...rest, unmatched: unmatched.map(({ text }) => text) };
};

const interrupts = ({ alerts, unmatched }: Answer): boolean => unmatched.length > 0 || alerts.some(({ severity }) => severity === 'contraindicated' || severity === 'major');

const severityWords = { contraindicated: 'CONTRAINDICADO', major: 'GRAVE', moderate: 'Moderada', minor: 'Menor' } as const satisfies Record<Severity, string>;
const kindWords = {
  'interaction': 'interacción', 'allergy': 'alergia', 'cross-allergy': 'alergia cruzada', 'duplicate': 'duplicidad', 'pregnancy': 'embarazo', 'lactation': 'lactancia', 'age': 'edad', 'max-dose': 'dosis', 'renal': 'función renal', 'condition': 'enfermedad',
} as const satisfies Record<AlertKind, string>;
const reasonWords = {
  'no-weight': 'falta el peso', 'no-egfr': 'falta la función renal', 'allergies-not-asked': 'alergias no interrogadas', 'allergy-not-recognised': 'alergia no reconocida', 'age-unknown': 'falta la edad', 'dose-unknown': 'dosis o frecuencia no conocida',
  'pregnancy-unknown': 'embarazo no conocido', 'no-data': 'sin datos en las tablas',
} as const satisfies Record<NotCheckedReason, string>;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const wordsOf = ({ alerts, unmatched, notChecked, dataSet }: Answer): readonly string[] => [
  ...alerts.map(({ severity, kind, between, effect, recommendation, source, reviewed }) =>
    `${severityWords[severity]} (${kindWords[kind]}) ${between.join(' + ')}: ${sentence(effect)} ${sentence(recommendation)} [${source}]${reviewed ? '' : ' sin revisar'}`),
  ...unmatched.map((text) => `No revisado: ${text}`),
  ...notChecked.map(({ kind, reason }) => `No revisado: ${kindWords[kind]}, ${reasonWords[reason]}`),
  ...(alerts.length + unmatched.length + notChecked.length === 0 ? ['Las tablas no dicen nada de esto.'] : []),
  `Datos: ${dataSet.name} ${dataSet.version} (${dataSet.sha256.slice(0, 12)})`,
];

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');

const answerLine = (line: string): Answer => {
  const asked: unknown = JSON.parse(line);
  const { drugs, patient } = (asked ?? {}) as { readonly drugs?: unknown; readonly patient?: unknown };
  if (!isTexts(drugs)) throw new Error('A line holds {drugs[], patient?}.');
  return check(drugs, patient === undefined || patient === null ? null : patientOf(patient));
};

const checkLines = async (io: CommandIo): Promise<number> => {
  let status: number = exitStatus.yes;
  for await (const line of io.stdin ?? []) {
    if (line.trim() === '') continue;
    try {
      const answer = answerLine(line);
      if (interrupts(answer)) status = exitStatus.no;
      io.stdout(JSON.stringify(answer));
    } catch (error) {
      status = exitStatus.no;
      io.stdout(JSON.stringify({ error: error instanceof SyntaxError || !(error instanceof Error) ? 'The line is no JSON.' : error.message, code: 'line-invalid' }));
    }
  }
  return status;
};

type Options = { readonly drugs: readonly string[]; readonly isJson: boolean; readonly isLines: boolean; readonly patientPath: string | null };

const optionsOf = (args: readonly string[]): Options | string => {
  const at = args.indexOf('--patient');
  const path = at < 0 ? null : args[at + 1] ?? null;
  if (at >= 0 && (path === null || path.startsWith('--'))) return '--patient needs a file.';
  const rest = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  const unknown = rest.find((word) => word.startsWith('--') && word !== '--json' && word !== '--json-lines');
  if (unknown !== undefined) return `Unknown option ${unknown}: amate medicines check --help.`;
  return { drugs: rest.filter((word) => !word.startsWith('--')), isJson: rest.includes('--json'), isLines: rest.includes('--json-lines'), patientPath: path };
};

const patientIn = async (path: string): Promise<PatientFile> => {
  const text = await readFile(path, 'utf8').catch(() => { throw new Error(`${path} cannot be read.`); });
  try {
    return patientOf(JSON.parse(text));
  } catch (error) {
    throw error instanceof SyntaxError ? new Error(`${path} is no JSON.`) : error;
  }
};

/** What is to be checked, or a sentence on what is wrong with the asking. */
const askedFor = async ({ drugs, patientPath }: Options): Promise<{ readonly drugs: readonly string[]; readonly patient: PatientFile | null } | string> => {
  try {
    const patient = patientPath === null ? null : await patientIn(patientPath);
    const isEmpty = drugs.length === 0 && (patient?.order?.name ?? '') === '';
    return isEmpty ? 'Give at least one medicine: amate medicines check [--json] [--patient FILE] DRUG….' : { drugs, patient };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** `args` are the words after `check`. */
export const checkCommand = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const options = optionsOf(args);
  if (typeof options !== 'string' && options.isLines) return checkLines(io);
  const asked = typeof options === 'string' ? options : await askedFor(options);
  if (typeof options === 'string' || typeof asked === 'string') {
    io.stderr(String(typeof options === 'string' ? options : asked));
    return exitStatus.wrongUse;
  }
  const answer = check(asked.drugs, asked.patient);
  for (const line of options.isJson ? [JSON.stringify(answer)] : wordsOf(answer)) io.stdout(line);
  return interrupts(answer) ? exitStatus.no : exitStatus.yes;
};
