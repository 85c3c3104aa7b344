import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';

/** What Amate is started for; some defaults differ. */
const modes = ['demo', 'production'] as const;
export type Mode = (typeof modes)[number];

/** A value of the environment that cannot be used; `message` says what would do. */
export class UnusableValue extends Error {
  override readonly name = 'UnusableValue';
}

/** One thing that an administrator may set. The list below is the only place where the environment is read. */
export type Variable<T> = {
  readonly name: string;
  readonly meaning: string;
  /** The text in force when nothing is set, or null when there is none. */
  readonly default: (mode: Mode) => string | null;
  readonly parse: (text: string) => T;
  /** Never shown. */
  readonly isSecret?: true;
};

const refuse = (message: string): never => { throw new UnusableValue(message); };

const port = (text: string): number =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : refuse('must be a port number from 0 to 65535');

const host = (text: string): string =>
  /^[A-Za-z0-9.:_-]+$/.test(text) ? text : refuse('must be an address or a host name, such as 127.0.0.1');

const folder = (text: string): string => (text.includes('\0') ? refuse('must be a path') : text);

const postgresUrl = (text: string): string =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) ? text : refuse('must look like postgres://user:password@host:5432/database');

const publicUrl = (text: string): string => {
  if (!URL.canParse(text)) return refuse('must look like https://clinic.example');
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return refuse('must be only https:// and a host name, without a path');
  }
  return url.origin;
};

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  // A network of everybody would let everybody choose an address.
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 8 && Number(bits) <= (family === 4 ? 32 : 128));
};

const networks = (text: string): readonly string[] => {
  const all = text.split(',').map((each) => each.trim());
  return all.every(isNetwork) ? all : refuse('must be addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/24, none wider than /8');
};

const token = (text: string): string => (/^[\x21-\x7e]{24,200}$/.test(text) ? text : refuse('must have 24 to 200 characters without spaces, such as openssl rand -hex 24 makes'));

const password = (text: string): string => (text.length >= 8 ? text : refuse('must have at least 8 characters'));

const flag = (text: string): boolean => {
  if (['1', 'true', 'yes'].includes(text)) return true;
  return ['0', 'false', 'no'].includes(text) ? false : refuse('must be 1 or 0');
};

const absoluteFile = (text: string): string => (isAbsolute(text) ? text : refuse('must be an absolute path'));

const none = (): null => null;

export const variables = {
  port: { name: 'AMATE_PORT', meaning: 'Port where the web and API process listens; 0 takes any free one', default: () => '8080', parse: port },
  host: { name: 'AMATE_HOST', meaning: 'Address where the web and API process listens', default: () => '127.0.0.1', parse: host },
  publicUrl: { name: 'AMATE_PUBLIC_URL', meaning: 'Address that browsers use, when a reverse proxy stands in front', default: none, parse: publicUrl },
  trustedProxies: { name: 'AMATE_TRUSTED_PROXIES', meaning: 'Addresses or networks (CIDR) of your reverse proxies, whose X-Forwarded-For tells the client’s address; nobody’s counts when not set', default: none, parse: networks },
  metricsToken: { name: 'AMATE_METRICS_TOKEN', meaning: 'Bearer token that opens /metrics to other machines and behind a reverse proxy', default: none, parse: token, isSecret: true },
  dataFolder: { name: 'AMATE_DATA_DIR', meaning: 'Folder of the embedded database, files and keys', default: (mode: Mode) => (mode === 'demo' ? './data/demo' : './data'), parse: folder },
  databaseUrl: { name: 'DATABASE_URL', meaning: 'A PostgreSQL 15 or newer to use instead of the embedded one (owner role)', default: none, parse: postgresUrl, isSecret: true },
  postgresPort: { name: 'AMATE_POSTGRES_PORT', meaning: 'Port of 127.0.0.1 where the embedded PostgreSQL listens besides its private socket', default: none, parse: port },
  rootKeyFile: { name: 'AMATE_ROOT_KEY_FILE', meaning: 'File of the root key, to keep it away from the data (made if absent)', default: none, parse: absoluteFile },
  demoPassword: { name: 'AMATE_DEMO_PASSWORD', meaning: 'One password for all logins of the demo; random when not set', default: none, parse: password, isSecret: true },
  isDebug: { name: 'AMATE_DEBUG', meaning: 'Show stack traces and the output of tools', default: () => '0', parse: flag },
} as const satisfies Readonly<Record<string, Variable<unknown>>>;

export type VariableKey = keyof typeof variables;
