import { useQuery } from '@tanstack/react-query';
import type { changePhraseBody, KeptPhrase, phraseLibrariesSchema, phraseParams, PhraseLibraries, phraseWordsSchema, retirePhraseBody, Specialty, storedPhraseReply } from '#modules/charting/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';

type Add = { body: typeof phraseWordsSchema; reply: typeof storedPhraseReply };
type Change = { params: typeof phraseParams; body: typeof changePhraseBody; reply: typeof storedPhraseReply };
type Retire = { params: typeof phraseParams; body: typeof retirePhraseBody; reply: typeof storedPhraseReply };

const listPhrases = endpoint<{ reply: typeof phraseLibrariesSchema }>('GET', '/api/phrases');
export const phraseEndpoints = {
  own: { add: endpoint<Add>('POST', '/api/phrases'), change: endpoint<Change>('PUT', '/api/phrases/:phraseId'), retire: endpoint<Retire>('POST', '/api/phrases/:phraseId/retirement') },
  clinic: { add: endpoint<Add>('POST', '/api/clinic-phrases'), change: endpoint<Change>('PUT', '/api/clinic-phrases/:phraseId'), retire: endpoint<Retire>('POST', '/api/clinic-phrases/:phraseId/retirement') },
} as const;

export const phrasesKey = ['phrases'] as const;

/** The libraries as this person sees them; asked once a while and after each change of hers. */
export const useLibraries = () => useQuery({ queryKey: phrasesKey, staleTime: 10 * 60_000, queryFn: ({ signal }) => call(listPhrases, {}, { signal }) });

export type Library = 'own' | 'clinic' | 'specialty';
/** A phrase with the library it stands in. `isHidden`: a nearer library has one of that short name. */
export type ListedPhrase = {
  readonly library: Library; readonly shortcut: string; readonly title: string; readonly text: string; readonly isHidden: boolean;
  readonly specialty: Specialty | null; readonly kept: KeptPhrase | null;
};

/** All phrases, the nearest library first: one's own, the clinic's, the specialties'. */
export const listedPhrases = ({ own, clinic, specialty }: PhraseLibraries): readonly ListedPhrase[] => {
  const taken = new Set<string>();
  const of = (library: Library, phrases: readonly (KeptPhrase | PhraseLibraries['specialty'][number])[]): readonly ListedPhrase[] => phrases.map((phrase): ListedPhrase => {
    const isHidden = taken.has(phrase.shortcut);
    taken.add(phrase.shortcut);
    const { shortcut, title, text } = phrase;
    return { library, shortcut, title, text, isHidden, specialty: 'specialty' in phrase ? phrase.specialty : null, kept: 'id' in phrase ? phrase : null };
  });
  return [...of('own', own), ...of('clinic', clinic), ...of('specialty', specialty)];
};
