import { useMutation, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PatientId } from '#kernel/ids.ts';
import type { clinicInspectionBody, clinicInspectionReply, inspectionParams, recordInspectionReply } from '#modules/inspection/contract.ts';
import { call } from '../api/call.ts';
import { endpoint } from '../api/endpoint.ts';

const inspectRecord = endpoint<{ params: typeof inspectionParams; reply: typeof recordInspectionReply }>('GET', '/api/patients/:patientId/inspection');
const inspectClinic = endpoint<{ body: typeof clinicInspectionBody; reply: typeof clinicInspectionReply }>('POST', '/api/inspections');

/** Judged anew each time it is opened: what was missing may have been mended a moment ago. */
export const useRecordInspection = (patientId: PatientId) =>
  useQuery({ queryKey: ['inspection', patientId], gcTime: 0, queryFn: ({ signal }) => call(inspectRecord, { params: { patientId } }, { signal }) });

/** A sample is read only when it is asked for: each one opens records. */
export const useClinicInspection = () =>
  useMutation({ mutationFn: (body: z.output<typeof clinicInspectionBody>) => call(inspectClinic, { body }) });
