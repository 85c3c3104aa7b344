import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PersonId } from '#kernel/ids.ts';
import { call } from '../api/call.ts';
import { listStaff, listStaffNames, openClinic, openStaffMember } from './api.ts';

export const useStaff = () => useQuery({ queryKey: ['staff'], queryFn: ({ signal }) => call(listStaff, {}, { signal }), select: ({ staff }) => staff });

export const useStaffMember = (personId: PersonId) =>
  useQuery({ queryKey: ['staff', personId], queryFn: ({ signal }) => call(openStaffMember, { params: { personId } }, { signal }) });

export const useStaffNames = () => useQuery({ queryKey: ['staff-names'], queryFn: ({ signal }) => call(listStaffNames, {}, { signal }), staleTime: 5 * 60_000, select: ({ names }) => names });

export const useClinic = () => useQuery({ queryKey: ['clinic'], queryFn: ({ signal }) => call(openClinic, {}, { signal }) });

/** An act on staff, the clinic or its sites; what is shown of them is asked for again. */
export const useAct = <Given, Said>(act: (given: Given) => Promise<Said>, after: (said: Said, given: Given) => void) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (said, given) => {
      after(said, given);
      await Promise.all(['staff', 'staff-names', 'clinic', 'sites'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
};
