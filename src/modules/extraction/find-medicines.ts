import { medicineCatalogue } from '#modules/medicines/public.ts';
import { plainFact } from './model.ts';
import type { Fact, FactStatus } from './model.ts';
import { findPhrases, phraseBook } from './phrase-book.ts';
import type { PhraseBook } from './phrase-book.ts';
import type { RawFact } from './raw-fact.ts';
import { evidenceOf, saidAt } from './read-utterances.ts';
import type { Token, Utterance } from './read-utterances.ts';
import { spokenNumber } from './spoken-number.ts';

type Named = { readonly name: string; readonly ingredients: readonly string[] };
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\d]+/gu, ' ').trim();

/** Names that are everyday words too. */
const everyday = new Set(['sol', 'sal', 'agua', 'calcio', 'hierro', 'potasio', 'sodio', 'next', 'soma', 'mobic', 'alcohol', 'yaz', 'serc', 'glucosa', 'oxigeno', 'urea', 'aire', 'zinc', 'foster', 'tecta', 'creatinina', 'colesterol', 'insulina']);

let own: PhraseBook<Named> | null = null;
/** Every name of the catalogue by which a medicine is called aloud. */
const names = (): PhraseBook<Named> => {
  if (own !== null) return own;
  const { ingredients, brands } = medicineCatalogue();
  const entries = [
    ...[...ingredients.values()].flatMap(({ key, es, en, synonyms }) => [es, en, ...synonyms].map((name) => [name, { name: es.toLowerCase(), ingredients: [key] }] as const)),
    ...brands.map(({ name, ingredients: keys }) => [name, { name: keys.map((key) => (ingredients.get(key)?.es ?? key).toLowerCase()).join(' con '), ingredients: keys }] as const),
  ];
  own = phraseBook([
    ...entries.map(([name, value]) => [fold(name), value] as const).filter(([name]) => name.length >= 4 && !everyday.has(name) && !/[/-]/.test(name)),
    ['insulina', { name: 'insulina', ingredients: [] }], ['pastilla de la presion', { name: 'pastilla de la presión', ingredients: [] }], ['pastilla del azucar', { name: 'pastilla del azúcar', ingredients: [] }],
    ['la de la presion', { name: 'medicamento de la presión', ingredients: [] }], ['la del azucar', { name: 'medicamento del azúcar', ingredients: [] }],
  ]);
  return own;
};

const units = phraseBook<string>([
  ['mg/miligramos/miligramo', 'mg'], ['g/gramos/gramo', 'g'], ['mcg/microgramos', 'ug'], ['ml/mililitros/mililitro', 'mL'], ['unidades/ui', '[IU]'], ['tableta/tabletas/pastilla/pastillas', 'tableta'], ['capsula/capsulas', 'cápsula'], ['gota/gotas', 'gota'],
  ['cucharada/cucharadas', 'cucharada'], ['cucharadita/cucharaditas', 'cucharadita'], ['disparo/disparos/inhalacion/inhalaciones', 'inhalación'], ['ampolleta/ampolletas', 'ampolleta'], ['sobre/sobres', 'sobre'],
]);

const routes = phraseBook<string>([
  ['por la boca', 'oral'], ['via oral', 'oral'], ['inyectad-/inyeccion/inyecciones', 'intramuscular'], ['intramuscular', 'intramuscular'], ['intravenos-', 'intravenosa'], ['subcutane-', 'subcutanea'], ['en el ojo/ojos', 'oftalmica'], ['inhalad-', 'inhalada'], ['en la piel', 'cutanea'], ['ovulo/ovulos', 'vaginal'], ['sublingual', 'sublingual'], ['debajo de la lengua', 'sublingual'],
]);

const statuses = phraseBook<FactStatus>([
  ['le/te voy a dejar/dar/recetar/mandar/indicar/poner/agregar', 'prescribed'], ['le/te receto/dejo/indico/mando/agrego', 'prescribed'], ['va/vas a tomar/usar/aplicar/aplicarse/ponerse/iniciar/empezar', 'prescribed'], ['vamos a iniciar/empezar/dar/dejar/agregar/usar/subir/bajar/continuar/seguir/cambiar/poner', 'prescribed'], ['tome/tomese/toma', 'prescribed'], ['aplique/apliquese/pongase/use', 'prescribed'], ['inicie/iniciamos', 'prescribed'], ['subimos/sube/subirle', 'prescribed'], ['continue/siga/seguimos/sigue/sigale', 'prescribed'],
  ['suspenda/suspende/suspendemos/suspender', 'stopped'], ['ya no tome/tomo/tomaba', 'stopped'], ['deje de tomar', 'stopped'], ['dejo de tomar', 'stopped'], ['le quito', 'stopped'], ['quitamos/quitar/quitele', 'stopped'], ['se la suspendieron', 'stopped'], ['la deje', 'stopped'], ['lo deje', 'stopped'], ['dejela/dejelo', 'stopped'],
  ['me tome', 'past'], ['me tomé', 'past'], ['le di', 'past'], ['me dieron', 'past'], ['me recetaron/inyectaron/pusieron/mandaron', 'past'], ['tome ayer', 'past'], ['tomaba', 'past'], ['se tomo', 'past'], ['me habian dado', 'past'],
  ['no quiero', 'refused'], ['prefiero no', 'refused'],
]);

const hoursIn: readonly { readonly words: readonly string[]; readonly hours: number; readonly one: string; readonly many: string }[] = [
  { words: ['hora', 'horas'], hours: 1, one: '', many: 'horas' }, { words: ['dia', 'dias'], hours: 24, one: 'cada 24 horas', many: 'días' }, { words: ['semana', 'semanas'], hours: 168, one: 'cada semana', many: 'semanas' },
];

const every = (tokens: readonly Token[], at: number): { readonly text: string; readonly hours: number } | null => {
  if (tokens[at]?.word !== 'cada') return null;
  const { value, took } = spokenNumber(tokens, at + 1) ?? { value: 1, took: 0 };
  const unit = tokens[at + 1 + took]?.word ?? '';
  const found = hoursIn.find(({ words }) => words.includes(unit));
  return found === undefined ? null : { text: value === 1 && found.one !== '' ? found.one : `cada ${String(value)} ${found.many}`, hours: value * found.hours };
};

const rhythms = phraseBook<readonly [string, number | null]>([
  ['una vez al dia', ['una vez al día', 24]], ['dos veces al dia', ['dos veces al día', 12]], ['tres veces al dia', ['tres veces al día', 8]], ['cuatro veces al dia', ['cuatro veces al día', 6]], ['diario/diaria/diarias', ['diario', 24]], ['al dia', ['al día', 24]],
  ['en/por la noche', ['por la noche', 24]], ['en las noches', ['por la noche', 24]], ['en/por la manana', ['por la mañana', 24]], ['en las mananas', ['por la mañana', 24]], ['manana y noche', ['mañana y noche', 12]], ['en ayunas', ['en ayunas', 24]], ['antes de dormir', ['antes de dormir', 24]], ['dosis unica', ['dosis única', null]], ['una sola vez', ['dosis única', null]], ['una vez por semana', ['una vez por semana', 168]], ['con cada comida', ['con cada comida', 8]], ['despues de cada comida', ['después de cada comida', 8]], ['cada tercer dia', ['cada tercer día', 48]],
]);

const spans: ReadonlyMap<string, { readonly name: string; readonly days: number }> = new Map([
  ['dia', { name: 'día', days: 1 }], ['dias', { name: 'días', days: 1 }], ['semana', { name: 'semana', days: 7 }], ['semanas', { name: 'semanas', days: 7 }], ['mes', { name: 'mes', days: 30 }], ['meses', { name: 'meses', days: 30 }],
]);

const lasting = (tokens: readonly Token[], at: number): { readonly text: string; readonly days: number } | null => {
  if (!['por', 'durante'].includes(tokens[at]?.word ?? '')) return null;
  const number = spokenNumber(tokens, at + 1);
  if (number === null) return null;
  const span = spans.get(tokens[at + 1 + number.took]?.word ?? '');
  return span === undefined ? null : { text: `${String(number.value)} ${span.name}`, days: number.value * span.days };
};

type Details = Pick<Fact, 'dose' | 'unit' | 'route' | 'frequency' | 'frequencyHours' | 'duration' | 'durationDays'>;
const noDetails: Details = { dose: null, unit: null, route: null, frequency: null, frequencyHours: null, duration: null, durationDays: null };

/** Of how many there are, the first amount that names a mass wins over `una tableta`. */
const doseIn = (tokens: readonly Token[]): Pick<Details, 'dose' | 'unit'> => {
  const found = tokens.flatMap((_, at): readonly { readonly dose: number; readonly unit: string }[] => {
    const number = spokenNumber(tokens, at);
    const unit = number === null ? undefined : findPhrases(units, tokens.slice(at + number.took, at + number.took + 1))[0]?.value;
    return number === null || unit === undefined || tokens[at - 1]?.word === 'cada' ? [] : [{ dose: number.value, unit }];
  });
  return found.find(({ unit }) => ['mg', 'g', 'ug', '[IU]', 'mL'].includes(unit)) ?? found[0] ?? { dose: null, unit: null };
};

const rhythmIn = (tokens: readonly Token[]): Pick<Details, 'frequency' | 'frequencyHours'> => {
  const [often] = tokens.flatMap((_, at) => every(tokens, at) ?? []);
  if (often !== undefined) return { frequency: often.text, frequencyHours: often.hours };
  const [frequency, frequencyHours] = findPhrases(rhythms, tokens)[0]?.value ?? [null, null];
  return { frequency, frequencyHours };
};

/** What is said of a medicine in the words behind its name, as far as the next one's. */
const detailsIn = (tokens: readonly Token[]): Details => {
  const [long] = tokens.flatMap((_, at) => lasting(tokens, at) ?? []);
  return { ...noDetails, ...doseIn(tokens), ...rhythmIn(tokens), route: findPhrases(routes, tokens)[0]?.value ?? null, ...(long === undefined ? {} : { duration: long.text, durationDays: long.days }) };
};

const statusOf = ({ segment: { speaker }, tokens, isQuestion }: Utterance, first: number): FactStatus => {
  const before = findPhrases(statuses, tokens.slice(0, first)).at(-1)?.value;
  if (isQuestion) return 'current';
  if (speaker === 'clinician') return before === 'past' ? 'past' : before ?? 'prescribed';
  return before === 'prescribed' || before === undefined ? 'current' : before;
};

/** Every medicine that is named, with what the sentence says of how it is taken. */
export const findMedicines = (utterance: Utterance): readonly RawFact[] => {
  const { tokens } = utterance;
  const found = findPhrases(names(), tokens);
  return found.map(({ first, last, value }, at) => {
    const end = found[at + 1]?.first ?? tokens.length;
    const details = detailsIn(tokens.slice(last + 1, end));
    const fact: Fact = { ...plainFact('medicine', value.name, saidAt(utterance, first, last), [evidenceOf(utterance, first, Math.max(last, end - 1))]), ...details, ingredients: value.ingredients, status: statusOf(utterance, first) };
    return { utterance, first, last, fact };
  });
};
