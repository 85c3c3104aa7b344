import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { EncounterId, PatientId } from '#kernel/ids.ts';
import { call } from '../api/call.ts';
import { toast } from '../design/toast.tsx';
import { startPrescription } from './api.ts';
import { handOver } from './handed-over.ts';

/** Starts or resumes the prescription in work and opens it, with what was typed already in its entry field. */
export const useStartPrescription = (patientId: PatientId, encounterId?: EncounterId) => {
  const [, go] = useLocation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (typed: string) => { handOver(typed); return call(startPrescription, { params: { patientId }, body: encounterId === undefined ? {} : { encounterId } }); },
    onSuccess: ({ prescriptionId }) => { void queries.invalidateQueries({ queryKey: ['prescriptions', patientId] }); go(`/recetas/${prescriptionId}`); }, onError: toast.refused,
  });
};
