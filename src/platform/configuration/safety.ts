import type { Configuration } from './configuration.ts';

type Condition = { readonly code: string; readonly holds: (configuration: Configuration, environment: Readonly<Record<string, string | undefined>>) => boolean; readonly remedy: string };

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const databaseHost = (url: string): string => {
  const parsed = new URL(url);
  return parsed.searchParams.get('host') ?? decodeURIComponent(parsed.hostname);
};

const isNearOrSealed = (url: string): boolean => {
  const host = databaseHost(url);
  return host === '' || host.startsWith('/') || isLoopback(host) || new URL(url).searchParams.get('sslmode') === 'verify-full';
};

const isDefaultPassword = (url: string): boolean =>
  ['postgres', 'password', 'amate', 'admin', 'changeme'].includes(decodeURIComponent(new URL(url).password));

/** What production must satisfy before anything is started. The remedy is the one sentence a person reads. */
const conditions: readonly Condition[] = [
  {
    code: 'public-address-without-https',
    holds: ({ host, publicUrl }) => isLoopback(host) || publicUrl?.startsWith('https://') === true,
    remedy: 'AMATE_HOST opens Amate to the network without encryption: put a reverse proxy with TLS in front and set AMATE_PUBLIC_URL to its https:// address, or leave AMATE_HOST at 127.0.0.1.',
  },
  {
    code: 'public-url-without-https',
    holds: ({ publicUrl }) => publicUrl === null || publicUrl.startsWith('https://') || isLoopback(new URL(publicUrl).hostname),
    remedy: 'AMATE_PUBLIC_URL must begin with https://, since sessions and records would travel in clear.',
  },
  {
    code: 'demo-password-in-production',
    holds: ({ demoPassword }) => demoPassword === null,
    remedy: 'AMATE_DEMO_PASSWORD is set, but production has no demo logins: unset it.',
  },
  {
    code: 'database-in-clear',
    holds: ({ databaseUrl }) => databaseUrl === null || isNearOrSealed(databaseUrl),
    remedy: 'DATABASE_URL reaches another machine without checked encryption: add sslmode=verify-full to it.',
  },
  {
    code: 'database-default-password',
    holds: ({ databaseUrl }) => databaseUrl === null || !isDefaultPassword(databaseUrl),
    remedy: 'DATABASE_URL carries a password that everybody knows: give the owner role a random one.',
  },
  {
    code: 'certificates-unchecked',
    holds: (_configuration, environment) => environment['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0',
    remedy: 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the checking of certificates: unset it.',
  },
];

export type UnsafeCondition = { readonly code: string; readonly remedy: string };

/** The conditions of a safe production start that do not hold; empty when all do. */
export const unsafeConditions = (configuration: Configuration, environment: Readonly<Record<string, string | undefined>>): readonly UnsafeCondition[] =>
  conditions.filter((condition) => !condition.holds(configuration, environment)).map(({ code, remedy }) => ({ code, remedy }));
