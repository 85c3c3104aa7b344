import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's measures in Prometheus form. Labels hold route patterns, methods and statuses; never an address or an id. */
export const createMeasures = () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'amate_http_request_seconds',
    help: 'Time from request to reply by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const refusals = new Counter({ name: 'amate_refusals_total', help: 'Refused requests by code', labelNames: ['code'], registers: [registry] });
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [registry] });
  /** Gauges read together each time the measures are asked for; not-a-number while they cannot be read. */
  const gaugesOf = <Name extends string>(helps: Readonly<Record<Name, string>>, read: () => Promise<Readonly<Record<Name, number>>>): void => {
    let reading: Promise<Readonly<Record<Name, number>> | null> | null = null;
    const now = () => (reading ??= read().catch(() => null).finally(() => { reading = null; }));
    for (const name of Object.keys(helps) as Name[]) {
      const made: Gauge = new Gauge({ name, help: helps[name], registers: [registry], collect: async () => { made.set((await now())?.[name] ?? Number.NaN); } });
    }
  };
  return { registry, requests, refusals, gauge, gaugesOf };
};
export type Measures = ReturnType<typeof createMeasures>;
