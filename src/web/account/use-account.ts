import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { describeSession } from '../session/api.ts';
import { useSession } from '../session/session-context.ts';
import { listDevices, listFactors } from './api.ts';

export const useFactors = () => useQuery({ queryKey: ['factors'], queryFn: ({ signal }) => call(listFactors, {}, { signal }) });

export const useDevices = () => useQuery({ queryKey: ['devices'], queryFn: ({ signal }) => call(listDevices, {}, { signal }), select: ({ devices }) => devices });

/** An act on the own account; factors, devices and the session are asked for again. */
export const useAccountAct = <Given, Said>(act: (given: Given) => Promise<Said>, after: (said: Said, given: Given) => void) => {
  const queries = useQueryClient();
  const { replace } = useSession();
  return useMutation({
    mutationFn: act,
    onSuccess: async (said, given) => {
      after(said, given);
      await Promise.all([queries.invalidateQueries({ queryKey: ['factors'] }), queries.invalidateQueries({ queryKey: ['devices'] })]);
      replace(await call(describeSession, {}));
    },
  });
};
