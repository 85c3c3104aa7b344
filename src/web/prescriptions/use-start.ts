import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { EncounterId, PatientId } from '#kernel/ids.ts';
import { call } from '../api/call.ts';
import { toast } from '../design/toast.tsx';
import { startPrescription } from './api.ts';
import { handOver } from './handed-over.ts';
import type { HandedOver } from './handed-over.ts';

/** Starts or resumes the prescription in work and opens it, with what was typed or chosen already in it. */
export const useStartPrescription = (patientId: PatientId, encounterId?: EncounterId) => {
  const [, go] = useLocation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (_: Partial<HandedOver>) => call(startPrescription, { params: { patientId }, body: encounterId === undefined ? {} : { encounterId } }),
    // handed over only to the very screen that opens now: nothing waits for another patient's
    onSuccess: ({ prescriptionId }, given) => { handOver(given); void queries.invalidateQueries({ queryKey: ['prescriptions', patientId] }); go(`/recetas/${prescriptionId}`); }, onError: toast.refused,
  });
};
