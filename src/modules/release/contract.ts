import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';

/** Requests for a record, what is handed over, and what was told by word of mouth. Lengths are characters; dates are civil dates of the clinic. */

const id = idSchemas(z.uuid());
const requestId = id<'record-request'>();
const patientId = id<'patient'>();
const noteId = id<'note'>();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const words = z.string().trim().min(1).max(2_000);

/** In whose name a record is asked for (NOM-004, 5.5.1 and 5.6). */
export const capacities = ['patient', 'parent', 'tutor', 'legal-representative', 'authorised-physician', 'judicial-authority', 'prosecution', 'administrative-authority'] as const;
export const identityChecks = ['official-id', 'known-in-person', 'official-document'] as const;
export const wantedKinds = ['whole-record', 'clinical-summary', 'range'] as const;

/** What stands in the request itself. `document` names what shows the capacity: the power of attorney, the official letter. */
const requestWords = z.strictObject({ requester: z.string().trim().min(1).max(300), document: z.string().trim().max(300), reason: words, text: z.string().trim().max(10_000) });
export type RequestWords = z.infer<typeof requestWords>;

export const askBody = z.strictObject({
  patientId, capacity: z.enum(capacities), identityChecked: z.enum(identityChecks), wants: z.enum(wantedKinds),
  since: z.iso.date().nullable(), until: z.iso.date().nullable(), requestedOn: z.iso.date(),
  /** SHA-256 of the scanned request; null when it was typed here, and then of the typed text. */
  scanSha256: sha256.nullable(), attachmentId: id<'file'>().nullable(), words: requestWords,
});
export type AskBody = z.infer<typeof askBody>;

export const decideBody = z.strictObject({ decision: z.enum(['granted', 'refused']), reason: words });
/** The summary that answers a request for one; null for any other request. */
export const deliverBody = z.strictObject({ noteId: noteId.nullable(), language: z.enum(['es-MX', 'en-US']) });

export const requestParams = z.strictObject({ requestId });
export const patientParams = z.strictObject({ patientId });

export const requestStates = ['asked', 'granted', 'refused', 'delivered'] as const;
const stepSchema = z.strictObject({ step: z.enum(['granted', 'refused', 'delivered']), at: z.iso.datetime(), by: z.string(), reason: z.string().nullable(), documents: z.int().nullable() });
export const requestSchema = z.strictObject({
  id: requestId, patientId, patientName: z.string(), recordNumber: z.string(), capacity: z.enum(capacities), identityChecked: z.enum(identityChecks), wants: z.enum(wantedKinds),
  since: z.iso.date().nullable(), until: z.iso.date().nullable(), requestedOn: z.iso.date(), requestSha256: sha256, words: requestWords,
  recordedBy: z.string(), recordedAt: z.iso.datetime(), state: z.enum(requestStates), steps: z.array(stepSchema),
  /** The signed clinical summaries that could answer it, newest first; empty unless it asks for one. */
  summaries: z.array(z.strictObject({ noteId, signedAt: z.iso.datetime() })),
});
export type RecordRequest = z.infer<typeof requestSchema>;
export const requestsReply = z.strictObject({ requests: z.array(requestSchema) });
export const askedReply = z.strictObject({ id: requestId });
export const decidedReply = z.strictObject({ state: z.enum(['granted', 'refused']) });

export const informedCapacities = ['patient', 'parent', 'tutor', 'legal-representative', 'relative', 'authority'] as const;
export const informationBody = z.strictObject({ capacity: z.enum(informedCapacities), told: z.string().trim().max(300), what: words, toldAt: z.iso.datetime() });
export type InformationBody = z.infer<typeof informationBody>;
export const informationReply = z.strictObject({
  given: z.array(z.strictObject({ id: id<'information-given'>(), capacity: z.enum(informedCapacities), told: z.string(), what: z.string(), toldAt: z.iso.datetime(), by: z.string() })),
});
export const toldReply = z.strictObject({ id: id<'information-given'>() });
