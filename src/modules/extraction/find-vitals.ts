import { possible } from '#kernel/vital-ranges.ts';
import type { VitalSign } from '#kernel/vital-ranges.ts';
import { plainFact } from './model.ts';
import { findPhrases, phraseBook } from './phrase-book.ts';
import type { RawFact } from './raw-fact.ts';
import { evidenceOf, saidAt } from './read-utterances.ts';
import type { Token, Utterance } from './read-utterances.ts';
import { spokenNumber } from './spoken-number.ts';

type Sign = { readonly name: string; readonly unit: string; readonly sign: VitalSign };
const signs = phraseBook<Sign>([
  ['presion', { name: 'presión arterial', unit: 'mm[Hg]', sign: 'systolic' }], ['tension arterial', { name: 'presión arterial', unit: 'mm[Hg]', sign: 'systolic' }], ['temperatura', { name: 'temperatura', unit: 'Cel', sign: 'temperature' }], ['fiebre/calentura de', { name: 'temperatura', unit: 'Cel', sign: 'temperature' }],
  ['frecuencia cardiaca', { name: 'frecuencia cardiaca', unit: '/min', sign: 'heartRate' }], ['pulso', { name: 'frecuencia cardiaca', unit: '/min', sign: 'heartRate' }], ['frecuencia respiratoria', { name: 'frecuencia respiratoria', unit: '/min', sign: 'respiratoryRate' }],
  ['satura/saturando/saturacion/oxigenacion/oxigena', { name: 'saturación de oxígeno', unit: '%', sign: 'oxygenSaturation' }], ['pesa/peso/pesando', { name: 'peso', unit: 'kg', sign: 'weight' }], ['mide/talla/estatura', { name: 'talla', unit: 'cm', sign: 'height' }], ['glucosa capilar', { name: 'glucosa capilar', unit: 'mg/dL', sign: 'glucose' }], ['glucosa/azucar/dextrostix/glucemia', { name: 'glucosa capilar', unit: 'mg/dL', sign: 'glucose' }],
]);

const MOST_WORDS_BETWEEN = 5;
type Value = { readonly value: number; readonly at: number; readonly took: number };

const numberAfter = (tokens: readonly Token[], from: number): Value | null => {
  for (let at = from; at < Math.min(tokens.length, from + MOST_WORDS_BETWEEN); at += 1) {
    const word = tokens[at]?.word ?? '';
    if (['.', ';', '?', 'no'].includes(word)) return null;
    if (['un', 'una', 'uno', 'medio', 'media'].includes(word)) continue;
    const number = spokenNumber(tokens, at);
    if (number !== null) return { value: number.value, at, took: number.took };
  }
  return null;
};

const isPossible = (sign: VitalSign, value: number): boolean => value >= possible[sign].least && value <= possible[sign].most;

const over = new Set(['sobre', '/', 'con', 'entre']);

/** `ciento veinte sobre ochenta`, `120/80`, `120 80`. */
const pressureAt = (tokens: readonly Token[], high: Value): { readonly text: string; readonly end: number } | null => {
  const next = high.at + high.took + (over.has(tokens[high.at + high.took]?.word ?? '') ? 1 : 0);
  const low = spokenNumber(tokens, next);
  if (low === null || !isPossible('systolic', high.value) || !isPossible('diastolic', low.value) || low.value >= high.value) return null;
  return { text: `${String(high.value)}/${String(low.value)}`, end: next + low.took - 1 };
};

/** What a number is that stands before these: no measure. */
const otherwise = new Set(['mg', 'miligramos', 'veces', 'dias', 'horas', 'anos', 'meses', 'semanas']);

/** `uno sesenta`, `1.60`: metres. */
const heightOf = (tokens: readonly Token[], { value, at }: Value): number => {
  if (/^uno?$/.test(tokens[at - 1]?.word ?? '') && value < 100) return 100 + value;
  return value > 0.3 && value < 2.6 ? Math.round(value * 100) : value;
};

/** A temperature in Fahrenheit and a weight in pounds keep their unit. */
const unitSaid = ({ sign, unit }: Sign, value: number, after: string): string => {
  if (sign === 'temperature' && value >= 90 && value <= 110) return '[degF]';
  return sign === 'weight' && /^libras?$/.test(after) ? '[lb_av]' : unit;
};

const measured = (sign: Sign, tokens: readonly Token[], found: Value): { readonly value: number; readonly unit: string; readonly end: number } | null => {
  const end = found.at + found.took - 1;
  const after = tokens[end + 1]?.word ?? '';
  const value = sign.sign === 'height' ? heightOf(tokens, found) : found.value;
  const unit = unitSaid(sign, value, after);
  return otherwise.has(after) || (unit === sign.unit && !isPossible(sign.sign, value)) ? null : { value, unit, end };
};

type Measured = { readonly value: number | string; readonly unit: string; readonly end: number };
const toldOf = (sign: Sign, tokens: readonly Token[], number: Value): Measured | null => {
  if (sign.sign !== 'systolic') return measured(sign, tokens, number);
  const pressure = pressureAt(tokens, number);
  return pressure === null ? null : { value: pressure.text, unit: sign.unit, end: pressure.end };
};

/** Vital signs and measures that are named with their number; what nobody lives with is none. */
export const findVitals = (utterance: Utterance): readonly RawFact[] => {
  const { tokens } = utterance;
  if (utterance.isQuestion) return [];
  return findPhrases(signs, tokens).flatMap(({ first, last, value: sign }): readonly RawFact[] => {
    const number = numberAfter(tokens, last + 1);
    const told = number === null ? null : toldOf(sign, tokens, number);
    if (told === null) return [];
    return [{ utterance, first, last: told.end, fact: { ...plainFact('vital', sign.name, saidAt(utterance, first, told.end), [evidenceOf(utterance, first, told.end)]), value: told.value, unit: told.unit } }];
  });
};
