import type { Clock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { answerHook } from './answer-hook.ts';
import { cdsDiscoveryReply, cdsReply, cdsRequestSchema, cdsServiceIds, cdsServiceParams } from './contract.ts';

export type InteropDeps = { readonly clock: Clock; readonly timeZoneOf: (clinicId: ClinicId) => string };

/** Fifteen active medicines, allergies and problems as FHIR write them out. */
const BUNDLES_BYTES = 1024 * 1024;

const prefetch = {
  patient: 'Patient/{{context.patientId}}',
  medications: 'MedicationStatement?patient={{context.patientId}}&status=active',
  allergies: 'AllergyIntolerance?patient={{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}&clinical-status=active',
  weight: 'Observation?patient={{context.patientId}}&code=http://loinc.org|29463-7&_sort=-date&_count=1',
  filtration: 'Observation?patient={{context.patientId}}&code=http://loinc.org|62238-1,http://loinc.org|98979-8&_sort=-date&_count=1',
} as const;

const services = cdsServiceIds.map((id) => ({
  id, hook: id.replace('amate-', ''), title: 'Amate: seguridad de medicamentos', prefetch,
  description: 'Interacciones, alergias, duplicidad, embarazo, lactancia, edad, dosis, función renal y enfermedades de los medicamentos por indicar. Lo que no se reconoce se dice; nunca se da por seguro.',
  usageRequirements: 'Sesión abierta de un clínico. Nada de lo enviado se guarda.',
}));

/** CDS Hooks, for whoever is signed in and may read records. */
export const interopRoutes = ({ clock, timeZoneOf }: InteropDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/cds-services', operation: 'list-cds-services', summary: 'The safety engine as CDS Hooks services.', may: 'read-record', status: 200, reply: cdsDiscoveryReply, refuses: [],
    handle: () => Promise.resolve({ services }),
  }),
  route({
    method: 'POST', path: '/cds-services/:serviceId', operation: 'answer-cds-hook', summary: 'Cards on draft orders (order-select, order-sign); nothing sent is kept.', may: 'read-record',
    params: cdsServiceParams, body: cdsRequestSchema, bodyLimit: BUNDLES_BYTES, status: 200, reply: cdsReply, refuses: ['invalid'], perMinute: 600,
    handle: async ({ actor, params, body, saw }) => {
      const { cards, result } = answerHook({ clock, timeZone: timeZoneOf(actor.clinicId) }, params.serviceId, body);
      saw({ detail: { alerts: result.alerts.length, unmatched: result.unmatched.length } });
      return Promise.resolve({ cards: [...cards] });
    },
  }),
];
