import type pg from 'pg';
import type { Actor } from './actor.ts';
import { sendBatch } from './statement-batch.ts';
import type { Rows, Statement } from './statement-batch.ts';
import type { Tx } from './transaction.ts';

// Set for the transaction that is one batch, and by its first statement: nothing is read before it holds.
const READ_ONLY = 'select set_config(\'transaction_read_only\', \'on\', true)';
const ENTER = `${READ_ONLY}, set_config($1, $2, true)`;

/** What makes a transaction the actor's own, and one that PostgreSQL refuses any write. */
const entering = (actor: Actor): Statement => {
  switch (actor.kind) {
    case 'staff':
      return { text: ENTER, values: ['amate.session', actor.sessionHash] };
    case 'system':
      return { text: ENTER, values: ['amate.clinic', actor.clinicId] };
    case 'gate':
      return { text: READ_ONLY, values: [] };
  }
};

type Asked = Statement & { readonly resolve: (rows: Rows) => void; readonly reject: (reason: unknown) => void };

/** Reading on one connection; `settled` resolves when every statement sent so far has been answered. */
export type Reading<A extends Actor> = { readonly tx: Tx<A>; readonly settled: () => Promise<void> };

/**
 * Statements that are asked in one turn of the event loop leave as one batch behind the one that enters, and are one
 * transaction: no `begin` before and no `commit` behind them. What is asked after their answers enters anew, so
 * each statement sees what is committed when it runs, as in any transaction that is read committed.
 * After a failure nothing further is sent.
 */
export const openReading = <A extends Actor>(client: pg.ClientBase, actor: A): Reading<A> => {
  let waiting: Asked[] = [];
  let broken: { readonly reason: unknown } | null = null;
  let last: Promise<void> = Promise.resolve();
  const send = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      const [, ...answers] = await sendBatch(client, [entering(actor), ...batch]);
      for (const [at, { resolve }] of batch.entries()) resolve(answers[at] ?? []);
    } catch (reason) {
      broken = { reason };
      for (const { reject } of batch) reject(reason);
    }
  };
  const ask = (statement: Statement): Promise<Rows> => new Promise((resolve, reject) => {
    waiting.push({ ...statement, resolve, reject });
    if (waiting.length > 1) return;
    last = new Promise((done) => { process.nextTick(() => { void send().then(done); }); });
  });
  const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
    if (broken !== null) throw broken.reason;
    try {
      return await ask({ text, values }) as unknown as readonly Row[];
    } catch (failure) {
      // The stack leads to whoever asked, not to the socket that the answer came from.
      if (failure instanceof Error) Error.captureStackTrace(failure);
      throw failure;
    }
  };
  return { tx: { actor, query }, settled: () => last };
};
