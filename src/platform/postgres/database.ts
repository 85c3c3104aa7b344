import pg from 'pg';
import type { Actor, GateActor, LoginRole } from './actor.ts';
import { openReading } from './reading.ts';
import { nameOf, sendBatch, sendTogether, types } from './statement-batch.ts';
import type { Tx } from './transaction.ts';

/** One connection string per login role this process may use; an absent role cannot be acted as. */
export type DatabaseUrls = Readonly<Partial<Record<LoginRole, string>>>;

export type Database = {
  /**
   * Runs `work` in one transaction as `actor`: the clinic, the person and the purpose hold for that
   * transaction only. Deadlocks, serialisation failures and connections lost before the commit are
   * tried again (at most three times in all), so `work` must have no effect outside the database.
   */
  readonly withActor: <A extends Actor, Result>(actor: A, work: (tx: Tx<A>) => Promise<Result>) => Promise<Result>;
  /**
   * The same for work that only reads: PostgreSQL itself refuses it any write. What is asked at once goes to PostgreSQL
   * and back once, as one transaction; what is asked after an answer is the next. Locks nothing from one to the next.
   */
  readonly reading: <A extends Actor, Result>(actor: A, work: (tx: Tx<A>) => Promise<Result>) => Promise<Result>;
  /**
   * Runs work of exactly one statement, which is then a transaction of its own and one round trip. A connection lost
   * after it was sent leaves its outcome unknown, so it is then not tried again.
   */
  readonly inOneStatement: <Result>(actor: GateActor, work: (tx: Tx<GateActor>) => Promise<Result>) => Promise<Result>;
  /** Calls `heard` for each notification of `channel` until the returned function is called. */
  readonly listen: (login: LoginRole, channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>;
  /** Takes a session-level advisory lock for as long as the connection lives; null when another holds it. */
  readonly holdLock: (login: LoginRole, key: bigint) => Promise<{ readonly lost: Promise<void>; readonly release: () => Promise<void> } | null>;
  /** True when a statement runs as this login. */
  readonly isReachable: (login: LoginRole) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = {
  readonly urls: DatabaseUrls;
  readonly application: string;
  /** Connections per login role. */
  readonly poolSize?: number;
};

const ENTER = 'select set_config($1, $2, true), set_config(\'amate.purpose\', $3, true), set_config(\'amate.cause\', $4, true)';

const enterValues = (actor: Actor): readonly string[] | null => {
  switch (actor.kind) {
    case 'staff':
      return ['amate.session', actor.sessionHash, actor.purpose, ''];
    case 'system':
      return ['amate.clinic', actor.clinicId, actor.purpose, actor.cause];
    case 'gate':
      return null;
  }
};

const RETRIED = new Set(['40001', '40P01', '57P01', '57P02', '57P03', '08006', '08003', '08001', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOENT']);
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
const isRetried = (error: unknown): boolean =>
  RETRIED.has(codeOf(error)) || (error instanceof Error && /Connection terminated|not queryable/.test(error.message));

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

type Outcome<Result> =
  | { readonly result: Result }
  | { readonly failure: unknown; readonly mayRetry: boolean };

const sender = (client: pg.PoolClient): Tx['query'] => async <Row>(text: string, values: readonly unknown[] = []) => {
  sendTogether(client);
  const { rows } = await client.query({ name: nameOf(text), text, values: [...values] });
  return rows as Row[];
};

const runStatement = async <Result>(client: pg.PoolClient, actor: GateActor, work: (tx: Tx<GateActor>) => Promise<Result>): Promise<Outcome<Result>> => {
  let sent = false;
  const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
    if (sent) throw new Error('one statement, and it was sent already');
    sent = true;
    const [rows = []] = await sendBatch(client, [{ text, values }]);
    return rows as unknown as readonly Row[];
  };
  try {
    return { result: await work({ actor, query }) };
  } catch (failure) {
    // What PostgreSQL itself reports was rolled back; of a connection that broke nobody knows.
    return { failure, mayRetry: failure instanceof pg.DatabaseError && isRetried(failure) };
  }
};

const runReading = async <A extends Actor, Result>(client: pg.PoolClient, actor: A, work: (tx: Tx<A>) => Promise<Result>): Promise<Outcome<Result>> => {
  const { tx, settled } = openReading(client, actor);
  try {
    return { result: await work(tx) };
  } catch (failure) {
    await settled();
    return { failure, mayRetry: isRetried(failure) };
  }
};

const runOnce = async <A extends Actor, Result>(client: pg.PoolClient, actor: A, work: (tx: Tx<A>) => Promise<Result>): Promise<Outcome<Result>> => {
  const send = sender(client);
  sendTogether(client);
  const opening = [client.query('begin')];
  const enter = enterValues(actor);
  // Sent behind `begin` without waiting: one round trip serves both and the first statement of the work.
  if (enter !== null) opening.push(client.query({ name: nameOf(ENTER), text: ENTER, values: [...enter] }));
  const opened = Promise.all(opening);
  opened.catch(() => undefined);
  try {
    const result = await work({ actor, query: send });
    await opened;
    try {
      await client.query('commit');
    } catch (failure) {
      // The outcome of a lost commit is unknown: never tried again here.
      return { failure, mayRetry: codeOf(failure) === '40001' };
    }
    return { result };
  } catch (failure) {
    await client.query('rollback').catch(() => undefined);
    return { failure, mayRetry: isRetried(failure) };
  }
};

/** Of a connection that broke, whoever waits for its answer is told; the event itself would end the process. */
const ignored = (): void => undefined;

type Connector = { readonly configurationOf: (login: LoginRole) => pg.ClientConfig; readonly dedicated: (login: LoginRole) => Promise<pg.Client> };

const connectorOf = (options: DatabaseOptions): Connector => {
  const configurationOf = (login: LoginRole): pg.ClientConfig => {
    const connectionString = options.urls[login];
    if (connectionString === undefined) throw new Error(`this process has no way in as ${login}`);
    return {
      connectionString,
      application_name: options.application,
      types,
      statement_timeout: 15_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
    };
  };
  const dedicated = async (login: LoginRole): Promise<pg.Client> => {
    const client = new pg.Client({ ...configurationOf(login), statement_timeout: 0, connectionTimeoutMillis: 5_000 });
    client.on('error', ignored);
    await client.connect();
    return client;
  };
  return { configurationOf, dedicated };
};

const listenThrough = ({ dedicated }: Connector): Database['listen'] => async (login, channel, heard) => {
  let stopped = false;
  let current: pg.Client | null = null;
  const follow = async (): Promise<void> => {
    const client = await dedicated(login);
    let listening = false;
    client.on('notification', (message) => { heard(message.payload ?? ''); });
    // Before it listens, whoever asked for it tries again; twice would leave two that follow, and more after each fall.
    client.on('end', () => { if (listening && !stopped) again(); });
    try {
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (failure) {
      await client.end();
      throw failure;
    }
    listening = true;
    current = client;
    if (stopped) await client.end();
  };
  const again = (): void => {
    setTimeout(() => { if (!stopped) follow().catch(again); }, 500).unref();
  };
  await follow();
  return async () => { stopped = true; await current?.end(); };
};

const lockThrough = ({ dedicated }: Connector): Database['holdLock'] => async (login, key) => {
  const client = await dedicated(login);
  const lost = new Promise<void>((resolve) => { client.once('end', () => { resolve(); }); });
  const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [key.toString()]);
  if ((rows[0] as { held: boolean }).held) return { lost, release: () => client.end() };
  await client.end();
  return null;
};

/** Opens the pools of a process. Nothing else in the house talks to PostgreSQL. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const connector = connectorOf(options);
  const pools = new Map<LoginRole, pg.Pool>();
  const poolOf = (login: LoginRole): pg.Pool => {
    const open = pools.get(login);
    if (open !== undefined) return open;
    const pool = new pg.Pool({ ...connector.configurationOf(login), pipeline: true, max: options.poolSize ?? 8, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000 } as pg.PoolConfig);
    pool.on('error', ignored);
    // For as long as it lives: one that was let go broken may still hear how it broke, and nobody else listens then.
    pool.on('connect', (client) => { client.on('error', ignored); });
    pools.set(login, pool);
    return pool;
  };
  const run = async <Result>(login: LoginRole, once: (client: pg.PoolClient) => Promise<Outcome<Result>>): Promise<Result> => {
    for (let attempt = 1; ; attempt += 1) {
      const client = await poolOf(login).connect();
      let broken = false;
      const onError = (): void => { broken = true; };
      client.on('error', onError);
      const letGo = (destroy: boolean): void => {
        client.removeListener('error', onError);
        client.release(broken || destroy);
      };
      const outcome = await once(client);
      if ('result' in outcome) {
        letGo(false);
        return outcome.result;
      }
      letGo(isRetried(outcome.failure));
      if (!outcome.mayRetry || attempt >= 3) throw outcome.failure;
      await pause(20 * attempt * attempt);
    }
  };
  return {
    withActor: (actor, work) => run(actor.login, (client) => runOnce(client, actor, work)),
    reading: (actor, work) => run(actor.login, (client) => runReading(client, actor, work)),
    inOneStatement: (actor, work) => run(actor.login, (client) => runStatement(client, actor, work)),
    listen: listenThrough(connector),
    holdLock: lockThrough(connector),
    isReachable: async (login) => {
      await poolOf(login).query('select 1');
      return true;
    },
    close: async () => { await Promise.all([...pools.values()].map((pool) => pool.end())); },
  };
};
