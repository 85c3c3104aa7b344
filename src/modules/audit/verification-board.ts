import { join } from 'node:path';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { openCheckpointMemory } from './checkpoint-memory.ts';
import type { VerificationReply } from './contract.ts';
import type { AuditDeps } from './dependencies.ts';
import type { Verdict } from './model.ts';
import { publicKeyFile, readVerifierFile } from './signing-key.ts';
import type { NoteKey } from './signed-note.ts';
import { verifierLine, rawPublicKey } from './signed-note.ts';
import { verifyClinic } from './verify-audit.ts';

type Result = NonNullable<VerificationReply['result']>;
type Standing = { running: Promise<void> | null; result: Result | null };

export type VerificationBoard = {
  /** The clinic's verification: the one just made, or the last with its time while a longer one runs. */
  readonly ask: (actor: StaffActor) => Promise<VerificationReply>;
};

const freshFor = 30_000;
const patience = 8000;

const resultOf = (verdict: Verdict, clinic: string, began: Date, ended: Date): Result => ({
  at: ended.toISOString(),
  sound: verdict.sound,
  entries: verdict.entries,
  checkpoints: verdict.checkpoints,
  seconds: (ended.getTime() - began.getTime()) / 1000,
  faults: verdict.faults.filter((each) => each.clinic === null || each.clinic === clinic).map(({ clinic: _clinic, ...rest }) => rest),
});

const publicKeys = async (folder: string): Promise<readonly NoteKey[]> => {
  try {
    return await readVerifierFile(join(folder, publicKeyFile));
  } catch {
    return [];
  }
};

const within = (work: Promise<void>, milliseconds: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => { timer = setTimeout(resolve, milliseconds); });
  return Promise.race([work, limit]).finally(() => { clearTimeout(timer); });
};

/**
 * Runs verifications for the screens, one at a time and clinic: a result of the last half minute is given again, and
 * whoever asks while a long one runs gets the last result with its time after eight seconds.
 */
export const openVerificationBoard = ({ database, clock, keysFolder }: AuditDeps): VerificationBoard => {
  const standings = new Map<string, Standing>();
  const memory = openCheckpointMemory(keysFolder);
  const standingOf = (clinic: string): Standing => {
    const known = standings.get(clinic) ?? { running: null, result: null };
    standings.set(clinic, known);
    return known;
  };
  const run = async (actor: StaffActor, standing: Standing, keys: readonly NoteKey[]): Promise<void> => {
    const began = clock.now();
    const held = await memory.recall();
    const options = { keys, batch: 500, held: held === null ? [] : [{ note: held.note, heads: held.heads.filter((head) => head.clinic === actor.clinicId) }] };
    const verdict = await database.withActor(actor, (tx) => verifyClinic(tx, actor.clinicId, options));
    standing.result = resultOf(verdict, actor.clinicId, began, clock.now());
  };
  const isFresh = (standing: Standing): boolean =>
    standing.result !== null && clock.now().getTime() - new Date(standing.result.at).getTime() < freshFor;
  return {
    ask: async (actor) => {
      const standing = standingOf(actor.clinicId);
      const keys = await publicKeys(keysFolder);
      if (!isFresh(standing)) standing.running ??= run(actor, standing, keys).finally(() => { standing.running = null; });
      if (standing.running !== null) await within(standing.running, patience);
      const [key] = keys;
      return {
        state: standing.running === null ? 'done' : 'running',
        result: standing.result,
        publicKey: key === undefined ? null : verifierLine(key.name, rawPublicKey(key.key)),
      };
    },
  };
};
