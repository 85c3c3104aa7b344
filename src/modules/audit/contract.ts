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

/** What a verification can find not to hold. */
const faultKinds = [
  'entry-missing', 'entry-not-canonical', 'entry-of-other-clinic', 'previous-differs', 'hash-differs', 'columns-differ',
  'tree-differs', 'tail-cut', 'unsealed-entries', 'head-differs',
  'checkpoint-missing', 'checkpoint-malformed', 'checkpoint-link-broken', 'checkpoint-signature', 'checkpoint-time-backwards',
  'checkpoint-heads-differ', 'held-checkpoint-malformed', 'held-checkpoint-signature', 'held-checkpoint-missing', 'held-checkpoint-differs',
  'guard-missing',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const faultReply = z.strictObject({
  kind: z.enum(faultKinds),
  /** The first bad entry; null when a checkpoint or a guard is at fault. */
  seq: z.int().nullable(),
  /** Where only a checkpoint can tell: the bad entry lies from `seq` to here. */
  through: z.int().nullable(),
  checkpoint: z.int().nullable(),
  note: z.string().optional(),
});

/** How far sealing is behind, and the newest signed checkpoint of the installation. */
export const sealingReply = z.strictObject({
  /** Entries recorded and not yet sealed. */
  waiting: z.int(),
  /** Seconds that the oldest of them has waited; 0 when none waits. */
  lagSeconds: z.number(),
  /** True beyond a second: the worker that seals is stopped, or cannot keep up, or refuses. */
  isLate: z.boolean(),
  checkpoint: z.int().nullable(),
  checkpointAt: instant.nullable(),
});
export type SealingReply = z.infer<typeof sealingReply>;

/** Names an entry by its position in the clinic's chain. */
export const entryParams = z.strictObject({ seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
/** The checkpoint to prove it under; the newest when absent. */
export const proofQuery = z.strictObject({ checkpoint: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional() });

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Proof that one entry stands in the log under one signed checkpoint; docs/audit-format.md says how to check it. */
export const proofReply = z.strictObject({
  kind: z.literal('amate-audit-proof'),
  version: z.literal(1),
  seq: z.int(),
  /** Hash of the entry before. */
  prev: hash,
  /** The entry's canonical text. */
  entry: z.string(),
  /** Where the clinic's chain ended for the checkpoint; its digest stands in the note. */
  head: z.strictObject({ clinic: uuid, size: z.int(), chain: hash, root: hash }),
  /** Roots of the subtrees beside the way from the entry up to the root, the lowest first: RFC 6962, 2.1.1. */
  path: z.array(hash),
  checkpoint: z.strictObject({ number: z.int(), note: z.string() }),
});
export type ProofReply = z.infer<typeof proofReply>;

export const stateBeforeReply = z.strictObject({
  seq: z.int(),
  at: z.string(),
  /** The table, as `schema.table`. */
  relation: z.string(),
  /** Columns that the change touched; of a removed row all. */
  changed: z.array(z.string()),
  /** Columns as they stood before, by name; of a patient the pseudonym. Sealed columns are in `sealed`. */
  columns: z.record(z.string(), z.json()),
  /** Columns whose earlier value is kept sealed: bytes and SHA-256 of what is kept. */
  sealed: z.array(z.strictObject({ column: z.string(), bytes: z.int(), sha256: hash })),
  /** Whether what is kept is what the sealed entry says it was. */
  isProven: z.boolean(),
});
export type StateBeforeReply = z.infer<typeof stateBeforeReply>;

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
