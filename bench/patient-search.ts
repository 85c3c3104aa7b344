import { availableParallelism, cpus } from 'node:os';
import { systemClock } from '#kernel/clock.ts';
import { fold } from '#kernel/fold.ts';
import { openPatientIndex } from '#modules/patients/patient-index.ts';
import { searchPatients } from '#modules/patients/search-patients.ts';
import { depsOf } from '#modules/patients/testing.ts';
import { createTestDatabase, foundedClinic, signedIn } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { chances, madeUpPeople } from './patient-search/made-up-people.ts';
import type { MadeUpPerson } from './patient-search/made-up-people.ts';
import { seedPatients } from './patient-search/seeded-clinic.ts';

/**
 * Patient search as a person types, over names that the database keeps sealed: the whole use case (index in
 * memory, rows through row-level security, opening, audit pseudonyms) and the index alone. Yardstick: the same
 * name queries against the same names kept in clear in PostgreSQL under pg_trgm, which is what sealing forgoes.
 * Data are synthetic. Needs AMATE_TEST_CLUSTER. `--people N`, `--json`.
 */
const argumentOf = (name: string, absent: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? absent : Number(process.argv[at + 1]);
};

const count = argumentOf('--people', 100_000);
const sought = 250;
const page = 20;
const chance = chances('queries');

const mistyped = (word: string): string => {
  const at = 1 + Math.floor(chance() * Math.max(1, word.length - 2));
  const kind = Math.floor(chance() * 3);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return `${word.slice(0, at)}e${word.slice(at + 1)}`;
  return `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`;
};

const strokes = (text: string): readonly string[] => Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(0, at + 2));

/** Name queries as typed: each stroke of a surname, then names in two orders, then with a typo. */
const nameQueries = ({ given, firstSurname, secondSurname }: MadeUpPerson): readonly string[] => [
  ...strokes(fold(firstSurname)), `${fold(firstSurname)} ${fold(given).slice(0, 3)}`, `${firstSurname} ${given}`, `${given} ${firstSurname} ${secondSurname}`,
  `${mistyped(firstSurname)} ${given}`, `${given} ${mistyped(secondSurname)}`, mistyped(firstSurname),
];

const numberQueries = ({ phone, birthDate, firstSurname }: MadeUpPerson, number: number): readonly string[] => {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  return [phone, phone.slice(-4), String(number), `${day}/${month}/${year}`, `${firstSurname} ${day}/${month}/${year}`, `${firstSurname} ${phone.slice(-4)}`];
};

const percentiles = (times: readonly number[]) => {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number): number => Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: Number((sorted.at(-1) ?? 0).toFixed(2)) };
};

const timesOf = async (queries: readonly string[], ask: (query: string) => unknown): Promise<readonly number[]> => {
  const times: number[] = [];
  for (const query of queries) {
    const began = performance.now();
    await ask(query);
    times.push(performance.now() - began);
  }
  return times;
};

/** The same names in clear with a trigram index: what a practice without sealing would use. */
const openYardstick = async (home: TestDatabase, people: readonly MadeUpPerson[]) => {
  await home.asSuperuser('create extension pg_trgm');
  await home.asSuperuser('create table public.plain_name (id int primary key, name text not null)');
  await home.asSuperuser('insert into public.plain_name select n, name from unnest($1::text[]) with ordinality as t (name, n)',
    [people.map(({ given, firstSurname, secondSurname }) => fold(`${given} ${firstSurname} ${secondSurname}`))]);
  await home.asSuperuser('create index plain_name_trigrams on public.plain_name using gin (name gin_trgm_ops)');
  await home.asSuperuser('vacuum analyze public.plain_name');
  return (query: string) => home.asSuperuser(
    'select id, name from public.plain_name where $1 <% name order by word_similarity($1, name) desc, id limit $2', [fold(query), page]);
};

const megabytes = (): number => {
  global.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

const measure = async () => {
  const home = await createTestDatabase();
  try {
    const people = madeUpPeople(count);
    const clinicId = await foundedClinic(home);
    await seedPatients(home, clinicId, people);
    home.vault.forgetOpenedKeys();
    const before = megabytes();
    const began = performance.now();
    const index = await openPatientIndex({ database: home.database, vault: home.vault, clock: systemClock });
    await index.ready;
    const loading = (performance.now() - began) / 1000;
    const memory = megabytes() - before;
    const actor = await signedIn(home, clinicId, 'amate_frontdesk', 'receptionist');
    const deps = depsOf(home, index);
    const ask = (query: string) => searchPatients(deps, actor, { query, limit: page });
    const chosen = people.map((person, at) => ({ person, number: at + 1, order: chance() })).sort((one, other) => one.order - other.order).slice(0, sought);
    const names = chosen.flatMap(({ person }) => nameQueries(person));
    const numbers = chosen.flatMap(({ person, number }) => numberQueries(person, number));
    await timesOf(names.slice(0, 200), ask);
    const nameTimes = await timesOf(names, ask);
    const whole = percentiles([...nameTimes, ...await timesOf(numbers, ask)]);
    const alone = percentiles(await timesOf([...names, ...numbers], (query) => index.search(actor, query, page)));
    const namesOnly = percentiles(nameTimes);
    const askPlain = await openYardstick(home, people);
    await timesOf(names.slice(0, 50), askPlain);
    const plain = percentiles(await timesOf(names, askPlain));
    await index.close();
    return { whole, alone, namesOnly, plain, loading, memory, queries: names.length + numbers.length };
  } finally {
    await home.close();
  }
};

const { whole, alone, namesOnly, plain, loading, memory, queries } = await measure();
const result = {
  benchmark: 'patient-search',
  machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(availableParallelism())} cores, Node ${process.versions.node}`,
  data: `synthetic: ${String(count)} patients of one clinic, ${String(queries)} queries one after the other, ${String(page)} rows a page`,
  figures: [
    { figure: 'search, whole use case, 99th percentile', value: whole.p99, unit: 'ms', goal: 50 },
    { figure: 'search, whole use case, median', value: whole.p50, unit: 'ms' },
    { figure: 'search, whole use case, slowest', value: whole.worst, unit: 'ms' },
    { figure: 'index alone, 99th percentile', value: alone.p99, unit: 'ms' },
    { figure: 'index alone, median', value: alone.p50, unit: 'ms' },
    { figure: 'names only, whole use case, 99th percentile', value: namesOnly.p99, unit: 'ms' },
    { figure: 'loading the index at start', value: Number(loading.toFixed(1)), unit: 's' },
    { figure: 'memory that the index takes', value: Math.round(memory), unit: 'MiB' },
  ],
  yardstick: { figure: 'the same name queries on the same names in clear, PostgreSQL pg_trgm, 99th percentile', value: plain.p99, unit: 'ms' },
  ratio: Number((namesOnly.p99 / plain.p99).toFixed(3)),
};
process.stdout.write(process.argv.includes('--json')
  ? `${JSON.stringify(result)}\n`
  : `${result.machine}\n${result.data}\n${[...result.figures, result.yardstick].map((each) => `${each.figure}: ${each.value.toLocaleString('en-US')} ${each.unit}`).join('\n')}\nratio to the yardstick: ${String(result.ratio)}\n`);
