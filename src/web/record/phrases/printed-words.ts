import { placeOfPrinted, withoutPassedPicks } from '#kernel/phrase.ts';
import type { PrintedWords, TokenValues } from '#kernel/phrase.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import { textAt, textPlaces, withTextAt } from './written-text.ts';

/** What tokens printed into a document while it was open, and where; see whether it still holds. */

export type Remembered = PrintedWords & { readonly field: string };
export type StaleWords = Remembered & { readonly now: string };

/** What was printed, still stands, and is not what the token would say now. What cannot be known now is not judged. */
export const staleWords = (content: NoteContent, remembered: readonly Remembered[], values: TokenValues, none: string): readonly StaleWords[] =>
  remembered.flatMap((words): readonly StaleWords[] => {
    const value = values[words.token];
    const text = textAt(content, words.field);
    if (value === undefined || text === null) return [];
    const now = value ?? none;
    return now === words.text || placeOfPrinted(text, words) === -1 ? [] : [{ ...words, now }];
  });

/** The document with what is stale printed anew. */
export const renewed = (content: NoteContent, stale: readonly StaleWords[]): NoteContent =>
  stale.reduce((next, words) => {
    const text = textAt(next, words.field) ?? '';
    const at = placeOfPrinted(text, words);
    return at === -1 ? next : withTextAt(next, words.field, text.slice(0, at) + words.now + text.slice(at + words.text.length));
  }, content);

/** The same memory once some of it was printed anew. */
export const rememberedAnew = (remembered: readonly Remembered[], stale: readonly StaleWords[]): readonly Remembered[] =>
  remembered.map((words) => {
    const found = stale.find(({ field, token, before, text }) => field === words.field && token === words.token && before === words.before && text === words.text);
    return found === undefined ? words : { ...words, text: found.now };
  });

/** The document without the optional picks that were passed over. */
export const withoutPassed = (content: NoteContent): NoteContent =>
  textPlaces(content).reduce((next, place) => {
    const text = textAt(next, place) ?? '';
    const rest = withoutPassedPicks(text);
    return rest === text ? next : withTextAt(next, place, rest);
  }, content);
