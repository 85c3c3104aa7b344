import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';

const uuid = z.uuid();
const id = idSchemas(uuid);
const personId = id<'person'>();
const patientId = id<'patient'>();
const sessionId = id<'session'>();
const instant = z.iso.datetime({ offset: true });
const action = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/).max(100);

export const outcomeSchema = z.enum(['ok', 'refused', 'failed']);

/** What to look for; members that are absent mean any. Entries come newest first. */
export const listEntriesRequest = z.strictObject({
  personId: personId.optional(),
  patientId: patientId.optional(),
  action: action.optional(),
  outcome: outcomeSchema.optional(),
  /** From this instant on. */
  from: instant.optional(),
  /** Up to but not including this instant. */
  until: instant.optional(),
  /** Continues a page: the `next` of the reply before. */
  before: z.int().positive().optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type ListEntriesRequest = z.infer<typeof listEntriesRequest>;

export const auditEntryReply = z.strictObject({
  /** Position in the clinic's chain, from 1. */
  seq: z.int(),
  id: id<'audit-entry'>(),
  at: z.string(),
  personId: personId.nullable(),
  sessionId: sessionId.nullable(),
  role: z.string().nullable(),
  login: z.string(),
  purpose: z.string(),
  cause: z.string().nullable(),
  /** An operation of the HTTP reference, an act a module records, or `row.insert`, `row.update`, `row.delete`. */
  action: z.string(),
  outcome: outcomeSchema,
  entity: z.string().nullable(),
  entityId: uuid.nullable(),
  /** Pseudonyms, not ids: they join entries about one patient and name nobody. */
  patients: z.array(id<'pseudonym'>()),
  detail: z.record(z.string(), z.json()),
});
export type AuditEntryReply = z.infer<typeof auditEntryReply>;

export const listEntriesReply = z.strictObject({
  entries: z.array(auditEntryReply),
  /** Send as `before` for the next page; null on the last. */
  next: z.int().nullable(),
});
export type ListEntriesReply = z.infer<typeof listEntriesReply>;

export const faultReply = z.strictObject({
  kind: z.string(),
  /** The first bad entry; null when a checkpoint or a guard is at fault. */
  seq: z.int().nullable(),
  /** Where only a checkpoint can tell: the bad entry lies from `seq` to here. */
  through: z.int().nullable(),
  checkpoint: z.int().nullable(),
  note: z.string().optional(),
});

export const verificationReply = z.strictObject({
  /** `running`: the result below, if any, is of the time before; ask again. */
  state: z.enum(['running', 'done']),
  /** Newest finished verification since this process started. */
  result: z.strictObject({
    at: instant,
    sound: z.boolean(),
    entries: z.int(),
    checkpoints: z.int(),
    seconds: z.number(),
    faults: z.array(faultReply),
  }).nullable(),
  /** The public key that signs the checkpoints, to compare with the one on paper; null before the first seal. */
  publicKey: z.string().nullable(),
});
export type VerificationReply = z.infer<typeof verificationReply>;
