import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { safetyResultSchema } from '#modules/safety/contract.ts';
import { checkMedicines, safetyData } from '#modules/safety/public.ts';
import type { CheckedMedicine, SafetyPatient } from '#modules/safety/public.ts';
import { createMeasures } from '#platform/http/measures.ts';
import { publicRoute } from '#platform/http/route.ts';
import { buildServer } from '#platform/http/server.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { argumentOf, atMost, percentile, report, say, timesOf } from './parts/figures.ts';

/**
 * The safety check of three new medicines beside fifteen active ones for a patient of whom everything is known, over all
 * tables, through a route on a real loopback connection, one after the other. Beside it in the same run: the same route
 * that answers a constant, and PostgreSQL asked for the bare pairs of the same medicines. `--checks N`.
 */
const checks = argumentOf('--checks', 2_000);
const ACTIVE = 15;
const NEW = 3;

const data = safetyData();
const ingredients = [...data.interactions.pairs.keys()];

/** The same medicines in every run. */
const drawn = (run: number, many: number): readonly string[] => Array.from({ length: many }, (_, at) => ingredients[(run * 7_919 + at * 104_729 + at * at * 31) % ingredients.length] ?? '');

const patient: SafetyPatient = {
  ageDays: 25_000, sex: 'M', weightKg: 61, pregnant: false, trimester: null, breastfeeding: false, eGFR: 48,
  allergies: [{ text: 'Penicilina', ingredients: null, groups: ['penicilinas'] }, { text: 'Naproxeno', ingredients: ['naproxeno'], groups: [] }],
  problems: [{ code: 'E119', text: 'Diabetes tipo 2' }, { code: 'I10X', text: 'Hipertensión' }, { code: 'J459', text: 'Asma' }, { code: 'N183', text: 'Enfermedad renal crónica' }],
};

const medicinesOf = ({ active, fresh }: { readonly active: readonly string[]; readonly fresh: readonly string[] }): readonly CheckedMedicine[] => [
  ...active.map((key, at): CheckedMedicine => ({ ref: `active:${String(at)}`, text: key, ingredients: [key], origin: 'active' })),
  ...fresh.map((key, at): CheckedMedicine => ({ ref: `new:${String(at)}`, text: key, ingredients: [key], origin: 'new', order: { dose: 500, unit: 'mg', route: 'oral', frequency: { kind: 'every', hours: 8 }, days: 7, strengths: [] } })),
];

const body = z.strictObject({ active: z.array(z.string()).max(30), fresh: z.array(z.string()).max(30) });
const constant = { ...checkMedicines(data, { medicines: [], patient: null }) };

const openServer = async () => {
  const declared = (path: string, operation: string, handle: (asked: z.infer<typeof body>) => z.infer<typeof safetyResultSchema>) =>
    publicRoute({ method: 'POST', path, operation, summary: 'Of the benchmark.', body, status: 200, reply: safetyResultSchema, refuses: [], handle: async (call) => Promise.resolve(handle(call.body)) });
  const app = await buildServer({
    routes: [
      declared('/api/bench/safety', 'bench-safety', (asked) => checkMedicines(data, { medicines: medicinesOf(asked), patient })),
      declared('/api/bench/constant', 'bench-constant', () => constant),
    ],
    ports: { authenticate: async () => null, may: () => true, isLive: async () => true, isSteppedUp: () => true, recordAccess: async () => undefined, message: (code) => code, ready: async () => true },
    measures: createMeasures(), publicUrl: 'http://127.0.0.1:8080', version: 'bench', log: false, perMinute: 10_000_000,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, port: (app.server.address() as AddressInfo).port };
};

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const post = (port: number, path: string, payload: string): Promise<string> => new Promise((done, fail) => {
  const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers: { 'host': '127.0.0.1:8080', 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } }, (reply) => {
    const parts: Buffer[] = [];
    reply.on('data', (part: Buffer) => parts.push(part));
    reply.on('end', () => { if (reply.statusCode === 200) done(Buffer.concat(parts).toString('utf8')); else fail(new Error(`the route answered ${String(reply.statusCode)}`)); });
  });
  sent.on('error', fail);
  sent.end(payload);
});

const layPairs = async (home: TestDatabase): Promise<number> => {
  const pairs = [...data.interactions.pairs].flatMap(([one, others]) => [...others.keys()].filter((other) => one < other).map((other) => [one, other] as const));
  await home.asSuperuser('create table public.bench_pair (one text not null, other text not null, primary key (one, other))');
  await home.asSuperuser('insert into public.bench_pair select * from unnest($1::text[], $2::text[])', [pairs.map(([one]) => one), pairs.map(([, other]) => other)]);
  await home.asSuperuser('analyze public.bench_pair');
  return pairs.length;
};

const measure = async () => {
  const home = await createTestDatabase();
  const { app, port } = await openServer();
  try {
    const pairs = await layPairs(home);
    const payloads = Array.from({ length: checks }, (_, run) => JSON.stringify({ active: drawn(run, ACTIVE), fresh: drawn(run + 50_000, NEW) }));
    const sizes: number[] = [];
    const alertsAt = async (run: number): Promise<void> => { sizes.push((JSON.parse(await post(port, '/api/bench/safety', payloads[run] ?? '')) as { alerts: unknown[] }).alerts.length); };
    for (let run = 0; run < 200; run += 1) { await alertsAt(run); await post(port, '/api/bench/constant', payloads[run] ?? ''); }
    sizes.length = 0;
    // By turns, so that whatever else the machine does falls on all alike.
    const checked: number[] = [];
    const bare: number[] = [];
    const asked: number[] = [];
    const engine: number[] = [];
    for (let run = 0; run < checks; run += 1) {
      const all = { active: drawn(run, ACTIVE), fresh: drawn(run + 50_000, NEW) };
      checked.push(...await timesOf(1, () => post(port, '/api/bench/safety', payloads[run] ?? '')));
      bare.push(...await timesOf(1, () => post(port, '/api/bench/constant', payloads[run] ?? '')));
      asked.push(...await timesOf(1, () => home.asSuperuser('select one, other from public.bench_pair where one = any($1) and other = any($1)', [[...all.active, ...all.fresh]])));
      engine.push(...await timesOf(1, () => Promise.resolve(checkMedicines(data, { medicines: medicinesOf(all), patient }))));
    }
    for (let run = 0; run < 200; run += 1) await alertsAt(run);
    return { checked, bare, asked, engine, pairs, alerts: sizes.reduce((sum, size) => sum + size, 0) / sizes.length };
  } finally {
    agent.destroy();
    await app.close();
    await home.close();
  }
};

const { checked, bare, asked, engine, pairs, alerts } = await measure();
say(`${alerts.toFixed(1)} alerts a check on average`);
report({
  benchmark: 'safety-check',
  data: `${String(pairs)} interacting pairs of ${String(ingredients.length)} ingredients and the fact tables of the program; ${String(checks)} checks of ${String(NEW)} new medicines beside ${String(ACTIVE)} active ones, drawn evenly, for one made-up patient`,
  figures: [
    { figure: 'safety check at the route', value: percentile(checked, 50), unit: 'ms', at: `p50 of ${String(checks)}` },
    atMost({ figure: 'safety check at the route', value: percentile(checked, 99), unit: 'ms', at: `p99 of ${String(checks)}` }, 5),
    { figure: 'the engine alone', value: percentile(engine, 99), unit: 'ms', at: `p99 of ${String(checks)}` },
    { figure: 'PostgreSQL asked for the bare pairs', value: percentile(asked, 50), unit: 'ms', at: `p50 of ${String(checks)}` },
    { figure: 'PostgreSQL asked for the bare pairs', value: percentile(asked, 99), unit: 'ms', at: `p99 of ${String(checks)}` },
    { figure: 'the same route answering a constant', value: percentile(bare, 99), unit: 'ms', at: `p99 of ${String(checks)}` },
  ],
  yardstick: { figure: 'the same route answering a constant', value: percentile(bare, 50), unit: 'ms', at: `p50 of ${String(checks)}` },
  ratio: percentile(checked, 50) / percentile(bare, 50), ratioOf: 'p50 of a check',
});
