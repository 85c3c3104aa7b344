import type { Mode } from '#platform/configuration/variables.ts';
import type { DatabaseUrls } from '#platform/postgres/database.ts';

/** What the supervisor hands to a process of the house, over the private line between them. */
export type ProcessStart = {
  readonly mode: Mode;
  readonly host: string;
  /** 0: any free one; the process tells which in its ready detail (`port`). */
  readonly port: number;
  /** Where browsers reach Amate; null when it is the address it listens on. */
  readonly publicUrl: string | null;
  /** Networks of the reverse proxies that tell the client's address; for the process that listens. */
  readonly trustedProxies: readonly string[];
  /** Opens /metrics to other machines; null for a process that has none. */
  readonly metricsToken: string | null;
  /** Only the login roles this process may act as. */
  readonly databaseUrls: DatabaseUrls;
  /** 32 bytes in base64url, or null for a process that opens nothing sealed. */
  readonly rootKey: string | null;
  readonly dataFolder: string;
  /** For the sockets between processes of the house; private, and short enough for a socket's address. */
  readonly runFolder: string;
  /** The built web app; null for a process that serves none. */
  readonly webFolder: string | null;
  readonly isDebug: boolean;
};

/** What the process that fills a demo gets. */
export type SeedStart = {
  /** May do anything in the database. */
  readonly ownerUrl: string;
  readonly databaseUrls: DatabaseUrls;
  readonly rootKey: string;
  /** One for all demo logins. */
  readonly password: string;
  /** Where browsers will find the demo: printed in the codes of its prescriptions. */
  readonly publicUrl: string;
  /** The demo's e.firmas go to `demo-efirma/` in here. */
  readonly dataFolder: string;
};
