import type { StaffActor } from '#platform/postgres/actor.ts';
import { openProver } from '#modules/audit/public.ts';
import type { ReleaseDeps } from './dependencies.ts';
import { releasedEntries, releasedHead, releasedLeaves } from './queries.ts';
import type { RecordRequestId } from './queries.ts';

const LEAVES_AT_A_TIME = 20_000;
const ENTRIES_AT_A_TIME = 500;

export type AuditSegment = { readonly lines: string; readonly entries: number; readonly checkpoint: number | null };

const leavesThrough = async (deps: ReleaseDeps, actor: StaffActor, id: RecordRequestId, size: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for (let after = 0; after < size; after += LEAVES_AT_A_TIME) {
    parts.push(await deps.database.reading(actor, (tx) => releasedLeaves(tx, id, { after, through: Math.min(after + LEAVES_AT_A_TIME, size) })));
  }
  return Buffer.concat(parts);
};

/**
 * The sealed entries that tell of the request's patient, each with its proof under one checkpoint, a line each as
 * docs/audit-format.md describes. Entries of the last second, the delivery's own among them, are not under it yet.
 */
export const auditSegment = async (deps: ReleaseDeps, actor: StaffActor, id: RecordRequestId): Promise<AuditSegment> => {
  const found = await deps.database.reading(actor, (tx) => releasedHead(tx, id));
  if (found === undefined) return { lines: '', entries: 0, checkpoint: null };
  const { number, note, size, chain, root } = found;
  const prove = openProver({ clinic: actor.clinicId, size, chain, root }, { number, note }, await leavesThrough(deps, actor, id, size));
  const lines: string[] = [];
  for (let after = 0, more = true; more;) {
    const from = after;
    const page = await deps.database.reading(actor, (tx) => releasedEntries(tx, id, from, ENTRIES_AT_A_TIME));
    lines.push(...page.filter(({ seq }) => seq <= size).map((link) => `${JSON.stringify(prove(link))}\n`));
    after = page.at(-1)?.seq ?? after;
    more = page.length === ENTRIES_AT_A_TIME;
  }
  return { lines: lines.join(''), entries: lines.length, checkpoint: number };
};
