import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { staffNamesSchema } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { endpoint } from '../api/endpoint.ts';
import { useTimeZone } from '../session/session-context.ts';
import { exportAudit, listEntries, readSealing, verifyAudit } from './api.ts';
import { requestOf } from './audit-filter.ts';
import type { AuditFilter } from './audit-filter.ts';
import { save } from './save-file.ts';

const listStaffNames = endpoint<{ reply: typeof staffNamesSchema }>('GET', '/api/staff/names');
const PAGE = 50;
const ASK_AGAIN_MS = 1_000;

export const useNames = () => useQuery({ queryKey: ['staff-names'], queryFn: ({ signal }) => call(listStaffNames, {}, { signal }), staleTime: 5 * 60_000, select: ({ names }) => names });

/** The log page by page, newest first. */
export const useEntries = (filter: AuditFilter) => {
  const timeZone = useTimeZone();
  const asked = requestOf(filter, timeZone);
  return useInfiniteQuery({
    queryKey: ['audit', asked], initialPageParam: null as number | null, staleTime: 0,
    queryFn: ({ signal, pageParam }) => call(listEntries, { body: { ...asked, limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) } }, { signal }),
    getNextPageParam: ({ next }) => next,
  });
};

/** The state of the chain: asked when the person wants it, then again until the verification is through. */
export const useVerification = () => {
  const [isAsked, setAsked] = useState(false);
  const found = useQuery({
    queryKey: ['audit-verification'], queryFn: ({ signal }) => call(verifyAudit, {}, { signal }), enabled: isAsked, staleTime: 0, gcTime: 0,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? ASK_AGAIN_MS : false),
  });
  const sealing = useQuery({ queryKey: ['audit-sealing'], queryFn: ({ signal }) => call(readSealing, {}, { signal }), staleTime: 0, gcTime: 0 });
  const verify = (): void => {
    void sealing.refetch();
    if (isAsked) void found.refetch();
    else setAsked(true);
  };
  return { found, sealing, verify, isRunning: found.isFetching || found.data?.state === 'running' };
};

/** The whole log as a file for the stand-alone verifier. */
export const useExport = (onDone: () => void) => useMutation({
  mutationFn: () => call(exportAudit, {}),
  onSuccess: (file) => {
    save(file, 'amate-auditoria.jsonl');
    onDone();
  },
});
