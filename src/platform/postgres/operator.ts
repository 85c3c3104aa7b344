import pg from 'pg';
import type { OperatorActor } from './actor.ts';
import { OWNER } from './roles.ts';
import type { Tx } from './transaction.ts';

/** One transaction as the owner of the tables, for a command of whoever holds the machine. Nothing is tried again. */
export const asOperator = async <Result>(ownerUrl: string, work: (tx: Tx<OperatorActor>) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'amate command', statement_timeout: 15_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`set local role ${OWNER}`);
    const result = await work({
      actor: { kind: 'operator' },
      query: async <Row>(text: string, values: readonly unknown[] = []) => (await client.query(text, [...values])).rows as Row[],
    });
    await client.query('commit');
    return result;
  } finally {
    // What was not committed is rolled back with its connection.
    await client.end();
  }
};
