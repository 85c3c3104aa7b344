import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { searchPatients } from './api.ts';

const SETTLE_MS = 60;
/** One letter fits half the practice. */
const LEAST = 2;

const useSettled = (typed: string): string => {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(typed); }, SETTLE_MS);
    return () => { clearTimeout(timer); };
  }, [typed]);
  return settled;
};

/** Patients as one types; the last answer stays while the next is on its way. Needs the permission to read identities. */
export const usePatientSearch = (typed: string, { isOn = true, limit = 8 }: { readonly isOn?: boolean; readonly limit?: number } = {}) => {
  const query = useSettled(typed.trim());
  const isAsked = isOn && query.length >= LEAST;
  const found = useQuery({
    queryKey: ['patient-search', query, limit],
    queryFn: ({ signal }) => call(searchPatients, { body: { query, limit } }, { signal }),
    enabled: isAsked, placeholderData: keepPreviousData, gcTime: 30_000, staleTime: 5_000,
  });
  return {
    patients: isAsked ? (found.data?.patients ?? []) : [], isComplete: found.data?.complete !== false, isAsked,
    isSearching: isAsked && found.isFetching, error: isAsked ? found.error : null,
  };
};
