import { readFileSync } from 'node:fs';
import { medicineCatalogue } from '#modules/medicines/catalogue.ts';
import { searchFormulary } from '#modules/medicines/search-formulary.ts';
import { createTestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller } from '#test/house.ts';
import { importInventedFiles } from './parts/imported-medicines.ts';
import { atLeast, atMost, percentile, report, say, timesOf } from './parts/figures.ts';

/** Medicines as a physician types them, at the route, letter by letter, over the catalogue that the program carries; and lines of shorthand read there. */
const queries = readFileSync(new URL('../src/modules/medicines/data/typed-medicines.tsv', import.meta.url), 'utf8').split('\n')
  .filter((line) => line.includes('\t') && !line.startsWith('#'))
  .map((line) => { const [typed = '', keys = '', mistaken = ''] = line.split('\t'); return { typed, keys, isMistaken: mistaken === '1' }; });

/** What the field asks while a query is typed: from two letters on. */
const keystrokes = queries.flatMap(({ typed }) => Array.from({ length: Math.max(1, typed.length - 1) }, (_, at) => typed.slice(0, at + 2).trim())).filter((typed) => typed.length >= 2);
const lines = ['amox 500 c8 7d', 'paracetamol 500 mg 1 tab vo c/8 h x 5 días prn dolor', 'losartan 50 1-0-0 continuo', 'parasetamol 500 c8', 'insulina nph 20 ui mañana y 10 ui noche', 'met 500 c12', 'una tableta de loratadina 10 mg cada veinticuatro horas por cinco días'];

const ask = async (doctor: Caller, typed: string): Promise<readonly string[]> => {
  const { status, body } = await doctor.call('GET', `/api/medicines/search?q=${encodeURIComponent(typed)}&limit=10`);
  if (status !== 200) throw new Error(`searching answered ${String(status)}`);
  return (body['medicines'] as readonly { readonly ingredients: readonly string[] }[]).map(({ ingredients }) => ingredients.toSorted().join('|'));
};

const read = async (doctor: Caller, text: string): Promise<void> => {
  const { status } = await doctor.call('POST', '/api/medicines/read-line', { text });
  if (status !== 200) throw new Error(`reading answered ${String(status)}`);
};

/** With the program's own catalogue, or with large imported files beside it. */
const measure = async (isImported: boolean) => {
  const home = await createTestDatabase();
  const reading = isImported ? await importInventedFiles(home.ownerUrl) : null;
  const began = performance.now();
  if (!isImported) searchFormulary(medicineCatalogue(), { q: 'para', limit: 10 });
  // as it opens, imported files are joined and the index is made
  const house = await openHouse(home);
  const preparing = performance.now() - began;
  try {
    const doctor = await house.signIn(await house.hire(['physician']));
    const missed: typeof queries[number][] = [];
    for (const query of queries) if (!(await ask(doctor, query.typed)).includes(query.keys)) missed.push(query);
    say(`missed: ${missed.map(({ typed, keys }) => `${typed} (${keys})`).join(', ')}`);
    // The server takes 1,200 searches a minute of one session.
    const some = keystrokes.filter((_, at) => at % Math.ceil(keystrokes.length / 700) === 0);
    const times = await timesOf(some.length, (at) => ask(doctor, some[at] ?? 'pa'));
    const lineTimes = await timesOf(300, (at) => read(doctor, lines[at % lines.length] ?? ''));
    const bare = await timesOf(300, () => doctor.call('GET', '/api/session'));
    return { times, lineTimes, bare, preparing, missed, reading };
  } finally {
    await house.close();
    await home.close();
  }
};

const shareOf = (found: number, all: number): number => (100 * found) / Math.max(1, all);
const { times, lineTimes, bare, preparing, missed } = await measure(false);
const mistaken = queries.filter(({ isMistaken }) => isMistaken);
const { ingredients, presentations } = medicineCatalogue();
const large = await measure(true);
const joined = medicineCatalogue();
report({
  benchmark: 'formulary-search',
  data: `the program's own catalogue: ${String(ingredients.size)} ingredients, ${String(presentations.length)} presentations; ${String(queries.length)} queries, ${String(mistaken.length)} of them with a mistake; ${String(times.length)} keystrokes of them, one after the other, in process through the whole server; then again with 3,000 invented claves and 50,000 invented names imported: ${String(joined.presentations.length)} presentations, ${String(joined.brands.length)} trade names, ${String(joined.productNames.size)} whole names`,
  figures: [
    { figure: 'search at the route', value: percentile(times, 50), unit: 'ms', at: `p50 of ${String(times.length)}` },
    atMost({ figure: 'search at the route', value: percentile(times, 99), unit: 'ms', at: `p99 of ${String(times.length)}` }, 50),
    { figure: 'line read at the route', value: percentile(lineTimes, 99), unit: 'ms', at: `p99 of ${String(lineTimes.length)}` },
    atLeast({ figure: 'found among the first ten', value: shareOf(queries.length - missed.length, queries.length), unit: '%', at: `${String(queries.length)} queries` }, 95),
    { figure: 'found among the first ten, with a mistake', value: shareOf(mistaken.length - missed.filter(({ isMistaken }) => isMistaken).length, mistaken.length), unit: '%', at: `${String(mistaken.length)} queries` },
    { figure: 'making the index and opening the house', value: preparing, unit: 'ms', at: 'once' },
    { figure: 'search at the route, with imported files', value: percentile(large.times, 50), unit: 'ms', at: `p50 of ${String(large.times.length)}` },
    atMost({ figure: 'search at the route, with imported files', value: percentile(large.times, 99), unit: 'ms', at: `p99 of ${String(large.times.length)}` }, 50),
    { figure: 'line read at the route, with imported files', value: percentile(large.lineTimes, 99), unit: 'ms', at: `p99 of ${String(large.lineTimes.length)}` },
    atLeast({ figure: 'found among the first ten, with imported files', value: shareOf(queries.length - large.missed.length, queries.length), unit: '%', at: `${String(queries.length)} queries` }, 95),
    { figure: 'reading and checking the imported files', value: large.reading?.milliseconds ?? 0, unit: 'ms', at: `once, ${String(large.reading?.unread ?? 0)} rows not understood` },
    { figure: 'joining them, making the index and opening the house', value: large.preparing, unit: 'ms', at: 'once' },
  ],
  yardstick: { figure: 'who is signed in, at its route', value: percentile(bare, 50), unit: 'ms', at: `p50 of ${String(bare.length)}` },
  ratio: percentile(times, 50) / percentile(bare, 50), ratioOf: 'p50 of a search',
});
