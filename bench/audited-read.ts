import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { createTestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import { argumentOf, atLeast, percentile, report, say, timesOf } from './parts/figures.ts';
import { fillClinic } from './parts/filled-clinic.ts';
import { runLoad } from './parts/load.ts';
import type { Answered } from './parts/load.ts';

/**
 * Opening a patient through the API: session, permission, row-level security, unsealing, and the audit entry on the
 * disk before the reply. Beside it, on the same server in the same process, one bare route that selects one row by its
 * key through a plain pg pool as superuser; and that route again on a Fastify with nothing else registered.
 * `--connections N`, `--seconds N` a window, `--rounds N` of alternating windows, `--patients N`.
 */
const connections = argumentOf('--connections', 16);
const seconds = argumentOf('--seconds', 15);
const rounds = argumentOf('--rounds', 3);
const patients = argumentOf('--patients', 1_000);
const asked = 400;

const byKey = 'select id, record_number, birth_date, sex, version, created_at, updated_at from front.patient where clinic_id = $1 and id = $2';

const addBareRoute = (app: FastifyInstance, pool: pg.Pool, clinicId: string): void => {
  app.get<{ Params: { id: string } }>('/bare/:id', async (request) => (await pool.query(byKey, [clinicId, request.params.id])).rows[0] as object);
};

const listen = async (app: FastifyInstance): Promise<string> => app.listen({ host: '127.0.0.1', port: 0 });

/** Milliseconds of one durable commit alone: what every audited read waits for and the yardstick does not. */
const commitTime = async (pool: pg.Pool): Promise<number> => {
  await pool.query('create table if not exists public.bench_commit (at timestamptz not null default now())');
  return percentile(await timesOf(50, () => pool.query('insert into public.bench_commit default values')), 50);
};

type Window = { readonly audited: Answered; readonly bare: Answered; readonly naked: Answered; readonly commit: number };

const measure = async () => {
  const home = await createTestDatabase();
  const house = await openHouse(home);
  const pool = new pg.Pool({ connectionString: home.ownerUrl });
  const naked = Fastify() as unknown as FastifyInstance;
  try {
    addBareRoute(house.api.app, pool, house.clinicId);
    addBareRoute(naked, pool, house.clinicId);
    const urls = { house: await listen(house.api.app), naked: await listen(naked) };
    const ids = (await fillClinic(house, patients)).slice(0, asked).map(({ id }) => id);
    const doctor = await house.signIn(await house.hire(['physician']));
    const [settings] = await home.asSuperuser<{ fsync: string; commit: string }>('select current_setting(\'fsync\') as fsync, current_setting(\'synchronous_commit\') as commit');
    const load = (url: string, path: string, length: number): Promise<Answered> => runLoad({
      url, connections, seconds: length, cookie: `amate=${doctor.cookie() ?? ''}`, requests: ids.map((id) => ({ method: 'GET', path: `${path}/${id}` })),
    });
    const window = async (length: number): Promise<Window> => ({
      audited: await load(urls.house, '/api/patients', length),
      bare: await load(urls.house, '/bare', length),
      naked: await load(urls.naked, '/bare', length),
      commit: await commitTime(pool),
    });
    await window(Math.min(3, seconds));
    const windows: Window[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const one = await window(seconds);
      windows.push(one);
      say(`audited ${one.audited.perSecond.toFixed(0)}/s, bare ${one.bare.perSecond.toFixed(0)}/s, naked ${one.naked.perSecond.toFixed(0)}/s, a commit ${one.commit.toFixed(1)} ms`);
    }
    const failed = windows.reduce((sum, one) => sum + one.audited.failed + one.bare.failed + one.naked.failed, 0);
    if (failed > 0) throw new Error(`${String(failed)} requests went wrong`);
    const [recorded] = await home.asSuperuser<{ rows: string }>('select count(*) as rows from audit.pending where action = \'open-patient\'');
    const answered = windows.reduce((sum, one) => sum + one.audited.answered, 0);
    if (Number(recorded?.rows) < answered) throw new Error('there are replies without an audit entry');
    return { windows, settings };
  } finally {
    await naked.close();
    await house.close();
    await pool.end();
    await home.close();
  }
};

const { windows, settings } = await measure();
const rate = (kind: 'audited' | 'bare' | 'naked'): number => percentile(windows.map((one) => one[kind].perSecond), 50);
const slowest = (part: 'p50' | 'p99'): number => Math.max(...windows.map(({ audited }) => audited[part]));
const windowsText = `median of ${String(rounds)} windows of ${String(seconds)} s, ${String(connections)} connections`;
// Round by round: what else the machine does then weighs on both sides alike.
const ratios = windows.map(({ audited, bare }) => audited.perSecond / bare.perSecond);
const ratio = percentile(ratios, 50);
report({
  benchmark: 'audited-read',
  data: `synthetic: ${String(patients)} patients of one clinic, ${String(Math.min(asked, patients))} of them asked for in turn by one physician; PostgreSQL with fsync ${settings?.fsync ?? '?'}, synchronous_commit ${settings?.commit ?? '?'}`,
  figures: [
    { figure: 'audited reads', value: rate('audited'), unit: 'requests/s', at: windowsText },
    { figure: 'time of an audited read', value: slowest('p50'), unit: 'ms', at: 'p50 of the slowest window' },
    { figure: 'time of an audited read', value: slowest('p99'), unit: 'ms', at: 'p99 of the slowest window' },
    atLeast({ figure: 'audited reads to bare reads', value: ratio * 100, unit: '%', at: `median of ${String(rounds)} rounds, ${ratios.map((each) => (each * 100).toFixed(1)).join(', ')}` }, 40),
    { figure: 'the bare route on a Fastify without plugins', value: rate('naked'), unit: 'requests/s', at: windowsText },
    { figure: 'audited reads to the bare route without plugins', value: (rate('audited') / rate('naked')) * 100, unit: '%' },
    { figure: 'one durable commit alone', value: percentile(windows.map(({ commit }) => commit), 50), unit: 'ms', at: `p50 of 50, median of ${String(rounds)} rounds` },
  ],
  yardstick: { figure: 'one row by its key through a plain pg pool, same server', value: rate('bare'), unit: 'requests/s', at: windowsText },
  ratio, ratioOf: 'audited reads',
});
