import type { Tx } from '#platform/postgres/transaction.ts';
import type { HeldCheckpoint } from './checkpoint.ts';
import { fault } from './model.ts';
import type { Fault, Verdict } from './model.ts';
import { endsOf, guardsMissing, sealingNow } from './queries.ts';
import type { NoteKey } from './signed-note.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyCheckpoints } from './verify-checkpoints.ts';

export type VerifyOptions = {
  /** Public keys whose signature counts. */
  readonly keys: readonly NoteKey[];
  /** Checkpoints kept outside the database; each must still be there unchanged. */
  readonly held?: readonly HeldCheckpoint[];
  /** Entries read at a time; 4000 when absent. Smaller where other work must not wait. */
  readonly batch?: number;
};

const verify = async (tx: Tx, clinic: string | null, options: VerifyOptions): Promise<Verdict> => {
  const sealing = await sealingNow(tx);
  const ends = await endsOf(tx, clinic);
  const through = ends[0]?.checkpoint ?? sealing.checkpoint ?? 0;
  const checkpoints = await verifyCheckpoints(tx, through, { keys: options.keys, held: options.held ?? [], clinic });
  const faults: Fault[] = [];
  let entries = 0;
  for (const end of ends) {
    const findings = await verifyChain(tx, end, { heldHeads: checkpoints.heldHeads, batch: options.batch ?? 4000 });
    entries += findings.entries;
    if (findings.fault !== null) faults.push(findings.fault);
  }
  faults.push(...checkpoints.faults);
  faults.push(...(await guardsMissing(tx)).map((guard) => fault('guard-missing', { note: guard })));
  return { sound: faults.length === 0, entries, clinics: ends.filter((end) => end.entries > 0).length, checkpoints: checkpoints.compared, through, faults };
};

/**
 * Verifies the chain, tree and end of one clinic and all checkpoints as far as they concern it. `tx` may be of an
 * auditor or administrator of that clinic, or of the worker. Entries sealed meanwhile are left for the next time.
 */
export const verifyClinic = (tx: Tx, clinic: string, options: VerifyOptions): Promise<Verdict> => verify(tx, clinic, options);

/** Verifies every clinic and that no checkpoint names a head that is not there. `tx` must be the worker's. */
export const verifyAll = (tx: Tx, options: VerifyOptions): Promise<Verdict> => verify(tx, null, options);
