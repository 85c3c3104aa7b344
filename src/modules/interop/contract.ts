import { z } from 'zod';

/** CDS Hooks 2.0: what another record asks of the safety engine, and what it is answered. FHIR R4 is read loosely. */

export const cdsServiceIds = ['amate-order-select', 'amate-order-sign'] as const;
export type CdsServiceId = (typeof cdsServiceIds)[number];
export const cdsServiceParams = z.strictObject({ serviceId: z.enum(cdsServiceIds) });

const resource = z.looseObject({ resourceType: z.string().max(64) });
export type FhirResource = z.infer<typeof resource>;
const bundle = z.looseObject({ resourceType: z.literal('Bundle'), entry: z.array(z.looseObject({ resource: resource.optional() })).max(500).optional() });
export type FhirBundle = z.infer<typeof bundle>;
/** What was prefetched: a resource, a bundle of them, or null where the other side holds none. */
const prefetched = z.union([bundle, resource]).nullable();

export const cdsRequestSchema = z.strictObject({
  hook: z.enum(['order-select', 'order-sign']),
  hookInstance: z.uuid(),
  context: z.looseObject({ userId: z.string().max(200).optional(), patientId: z.string().max(200).optional(), selections: z.array(z.string().max(200)).max(200).optional(), draftOrders: bundle }),
  prefetch: z.strictObject({
    patient: prefetched.optional(), medications: prefetched.optional(), allergies: prefetched.optional(), conditions: prefetched.optional(), weight: prefetched.optional(), filtration: prefetched.optional(),
  }).optional(),
  /** Named by the standard; nothing is fetched from there. */
  fhirServer: z.string().max(500).optional(),
  fhirAuthorization: z.looseObject({}).optional(),
  extension: z.looseObject({}).optional(),
});
export type CdsRequest = z.infer<typeof cdsRequestSchema>;

const codingSchema = z.strictObject({ code: z.string(), system: z.string(), display: z.string() });

const cardSchema = z.strictObject({
  uuid: z.uuid(),
  summary: z.string().max(139),
  detail: z.string(),
  indicator: z.enum(['info', 'warning', 'critical']),
  source: z.strictObject({ label: z.string(), topic: codingSchema }),
  overrideReasons: z.array(codingSchema).optional(),
});
export type CdsCard = z.infer<typeof cardSchema>;

export const cdsReply = z.strictObject({ cards: z.array(cardSchema) });

export const cdsDiscoveryReply = z.strictObject({
  services: z.array(z.strictObject({
    hook: z.string(), id: z.string(), title: z.string(), description: z.string(), prefetch: z.record(z.string(), z.string()), usageRequirements: z.string(),
  })),
});
