import { createRequire } from 'node:module';
import type { Answered, Load } from './load.ts';

/** Reads a `Load` from standard input, runs it with autocannon and writes what was answered. */
type Outcome = {
  readonly duration: number;
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly '2xx': number;
  readonly non2xx: number;
  readonly errors: number;
  readonly timeouts: number;
};
const autocannon = createRequire(import.meta.url)('autocannon') as (options: object) => Promise<Outcome>;

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const { url, connections, seconds, cookie, requests } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Load;

const outcome = await autocannon({
  url, connections, duration: seconds,
  headers: cookie === null ? {} : { cookie },
  requests: requests.map((request) => (request.body === undefined ? request : { ...request, headers: { 'content-type': 'application/json', ...(cookie === null ? {} : { cookie }) } })),
});
const answered: Answered = {
  perSecond: outcome['2xx'] / outcome.duration, answered: outcome['2xx'],
  p50: outcome.latency.p50, p99: outcome.latency.p99, failed: outcome.non2xx + outcome.errors + outcome.timeouts,
};
process.stdout.write(JSON.stringify(answered));
