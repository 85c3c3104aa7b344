import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fold } from '#kernel/fold.ts';
import type { FoundMedicine, ReadLine } from '#modules/medicines/contract.ts';
import type { PrescriptionFavourites, PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { listFavourites } from './api.ts';
import { freeLine, withWords } from './line-edit.ts';
import { readLine, searchMedicines } from './medicines-api.ts';

/** What the entry field offers while it is typed in, and what Enter makes of it. */

const SETTLE_MS = 80;
const MOST = 8;

export type Choice =
  | { readonly is: 'favourite'; readonly key: string; readonly line: PrescriptionLine; readonly times: number; readonly isKept: boolean }
  | { readonly is: 'medicine'; readonly key: string; readonly found: FoundMedicine }
  | { readonly is: 'answer'; readonly key: string; readonly text: string; readonly typed: string | null };

const none: PrescriptionFavourites = { favourites: [], orderSets: [] };

export const favouritesKey = ['prescription-favourites'] as const;
export const useFavourites = (): PrescriptionFavourites =>
  useQuery({ queryKey: favouritesKey, staleTime: 10 * 60_000, queryFn: ({ signal }) => call(listFavourites, {}, { signal }) }).data ?? none;

const lineText = ({ generic, presentation, dose, frequency }: PrescriptionLine): string => fold(`${generic} ${presentation.text} ${dose === null ? '' : String(dose.value)} ${frequency?.kind ?? ''}`);

/** Those of one's usual lines whose words begin with what was typed. */
export const favouritesFor = (typed: string, { favourites }: PrescriptionFavourites): readonly Choice[] => {
  const asked = fold(typed).split(/\s+/).filter((word) => word !== '');
  return favourites.filter(({ line }) => {
    const words = lineText(line).split(/\s+/);
    return asked.every((part) => words.some((word) => word.startsWith(part)));
  }).slice(0, asked.length === 0 ? MOST : 4).map(({ line, times, keptAs }, at) => ({ is: 'favourite', key: `f${String(at)}`, line, times, isKept: keptAs !== null }));
};

/** Medicines found for what is typed; the last answer stays until the next one comes. */
export const useFound = (typed: string): readonly FoundMedicine[] => {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => { setAsked(typed.trim().slice(0, 120)); }, SETTLE_MS);
    return () => { clearTimeout(timer); };
  }, [typed]);
  const { data } = useQuery({
    queryKey: ['medicines', asked], enabled: asked.length >= 2, staleTime: 5 * 60_000, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(searchMedicines, { query: { q: asked, limit: MOST } }, { signal }),
  });
  return asked.length >= 2 && typed.trim().length >= 2 ? data?.medicines ?? [] : [];
};

/** A medicine from the list as a line of which everything else is still to be said. */
export const lineOf = ({ ingredients, generic, brand, presentationId, presentation, routes }: FoundMedicine): PrescriptionLine =>
  ({ ...freeLine(generic), ingredients: [...ingredients], brand, presentation: { id: presentationId, text: presentation }, route: routes.length === 1 ? routes[0] ?? null : null });

export type Entered =
  | { readonly is: 'line'; readonly line: PrescriptionLine; readonly unread: readonly string[] }
  | { readonly is: 'question'; readonly question: string; readonly choices: readonly Choice[] }
  | { readonly is: 'unknown' };

const enteredOf = (read: ReadLine): Entered => {
  if ('line' in read) return { is: 'line', line: read.line.indications.es === '' ? withWords(read.line, null) : read.line, unread: read.unread };
  if ('question' in read) return { is: 'question', question: read.question, choices: read.candidates.map(({ text, typed }, at) => ({ is: 'answer', key: `a${String(at)}`, text, typed })) };
  return { is: 'unknown' };
};

/** What a typed line comes to. */
export const enter = async (text: string): Promise<Entered> => enteredOf((await call(readLine, { body: { text } })).read);
