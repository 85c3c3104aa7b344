import { spawn } from 'node:child_process';

/** What a child process asks of the server, over and over, on so many connections at a time. */
export type Load = {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly cookie: string | null;
  readonly requests: readonly { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: string }[];
};

/** Requests answered with 2xx per second; latencies in milliseconds; how many went wrong. */
export type Answered = { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly failed: number; readonly answered: number };

const child = new URL('load-child.ts', import.meta.url).pathname;

/** Runs the load in a process of its own, so that making requests and answering them do not share an event loop. */
export const runLoad = (load: Load): Promise<Answered> => new Promise((resolve, reject) => {
  const running = spawn(process.execPath, [child], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  running.stdout.on('data', (chunk: Buffer) => { said += chunk.toString('utf8'); });
  running.once('error', reject);
  running.once('close', (code) => {
    if (code === 0) resolve(JSON.parse(said) as Answered);
    else reject(new Error(`the load ended with ${String(code)}`));
  });
  // By standard input: a session's cookie does not belong into the list of processes.
  running.stdin.end(JSON.stringify(load));
});
