import { createServer } from 'node:net';
import { Refusal, systemCodeOf } from './refusal.ts';

/** Refuses, in one sentence, an address that cannot be listened on. Port 0 is always free. */
export const assertPortFree = async (host: string, port: number): Promise<void> => {
  if (port === 0) return;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, resolve);
    });
  } catch (error) {
    throw portRefusal(host, port, systemCodeOf(error));
  }
  await new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
};

/** The sentence for a failed `listen`. */
const portRefusal = (host: string, port: number, code: string): Refusal => {
  switch (code) {
    case 'EADDRINUSE':
      return new Refusal(`Port ${String(port)} of ${host} is taken by another program: stop that one, or choose another port with AMATE_PORT=${String(port === 65_535 ? port - 1 : port + 1)}.`);
    case 'EACCES':
      return new Refusal(`This user may not listen on port ${String(port)}: choose one above 1023 with AMATE_PORT.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Refusal(`This machine has no address ${host}: set AMATE_HOST to one of its own, such as 127.0.0.1.`);
    default:
      return new Refusal(`Amate cannot listen on port ${String(port)} of ${host} (${code}): choose another with AMATE_PORT.`);
  }
};
