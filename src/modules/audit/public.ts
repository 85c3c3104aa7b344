/**
 * The audit: who did what to whose record, and the proof that nobody changed the answer.
 *
 * entry       one line of the log, canonical JSON
 * inbox       where entries wait, committed, for at most a second
 * sealer      gives entries their place in the chain of their clinic and signs checkpoints
 * chain       each entry holds the hash of the one before
 * head        where a chain ends: size, last hash, Merkle root
 * checkpoint  a signed note over all heads and the checkpoint before
 * recorder    makes the reads of many requests durable in one commit, before their replies
 * proof       one entry with the path that leads from it to a checkpoint
 * state       what a row was before the change that an entry tells of
 * fault       one thing a verification found not to hold, and where
 */
export { acceptRestoredLog } from './accept-restored.ts';
export { readHeld, writeHeld } from './checkpoint.ts';
export type { HeldCheckpoint } from './checkpoint.ts';
export { openCheckpointMemory } from './checkpoint-memory.ts';
export type { CheckpointMemory } from './checkpoint-memory.ts';
export type { AuditDeps } from './dependencies.ts';
export { exportLines } from './export-log.ts';
export { accessesOfPatient, listEntries } from './list-entries.ts';
export { auditMessages } from './messages.ts';
export { installationClinic } from './model.ts';
export type { AuditEntry, Fault, Verdict } from './model.ts';
export type { FaultKind } from './contract.ts';
export { guardsMissing, recordAct, recordForInstallation, sealingNow } from './queries.ts';
export type { Act, Sealing } from './queries.ts';
export { proveEntry } from './prove-entry.ts';
export { openProver } from './prove-many.ts';
export { openRecorder } from './recorder.ts';
export type { Recorder } from './recorder.ts';
export { auditRoutes } from './routes.ts';
export { auditRules } from './rules.ts';
export { isSealingLate, readSealingMeasures, SEALING_LAG_LIMIT_SECONDS, sealingMeasures } from './sealing-state.ts';
export { sealPending } from './seal-pending.ts';
export { startSealer } from './sealer.ts';
export type { Sealer, SealerState } from './sealer.ts';
export { openSigningKey } from './open-signing-key.ts';
export { publicKeyFile, readSigningKey, readVerifierFile } from './signing-key.ts';
export type { SigningKey } from './signing-key.ts';
export { verifyAll, verifyClinic } from './verify-audit.ts';
export type { VerifyOptions } from './verify-audit.ts';
