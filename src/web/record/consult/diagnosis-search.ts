import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DiagnosisTerm, searchDiagnosesQuery, searchDiagnosesReply } from '#modules/terminology/contract.ts';
import type { z } from 'zod';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';

export type Catalogue = z.infer<typeof searchDiagnosesReply>['catalogue'];
/** A term and the catalogue that says it. */
export type DiagnosisHit = { readonly term: DiagnosisTerm; readonly catalogue: Catalogue };

export const searchDiagnoses = endpoint<{ query: typeof searchDiagnosesQuery; reply: typeof searchDiagnosesReply }>('GET', '/api/terminology/diagnoses');

/** How a note names the catalogue of a code; at most 80 characters, as the contract has it. */
export const catalogueText = ({ name, version }: Catalogue): string => `${name} ${version}`.slice(0, 80);

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
  return {
    terms: isWanted ? query.data?.diagnoses ?? [] : [],
    catalogue: query.data?.catalogue ?? null,
    isDone: isWanted && q === typed.trim() && query.isSuccess && !query.isPlaceholderData,
    hasFailed: isWanted && query.isError,
  };
};
