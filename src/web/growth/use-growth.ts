import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { civilDateIn } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import type { PatientId } from '#kernel/ids.ts';
import { monthsAt } from '#kernel/vital-ranges.ts';
import type { BirthTerm, birthTermBody, birthTermReply, growthSchema } from '#modules/growth/contract.ts';
import type { chartParams } from '#modules/record/contract.ts';
import { call } from '../api/call.ts';
import { endpoint } from '../api/endpoint.ts';
import { toast } from '../design/toast.tsx';
import { lookBackKey } from '../record/changes/use-changes.ts';
import { useTimeZone } from '../session/session-context.ts';

const openGrowth = endpoint<{ params: typeof chartParams; reply: typeof growthSchema }>('GET', '/api/patients/:patientId/growth');
const stateBirthTerm = endpoint<{ params: typeof chartParams; body: typeof birthTermBody; reply: typeof birthTermReply }>('POST', '/api/patients/:patientId/birth-term');

// under what a signature makes stale
const growthKey = (patientId: PatientId) => [...lookBackKey(patientId), 'growth'] as const;

export const useGrowth = (patientId: PatientId, isOn = true) =>
  useQuery({ queryKey: growthKey(patientId), queryFn: ({ signal }) => call(openGrowth, { params: { patientId } }, { signal }), enabled: isOn });

export const useStateTerm = (patientId: PatientId, onDone: () => void) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BirthTerm) => call(stateBirthTerm, { params: { patientId }, body }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: growthKey(patientId) }); onDone(); },
    onError: (error) => { toast.refused(error); },
  });
};

/** Whether WHO has curves for this age: below nineteen years. */
export const useIsGrowing = (birthDate: string | null): boolean => {
  const months = monthsAt(birthDate, civilDateIn(useTimeZone(), systemClock.now()));
  return months !== null && months < 19 * 12;
};
