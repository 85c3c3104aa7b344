import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';

/** A term of the diagnosis catalogue. */
export type DiagnosisHit = {
  readonly code: string;
  readonly display: { readonly es: string; readonly en: string };
  readonly catalogue: { readonly name: string; readonly version: string; readonly sha256: string };
  readonly reviewed: boolean;
};

type Query = { readonly q: string; readonly sex?: 'H' | 'M'; readonly limit?: number };

export const searchDiagnoses = endpoint<{ query: z.ZodType<Query, Query>; reply: z.ZodType<readonly DiagnosisHit[]> }>('GET', '/api/terminology/diagnoses');

/** How a note names the catalogue of a code; at most 80 characters, as the contract has it. */
export const catalogueText = ({ catalogue: { name, version } }: Pick<DiagnosisHit, 'catalogue'>): string => `${name} ${version}`.slice(0, 80);

const PAUSE_MS = 120;
const MOST = 10;

const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(value); }, PAUSE_MS);
    return () => { clearTimeout(timer); };
  }, [value]);
  return settled;
};

/** Diagnoses as they are typed; the last results stay on the screen until the next ones come. */
export const useDiagnosisSearch = (typed: string, sex: string | null) => {
  const q = useSettled(typed.trim()).slice(0, 80);
  const isWanted = q !== '' && typed.trim() !== '';
  const query = useQuery({
    queryKey: ['diagnoses', q, sex], enabled: isWanted, staleTime: Infinity, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(searchDiagnoses, { query: { q, limit: MOST, ...(sex === 'H' || sex === 'M' ? { sex } : {}) } }, { signal }),
  });
  return { hits: isWanted ? query.data ?? [] : [], isDone: isWanted && q === typed.trim() && query.isSuccess && !query.isPlaceholderData, hasFailed: isWanted && query.isError };
};
