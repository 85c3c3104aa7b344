import { conflict } from '#kernel/errors.ts';
import type { FileReply } from '#platform/http/route.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { AuditDeps } from './dependencies.ts';
import { exportLines, exportSize } from './export-log.ts';

/** Lines that one reply may hold in memory; a larger log is exported on the machine, by `amate audit export`. */
const largestReply = 100_000;

/** The log of the actor's clinic as one file. Refuses `audit-export-too-large` beyond 100,000 lines. */
export const exportEntries = ({ database, clock }: Pick<AuditDeps, 'database' | 'clock'>, actor: StaffActor): Promise<FileReply & { readonly bytes: Uint8Array }> =>
  database.withActor(actor, async (tx) => {
    if (await exportSize(tx, actor.clinicId) > largestReply) throw conflict('audit-export-too-large', { limit: largestReply });
    const lines: string[] = [];
    for await (const line of exportLines(tx, actor.clinicId)) lines.push(line);
    const day = clock.now().toISOString().slice(0, 10);
    return { type: 'application/x-ndjson', fileName: `audit-${day}.ndjson`, bytes: Buffer.from(`${lines.join('\n')}\n`, 'utf8') };
  });
