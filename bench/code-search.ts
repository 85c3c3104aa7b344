import { readFileSync } from 'node:fs';
import { ownCatalogue, putInForce } from '#modules/terminology/catalogue.ts';
import { officialCatalogue } from '#modules/terminology/official-catalogue.ts';
import type { OfficialDiagnosis } from '#modules/terminology/official-catalogue.ts';
import { diagnosisFinder } from '#modules/terminology/search-diagnoses.ts';
import { createTestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller } from '#test/house.ts';
import { argumentOf, atLeast, atMost, percentile, report, say, timesOf } from './parts/figures.ts';

/**
 * Diagnoses as a physician types them, at the route, letter by letter: a catalogue of as many codes as the official one
 * holds (our own terms, and generated ones made of the same words), put in force as an import is. `--codes N`.
 */
const count = argumentOf('--codes', 14_500);

const queries = readFileSync(new URL('../src/modules/terminology/data/typed-queries.tsv', import.meta.url), 'utf8').split('\n')
  .filter((line) => line.includes('\t') && !line.startsWith('#') && line !== 'query\tcode')
  .map((line) => { const [typed = '', code = ''] = line.split('\t'); return { typed, code }; });

/** Codes that our list lacks, under terms mixed from the words of ours: as alike to them as official titles are. */
const generated = (wanted: number): readonly OfficialDiagnosis[] => {
  const own = ownCatalogue();
  const words = [...new Set([...own.byCode.values()].flatMap(({ display }) => display.es.toLowerCase().split(/[^\p{L}]+/u).filter((word) => word.length > 3)))];
  const wordAt = (at: number): string => words[at % words.length] ?? 'otra';
  const rows: OfficialDiagnosis[] = [];
  for (let at = 0; rows.length < wanted && at < 26_000; at += 1) {
    const code = `${String.fromCharCode(65 + (at % 26))}${String(Math.floor(at / 26) % 100).padStart(2, '0')}${String(Math.floor(at / 2_600) % 10)}`;
    if (own.byCode.has(code) || own.byCode.has(`${code.slice(0, 3)}X`)) continue;
    rows.push({ code, term: `${wordAt(at * 7)} de ${wordAt(at * 13 + 5)} ${wordAt(at * 31 + 11)}, ${wordAt(at * 3 + 2)} no especificada ${String.fromCharCode(97 + (at % 26))}`, sex: null, ages: null });
  }
  return rows;
};

const fillCatalogue = (): number => {
  const own = ownCatalogue();
  const ours = [...own.byCode.values()].map(({ code, display, sex, ages }) => ({ code, term: display.es, sex, ages }));
  putInForce(officialCatalogue(own, { sha256: '0'.repeat(64), importedOn: '2026-01-01', rows: [...ours, ...generated(count - ours.length)], retired: [] }));
  const began = performance.now();
  diagnosisFinder();
  return performance.now() - began;
};

/** What the field asks while a query is typed: from two letters on. */
const keystrokes = queries.flatMap(({ typed }) => Array.from({ length: Math.max(1, typed.length - 1) }, (_, at) => typed.slice(0, at + 2)));

const ask = async (doctor: Caller, typed: string): Promise<readonly string[]> => {
  const { status, body } = await doctor.call('GET', `/api/terminology/diagnoses?q=${encodeURIComponent(typed.trim())}&limit=10`);
  if (status !== 200) throw new Error(`searching answered ${String(status)}`);
  return (body['diagnoses'] as readonly { readonly code: string }[]).map(({ code }) => code);
};

const measure = async () => {
  const preparing = fillCatalogue();
  const home = await createTestDatabase();
  const house = await openHouse(home);
  try {
    const doctor = await house.signIn(await house.hire(['physician']));
    const missed: string[] = [];
    for (const { typed, code } of queries) if (!(await ask(doctor, typed)).includes(code)) missed.push(`${typed} (${code})`);
    say(`missed: ${missed.join(', ')}`);
    // The server takes 1,200 searches a minute of one session.
    const some = keystrokes.filter((_, at) => at % Math.ceil(keystrokes.length / 800) === 0);
    const times = await timesOf(some.length, (at) => ask(doctor, some[at] ?? 'a'));
    const slowest = times.map((time, at) => ({ time, typed: some[at] })).toSorted((one, other) => other.time - one.time).slice(0, 8);
    say(`slowest: ${slowest.map(({ time, typed }) => `${String(typed)} ${time.toFixed(1)}`).join(', ')}`);
    const bare = await timesOf(300, () => doctor.call('GET', '/api/session'));
    return { times, bare, preparing, recall: (100 * (queries.length - missed.length)) / queries.length, codes: diagnosisFinder().offered.length };
  } finally {
    await house.close();
    await home.close();
  }
};

const { times, bare, preparing, recall, codes } = await measure();
report({
  benchmark: 'code-search',
  data: `synthetic: ${String(codes)} codes; ${String(queries.length)} everyday queries for what is found, ${String(times.length)} keystrokes of them for the time, one after the other, in process through the whole server`,
  figures: [
    { figure: 'search at the route', value: percentile(times, 50), unit: 'ms', at: `p50 of ${String(times.length)}` },
    atMost({ figure: 'search at the route', value: percentile(times, 99), unit: 'ms', at: `p99 of ${String(times.length)}` }, 20),
    atLeast({ figure: 'found among the first ten', value: recall, unit: '%', at: `${String(queries.length)} queries` }, 95),
    { figure: 'making the index', value: preparing, unit: 'ms', at: 'once' },
  ],
  yardstick: { figure: 'who is signed in, at its route', value: percentile(bare, 50), unit: 'ms', at: `p50 of ${String(bare.length)}` },
  ratio: percentile(times, 50) / percentile(bare, 50), ratioOf: 'p50 of a search',
});
