import { connect, createServer } from 'node:net';
import type { AddressInfo, NetConnectOpts, Socket } from 'node:net';

/** A door before PostgreSQL that counts what a program says to it, by login role. */
export type PostgresTap = {
  /** The connection string with the door in PostgreSQL's place. */
  readonly url: string;
  /** Messages by their letter in PostgreSQL's protocol since the last call: P parse, B bind, D describe, E execute, S sync, Q simple query. */
  readonly said: (login: string) => Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
};

const startupLength = 8;

/** Takes whole messages off the front of what was sent: the startup packet first, which has no letter. */
const follow = (count: (login: string, letter: string) => void) => {
  let held = Buffer.alloc(0);
  let login: string | null = null;
  return (chunk: Buffer): void => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const lead = login === null ? 0 : 1;
      if (held.length < lead + 4) return;
      const length = lead + held.readUInt32BE(lead);
      if (held.length < length) return;
      if (login === null) login = /(?:^|\0)user\0([^\0]+)/.exec(held.toString('latin1', startupLength, length))?.[1] ?? '';
      else count(login, held.toString('latin1', 0, 1));
      held = held.subarray(length);
    }
  };
};

/** PostgreSQL's address in a connection string: a host and port, or the folder of its socket. */
const wayTo = ({ hostname, port, searchParams }: URL): NetConnectOpts => {
  const folder = searchParams.get('host');
  const number = searchParams.get('port') ?? (port === '' ? '5432' : port);
  return folder?.startsWith('/') === true ? { path: `${folder}/.s.PGSQL.${number}` } : { host: folder ?? hostname, port: Number(number) };
};

export const openTap = async (url: string): Promise<PostgresTap> => {
  const target = new URL(url);
  const counts = new Map<string, Record<string, number>>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const real = connect(wayTo(target));
    const heard = follow((login, letter) => {
      const said = counts.get(login) ?? {};
      said[letter] = (said[letter] ?? 0) + 1;
      counts.set(login, said);
    });
    client.on('data', heard);
    for (const [one, other] of [[client, real], [real, client]] as const) {
      sockets.add(one);
      one.on('error', () => { other.destroy(); });
      one.pipe(other);
    }
  });
  server.unref();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const tapped = new URL(url);
  tapped.searchParams.delete('host');
  tapped.searchParams.delete('port');
  tapped.hostname = '127.0.0.1';
  tapped.port = String((server.address() as AddressInfo).port);
  return {
    url: tapped.toString(),
    said: (login) => {
      const said = counts.get(login) ?? {};
      counts.delete(login);
      return said;
    },
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => { resolve(); });
    }),
  };
};
