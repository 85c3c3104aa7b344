import { pseudonymsOf } from '#modules/record/public.ts';
import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { clinicInspectionBody, clinicInspectionReply, inspectionParams, recordInspectionReply } from './contract.ts';
import { inspectClinic } from './inspect-clinic.ts';
import { inspectRecord } from './inspect-record.ts';
import type { InspectionDeps } from './inspect-record.ts';

/** The ways in of an inspection; a clinic's is asked for with a body since it reads many records. */
export const inspectionRoutes = (deps: InspectionDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/patients/:patientId/inspection', operation: 'inspect-record', summary: 'What the norm asks of this record and what it lacks.',
    may: 'inspect-records', params: inspectionParams, status: 200, reply: recordInspectionReply, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { inspection, pseudonyms } = await deps.database.reading(actor, async (tx) => ({
        inspection: (await inspectRecord(deps, tx, params.patientId)).inspection, pseudonyms: await pseudonymsOf(deps, tx, params.patientId),
      }));
      saw({ patients: pseudonyms, entity: 'inspection', detail: { absent: inspection.score.absent } });
      return inspection;
    },
  }),
  route({
    method: 'POST', path: '/api/inspections', operation: 'inspect-clinic', summary: 'Judges a sample of the clinic’s records.',
    may: 'inspect-records', body: clinicInspectionBody, status: 200, reply: clinicInspectionReply, refuses: [],
    handle: async ({ actor, body, saw }) => {
      const { inspection, pseudonyms } = await deps.database.reading(actor, (tx) => inspectClinic(deps, tx, body));
      saw({ patients: pseudonyms, entity: 'inspection', detail: { records: inspection.records.length, absent: inspection.score.absent } });
      return inspection;
    },
  }),
];
