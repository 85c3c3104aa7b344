import type { FactSubject } from './model.ts';
import { findPhrases, phraseBook } from './phrase-book.ts';
import type { Token, Utterance } from './read-utterances.ts';

/** What stands around a word in its own sentence: whether it is denied or doubted, and of whom it is said. */
export type Context = { readonly negated: boolean; readonly uncertain: boolean; readonly subject: FactSubject; readonly relative: string | null };

type Cue = 'deny' | 'doubt' | 'stop' | 'still';
const cues = phraseBook<Cue>([
  ['no', 'deny'], ['niega/niego', 'deny'], ['sin', 'deny'], ['ni', 'deny'], ['tampoco', 'deny'], ['nunca', 'deny'], ['ningun/ninguna/ninguno', 'deny'], ['nada de', 'deny'], ['para nada', 'deny'], ['descarto/descartamos', 'deny'],
  // these begin with a denial and deny nothing of what follows
  ['no solo/solamente/nomas', 'still'], ['no nada mas', 'still'], ['no se me quita', 'still'], ['no se le quita', 'still'], ['no se quita', 'still'], ['no aguanto/aguanta', 'still'], ['no deja de', 'still'], ['no dejo de', 'still'], ['sin dejar de', 'still'], ['no es que', 'still'], ['no ha cedido', 'still'], ['no cede', 'still'], ['no mejora', 'still'], ['no se me ha quitado', 'still'], ['no se le ha quitado', 'still'],
  ['creo que', 'doubt'], ['yo creo', 'doubt'], ['a lo mejor', 'doubt'], ['como que', 'doubt'], ['quiza/quizas', 'doubt'], ['posible/posiblemente', 'doubt'], ['probable/probablemente', 'doubt'], ['sospech-', 'doubt'], ['a descartar', 'doubt'], ['puede que', 'doubt'], ['tal vez', 'doubt'], ['podria ser', 'doubt'], ['no estoy seguro/segura', 'doubt'],
  ['pero', 'stop'], ['aunque', 'stop'], ['si', 'stop'], ['sino', 'stop'], ['y si', 'stop'], ['eso si', 'stop'], ['nada mas', 'stop'], ['nomas', 'stop'], ['solo', 'stop'], ['porque', 'stop'],
]);

const relatives = phraseBook<string>([
  ['mi/su mama', 'madre'], ['mi/su madre', 'madre'], ['mi/su papa', 'padre'], ['mi/su padre', 'padre'], ['mi/su hermano', 'hermano'], ['mi/su hermana', 'hermana'], ['mis/sus hermanos', 'hermanos'], ['mis/sus hermanas', 'hermanas'],
  ['mi/su abuelo', 'abuelo'], ['mi/su abuelito', 'abuelo'], ['mi/su abuela', 'abuela'], ['mi/su abuelita', 'abuela'], ['mi/su tio', 'tío'], ['mi/su tia', 'tía'], ['mis/sus papas', 'padres'], ['mis/sus abuelos', 'abuelos'], ['en la/mi familia', 'familia'], ['por parte de * mama', 'familia materna'], ['por parte de * papa', 'familia paterna'], ['mi/su primo/prima', 'primo'],
]);
const others = phraseBook<true>([
  ['mi/su esposo/esposa/marido/senora', true], ['mi/su vecina/vecino', true], ['mi/su suegra/suegro', true], ['mi/su cunada/cunado/comadre/compadre/amiga/amigo/novio/novia/pareja', true], ['mi/su otro/otra hijo/hija/nino/nina', true], ['el/la otro/otra nino/nina', true], ['su hermanito/hermanita', true], ['el hermanito', true], ['la hermanita', true], ['mi companero/companera', true],
]);

const endsClause = ({ word }: Token): boolean => word === '.' || word === ';' || word === ':' || word === '?';

/** From where a cue may still reach a word: the last end of a clause before it. A comma ends nothing in a list of denied things. */
const clauseStart = (tokens: readonly Token[], at: number): number => {
  for (let place = at - 1; place >= 0; place -= 1) {
    const token = tokens[place];
    if (token !== undefined && endsClause(token)) return place + 1;
  }
  return 0;
};

const MOST_REACH = 14;

/** `vómito no`, `fiebre no ha tenido`; not `me duele y no se me quita`. */
const isDeniedBehind = (tokens: readonly Token[], last: number): boolean => tokens[last + 1]?.word === 'no' && !['se', 'me', 'le'].includes(tokens[last + 2]?.word ?? '');

/** What the sentence says of the words from `first` to `last`. */
export const contextOf = ({ tokens }: Utterance, first: number, last: number): Context => {
  const from = Math.max(clauseStart(tokens, first), first - MOST_REACH);
  // `No, …` answers, and `vómito no, …` denies what stands before it: neither reaches on
  const before = findPhrases(cues, tokens.slice(from, first)).filter(({ last: end }) => tokens[from + end + 1]?.word !== ',');
  const turn = before.findLast(({ value }) => value !== 'doubt');
  const negated = turn?.value === 'deny' || isDeniedBehind(tokens, last);
  const uncertain = before.some(({ value }) => value === 'doubt');
  const said = tokens.slice(clauseStart(tokens, first), last + 1);
  const relative = findPhrases(relatives, said)[0]?.value ?? null;
  const subject = relative !== null ? 'family' : findPhrases(others, said).length > 0 ? 'other' : 'patient';
  return { negated, uncertain, subject, relative };
};
