import { createTestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller } from '#test/house.ts';
import { argumentOf, atMost, percentile, report, say, timesOf } from './parts/figures.ts';
import { fillClinic } from './parts/filled-clinic.ts';
import type { Filled } from './parts/filled-clinic.ts';

/**
 * Finding a patient among many through POST /api/patients/search, one after the other: session, permission, index,
 * row-level security, unsealing of the hits and the audit entry on the disk. `--patients N`, `--searches N` of each of six
 * kinds: the server takes 600 a minute from one address.
 */
const count = argumentOf('--patients', 100_000);
const searches = argumentOf('--searches', 95);

const twoTurned = (word: string): string => {
  const at = Math.floor(word.length / 2);
  return `${word.slice(0, at - 1)}${word.charAt(at)}${word.charAt(at - 1)}${word.slice(at + 1)}`;
};

const kinds = {
  'full name': ({ person }: Filled) => `${person.given} ${person.firstSurname} ${person.secondSurname}`,
  'two surnames': ({ person }: Filled) => `${person.firstSurname} ${person.secondSurname}`,
  'beginnings of two words': ({ person }: Filled) => `${person.firstSurname.slice(0, 4)} ${person.given.slice(0, 3)}`,
  'a name with two letters turned': ({ person }: Filled) => `${person.given} ${twoTurned(person.firstSurname)}`,
  'three letters': ({ person }: Filled) => person.firstSurname.slice(0, 3),
  'telephone': ({ person }: Filled) => person.phone,
} as const;

const searchAll = async (desk: Caller, patients: readonly Filled[]) => {
  const times = new Map<string, readonly number[]>();
  let found = 0;
  for (const [kind, queryOf] of Object.entries(kinds)) {
    times.set(kind, await timesOf(searches, async (run) => {
      const wanted = patients[(run * 7_919) % patients.length];
      if (wanted === undefined) throw new Error('there are no patients');
      const { status, body } = await desk.call('POST', '/api/patients/search', { query: queryOf(wanted), limit: 20 });
      if (status !== 200) throw new Error(`searching answered ${String(status)}`);
      if (kind === 'telephone' && (body['patients'] as readonly { readonly id: string }[]).some(({ id }) => id === wanted.id)) found += 1;
    }));
    say(`${kind}: p99 ${percentile(times.get(kind) ?? [], 99).toFixed(1)} ms`);
  }
  if (found !== searches) throw new Error(`only ${String(found)} of ${String(searches)} were found by telephone`);
  return times;
};

const measure = async () => {
  const home = await createTestDatabase();
  const house = await openHouse(home);
  try {
    const patients = await fillClinic(house, count);
    const began = performance.now();
    // The house's index hears of the rows as a process that missed the notices does.
    await house.api.index.catchUp();
    const loading = (performance.now() - began) / 1000;
    say(`index of ${String(count)} loaded in ${loading.toFixed(1)} s`);
    const desk = await house.signIn(await house.hire(['receptionist']));
    const [health] = await timesOf(1, () => desk.call('POST', '/api/patients/search', { query: 'primera', limit: 20 }));
    if (health === undefined) throw new Error('nothing was measured');
    const times = await searchAll(desk, patients);
    const bare = await timesOf(searches, async (run) =>
      home.asSuperuser('select id, identity from front.patient where clinic_id = $1 and id = $2', [house.clinicId, patients[(run * 7_919) % patients.length]?.id]));
    return { times, loading, bare };
  } finally {
    await house.close();
    await home.close();
  }
};

const { times, loading, bare } = await measure();
const all = [...times.values()].flat();
report({
  benchmark: 'patient-search-api',
  data: `synthetic: ${String(count)} patients of one clinic; ${String(searches)} searches of each kind, one after the other, in process through the whole server`,
  figures: [
    { figure: 'search at the API', value: percentile(all, 50), unit: 'ms', at: `p50 of ${String(all.length)}` },
    atMost({ figure: 'search at the API', value: percentile(all, 99), unit: 'ms', at: `p99 of ${String(all.length)}` }, 50),
    ...[...times].flatMap(([kind, each]) => [
      { figure: `by ${kind}`, value: percentile(each, 50), unit: 'ms', at: `p50 of ${String(each.length)}` },
      { figure: `by ${kind}`, value: percentile(each, 99), unit: 'ms', at: `p99 of ${String(each.length)}` },
    ]),
    { figure: 'loading the index into the running server', value: loading, unit: 's', at: 'once' },
  ],
  yardstick: { figure: 'one sealed row by its key as superuser', value: percentile(bare, 50), unit: 'ms', at: `p50 of ${String(bare.length)}` },
  ratio: percentile(all, 50) / percentile(bare, 50), ratioOf: 'p50 of all searches',
});
