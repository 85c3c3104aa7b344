import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { Chart, ChartEntry } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { openChart } from '../api.ts';

const FIRST = 30;
const MORE = 100;

export const chartKey = (patientId: PatientId) => ['chart', patientId] as const;

export type OpenedChart = { readonly chart: Chart; readonly entries: readonly ChartEntry[] };

/** A patient's chart, page by page; the first page is small, so that it opens at once whatever the chart's length. */
export const useChart = (patientId: PatientId) => {
  const query = useInfiniteQuery({
    queryKey: chartKey(patientId),
    queryFn: ({ pageParam, signal }) =>
      call(openChart, { params: { patientId }, query: pageParam === null ? { limit: FIRST } : { limit: MORE, before: pageParam } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const opened = useMemo((): OpenedChart | null => {
    const [chart] = query.data?.pages ?? [];
    if (chart === undefined) return null;
    return { chart, entries: query.data?.pages.flatMap(({ entries }) => entries) ?? [] };
  }, [query.data]);
  return { ...query, opened };
};
