import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { z } from 'zod';
import type { startEncounterBody } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { toast } from '../../design/toast.tsx';
import { startEncounter } from '../api.ts';

/** Starts or finds the visit of this physician with a patient and goes to its note. */
export const useStartVisit = () => {
  const [, go] = useLocation();
  return useMutation({
    mutationFn: (body: z.input<typeof startEncounterBody>) => call(startEncounter, { body }),
    onSuccess: ({ noteId }) => { go(`/consulta/${noteId}`); },
    onError: toast.refused,
  });
};
