import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { chartParams, searchChartBody, searchChartReply } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { kindsOf } from './kind-groups.ts';
import type { KindChoice } from './kind-groups.ts';

const searchChart = endpoint<{ params: typeof chartParams; body: typeof searchChartBody; reply: typeof searchChartReply }>('POST', '/api/patients/:patientId/search');

/** Each asking opens the whole chart, so a pause in typing is waited for. */
const PAUSE_MS = 300;
const FEWEST = 2;
const MOST = 100;

export const isSearchable = (words: string): boolean => words.trim().length >= FEWEST;

/** Words in one chart, or in its documents of some kinds, as they are typed; the last answer stays until the next one comes, and none is kept afterwards. */
export const useChartSearch = (patientId: PatientId, typed: string, kind: KindChoice | null) => {
  const wanted = typed.trim().slice(0, MOST);
  const [words, setWords] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => { setWords(wanted); }, PAUSE_MS);
    return () => { clearTimeout(timer); };
  }, [wanted]);
  const isWanted = isSearchable(wanted) && isSearchable(words);
  const query = useQuery({
    queryKey: ['chart-search', patientId, words, kind], enabled: isWanted, gcTime: 0, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(searchChart, { params: { patientId }, body: kind === null ? { words } : { words, kinds: [...kindsOf(kind)] } }, { signal }),
  });
  return {
    found: isWanted ? query.data ?? null : null,
    /** Nothing is under way: what is shown answers what stands in the box. */
    isDone: isWanted && words === wanted && query.isSuccess && !query.isPlaceholderData,
    error: isWanted && query.isError ? query.error : null,
    retry: () => { void query.refetch(); },
  };
};
