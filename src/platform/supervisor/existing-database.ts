import pg from 'pg';
import { Refusal, systemCodeOf } from './refusal.ts';

const reasonOf = (error: unknown): string => {
  switch (systemCodeOf(error)) {
    case 'ECONNREFUSED':
    case 'ENOENT':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return 'no server answers there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host is not known';
    case '28P01':
    case '28000':
      return 'the server refuses its user or password';
    case '3D000':
      return 'the server has no such database';
    default:
      return error instanceof Error ? error.message.split('\n')[0] ?? 'no reason given' : 'no reason given';
  }
};

/**
 * Whether a database holds an Amate already. Refuses in one sentence when it cannot be reached or is older
 * than PostgreSQL 15. `called` is how the sentence names it; the address itself carries a password.
 */
export const holdsAmate = async (connectionString: string, called: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, application_name: 'amate supervisor' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; present: boolean }>(
      'select current_setting(\'server_version_num\')::int as version, to_regclass(\'amate.migration\') is not null as present',
    );
    if ((rows[0]?.version ?? 0) < 150_000) throw new Refusal(`${called} is older than PostgreSQL 15, the oldest that Amate works with.`);
    return rows[0]?.present === true;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${called} cannot be used: ${reasonOf(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
};
