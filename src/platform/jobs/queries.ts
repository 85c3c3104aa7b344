import type { Tx } from '#platform/postgres/transaction.ts';

/** Enqueues a job in the caller's transaction: it runs if and only if that commits. The payload holds ids only. */
export const enqueueJob = async (tx: Tx, job: { readonly task: string; readonly payload: Readonly<Record<string, string>>; readonly key: string; readonly runAt: Date }): Promise<void> => {
  await tx.query('select jobs.enqueue($1, $2, $3, $4)', [job.task, JSON.stringify(job.payload), job.key, job.runAt]);
};
