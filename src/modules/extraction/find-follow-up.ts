import { plainFact } from './model.ts';
import { findPhrases, phraseBook } from './phrase-book.ts';
import type { RawFact } from './raw-fact.ts';
import { evidenceOf, saidAt } from './read-utterances.ts';
import type { Utterance } from './read-utterances.ts';
import { spokenNumber } from './spoken-number.ts';

const cues = phraseBook<true>([
  ['la/lo/te/los veo', true], ['nos vemos', true], ['regres-', true], ['vuelva/vuelve/volver', true], ['venga/vengase/viene', true], ['cita', true], ['revis- en', true], ['checamos', true], ['control en', true], ['me lo/la trae', true],
]);
const spans: Readonly<Record<string, number>> = { dia: 1, dias: 1, semana: 7, semanas: 7, mes: 30, meses: 30, ano: 365 };

/** When the patient is to come back, where a clinician says so. */
export const findFollowUp = (utterance: Utterance): readonly RawFact[] => {
  const { tokens, segment, isQuestion } = utterance;
  const [cue] = findPhrases(cues, tokens);
  if (segment.speaker !== 'clinician' || isQuestion || cue === undefined) return [];
  for (let at = cue.last; at < tokens.length; at += 1) {
    const number = spokenNumber(tokens, at);
    const last = at + (number?.took ?? 0);
    const unit = tokens[last]?.word ?? '';
    const days = Object.hasOwn(spans, unit) ? spans[unit] : undefined;
    if (number === null || days === undefined) continue;
    const said = saidAt(utterance, at, last);
    return [{ utterance, first: cue.first, last, fact: { ...plainFact('follow-up', `cita en ${said}`, saidAt(utterance, cue.first, last), [evidenceOf(utterance, cue.first, last)]), duration: said, durationDays: number.value * days } }];
  }
  return [];
};
