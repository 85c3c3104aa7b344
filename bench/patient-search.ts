import { createTrigramIndex } from '#kernel/search-trigrams.ts';
import { createTestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller } from '#test/house.ts';
import { openPatientIndex } from '../src/modules/patients/patient-index.ts';
import { systemClock } from '#kernel/clock.ts';
import { argumentOf, atMost, percentile, report, say, timesOf } from './parts/figures.ts';
import { addManyPatients } from './parts/many-patients.ts';
import type { SyntheticPatient } from './parts/many-patients.ts';

/**
 * Finding a patient among many through POST /api/patients/search, one after the other: index, row-level security,
 * unsealing of the hits and the audit entry included. `--patients N`, `--searches N` of each kind.
 */
const count = argumentOf('--patients', 100_000);
const searches = argumentOf('--searches', 150);

/** One letter of the longest word exchanged with the next, as fast typists do. */
const mistyped = (name: string): string => {
  const words = name.split(' ');
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '');
  const at = Math.floor(longest.length / 2);
  return words.map((word) => (word === longest ? `${word.slice(0, at - 1)}${word.charAt(at)}${word.charAt(at - 1)}${word.slice(at + 1)}` : word)).join(' ');
};

const begun = (name: string): string => {
  const [first = '', ...rest] = name.split(' ').reverse();
  return `${rest.at(-1) ?? ''} ${first.slice(0, 4)}`.trim();
};

const kinds = {
  'full name': ({ fullName }: SyntheticPatient) => fullName,
  'two surnames': ({ fullName }: SyntheticPatient) => fullName.split(' ').slice(-2).join(' '),
  'beginnings of two words': ({ fullName }: SyntheticPatient) => begun(fullName),
  'name with a typo': ({ fullName }: SyntheticPatient) => mistyped(fullName),
  'first letters of one word': ({ fullName }: SyntheticPatient) => (fullName.split(' ').at(-1) ?? '').slice(0, 3),
  'CURP': ({ curp }: SyntheticPatient) => curp,
  'telephone': ({ phone }: SyntheticPatient) => phone,
} as const;

const searchAll = async (desk: Caller, patients: readonly SyntheticPatient[]) => {
  const times = new Map<string, readonly number[]>();
  let found = 0;
  for (const [kind, queryOf] of Object.entries(kinds)) {
    times.set(kind, await timesOf(searches, async (run) => {
      const wanted = patients[(run * 7_919) % patients.length];
      if (wanted === undefined) throw new Error('there are no patients');
      const { status, body } = await desk.call('POST', '/api/patients/search', { query: queryOf(wanted), limit: 10 });
      if (status !== 200) throw new Error(`searching answered ${String(status)}`);
      if (kind === 'CURP' && (body['patients'] as readonly { readonly id: string }[])[0]?.id === wanted.id) found += 1;
    }));
    say(`${kind}: p99 ${percentile(times.get(kind) ?? [], 99).toFixed(1)} ms`);
  }
  if (found !== searches) throw new Error(`only ${String(found)} of ${String(searches)} were found by CURP`);
  return times;
};

const megabytes = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

const measure = async () => {
  const home = await createTestDatabase();
  const house = await openHouse(home);
  try {
    const patients = await addManyPatients(home, house.clinicId, count);
    const before = megabytes();
    const began = performance.now();
    const index = await openPatientIndex({ database: house.api.database, vault: home.vault, clock: systemClock });
    await index.ready;
    const loading = (performance.now() - began) / 1000;
    home.vault.forgetOpenedKeys();
    const memory = megabytes() - before;
    await index.close();
    say(`index of ${String(count)} loaded in ${loading.toFixed(1)} s`);
    // The house's own index hears of the rows as a process that missed the notices does.
    await house.api.index.catchUp();
    const desk = await house.signIn(await house.hire(['receptionist']));
    await desk.call('POST', '/api/patients/search', { query: 'primera', limit: 10 });
    const times = await searchAll(desk, patients);
    const words = createTrigramIndex();
    for (const { id, fullName } of patients) words.add(id, [fullName]);
    const bare = await timesOf(searches, async (run) => words.search(patients[(run * 7_919) % patients.length]?.fullName ?? '', 10));
    return { times, loading, memory, bare };
  } finally {
    await house.close();
    await home.close();
  }
};

const { times, loading, memory, bare } = await measure();
const all = [...times.values()].flat();
const population = `of ${String(all.length)} searches`;
report({
  benchmark: 'patient-search',
  data: `synthetic: ${String(count)} patients of one clinic; ${String(searches)} searches of each kind, one after the other, in process through the whole server`,
  figures: [
    { figure: 'search at the API', value: percentile(all, 50), unit: 'ms', at: `p50 ${population}` },
    atMost({ figure: 'search at the API', value: percentile(all, 99), unit: 'ms', at: `p99 ${population}` }, 50),
    ...[...times].flatMap(([kind, each]) => [
      { figure: `by ${kind}`, value: percentile(each, 50), unit: 'ms', at: `p50 of ${String(each.length)}` },
      { figure: `by ${kind}`, value: percentile(each, 99), unit: 'ms', at: `p99 of ${String(each.length)}` },
    ]),
    { figure: 'loading the index', value: loading, unit: 's', at: 'once' },
    { figure: 'the index in memory', value: memory, unit: 'MB', at: globalThis.gc === undefined ? 'growth of the heap, uncollected garbage included' : 'growth of the heap' },
  ],
  yardstick: { figure: 'full names in a bare index of the same names in memory', value: percentile(bare, 50), unit: 'ms', at: `p50 of ${String(bare.length)}` },
  ratio: percentile(times.get('full name') ?? [], 50) / percentile(bare, 50), ratioOf: 'p50 by full name',
});
