import { useQuery } from '@tanstack/react-query';
import type { encounterParams, Observed, observationBody, observationReply, observedListSchema } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { usePermission } from '../../session/session-context.ts';

const listObserved = endpoint<{ reply: typeof observedListSchema }>('GET', '/api/observation');
export const takeObservationStep = endpoint<{ params: typeof encounterParams; body: typeof observationBody; reply: typeof observationReply }>('POST', '/api/encounters/:encounterId/observation');

export const observedKey = ['observation'] as const;
const EVERY_MS = 120_000;

/** Who is in emergency and under observation; nobody for whoever reads no records. */
export const useObserved = (): readonly Observed[] => {
  const may = usePermission();
  const list = useQuery({ queryKey: observedKey, enabled: may('read-record'), refetchInterval: EVERY_MS, queryFn: ({ signal }) => call(listObserved, {}, { signal }) });
  return list.data?.observed ?? [];
};
