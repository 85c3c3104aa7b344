import { createTestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller } from '#test/house.ts';
import { argumentOf, atMost, percentile, report, timesOf } from './parts/figures.ts';
import { addLongRecord } from './parts/long-record.ts';

/**
 * Opening the chart of a patient with a long record through GET /api/patients/:id/chart, audit entry included: the first
 * page as the screen asks for it, the whole record page by page, and a word looked for in all of it. `--visits N`, `--times N`.
 */
const visits = argumentOf('--visits', 1_000);
const runs = argumentOf('--times', 200);

const pageOf = async (doctor: Caller, patientId: string, query: string): Promise<{ readonly entries: readonly unknown[]; readonly next: string | null; readonly total: number }> => {
  const { status, body } = await doctor.call('GET', `/api/patients/${patientId}/chart${query}`);
  if (status !== 200) throw new Error(`the chart answered ${String(status)}`);
  return body as Awaited<ReturnType<typeof pageOf>>;
};

const wholeChart = async (doctor: Caller, patientId: string): Promise<number> => {
  let seen = 0;
  for (let query: string | null = '?limit=100'; query !== null;) {
    const page = await pageOf(doctor, patientId, query);
    seen += page.entries.length;
    query = page.next === null ? null : `?limit=100&before=${encodeURIComponent(page.next)}`;
  }
  return seen;
};

const lookBack = async (doctor: Caller, patientId: string, what: string): Promise<void> => {
  const { status } = await doctor.call('GET', `/api/patients/${patientId}/${what}`);
  if (status !== 200) throw new Error(`${what} answered ${String(status)}`);
};

/** A word that nothing holds: every signed document is opened and looked through. Letters that all hold: fifty excerpts are made. */
const searchAll = async (doctor: Caller, patientId: string, { words, hits }: { readonly words: string; readonly hits: number }): Promise<void> => {
  const { status, body } = await doctor.call('POST', `/api/patients/${patientId}/search`, { words });
  if (status !== 200 || (body['hits'] as readonly unknown[]).length !== hits) throw new Error(`the search answered ${String(status)}`);
};

const measure = async () => {
  const home = await createTestDatabase();
  const house = await openHouse(home);
  try {
    const member = await house.hire(['physician']);
    const doctor = await house.signIn(member);
    const desk = await house.signIn(await house.hire(['receptionist']));
    const { patientId, noteId, pdfBytes } = await addLongRecord(house, { doctor, member, desk }, visits);
    const { total, entries } = await pageOf(doctor, patientId, '');
    if (total !== visits) throw new Error(`the chart tells ${String(total)} visits`);
    await timesOf(10, () => pageOf(doctor, patientId, ''));
    const first = await timesOf(runs, () => pageOf(doctor, patientId, ''));
    const seen = await wholeChart(doctor, patientId);
    if (seen !== visits) throw new Error(`the pages hold ${String(seen)} visits`);
    const whole = await timesOf(10, () => wholeChart(doctor, patientId));
    const note = await timesOf(runs, () => doctor.call('GET', `/api/notes/${noteId}`));
    const back = (what: string) => timesOf(runs, () => lookBack(doctor, patientId, what));
    const [carriable, changes, problems] = [await back('carriable'), await back('changes'), await back('problems')];
    const searched = await timesOf(10, () => searchAll(doctor, patientId, { words: 'xilófono', hits: 0 }));
    const common = await timesOf(10, () => searchAll(doctor, patientId, { words: 'e a o', hits: Math.min(50, visits) }));
    const bare = await timesOf(runs, () => home.asSuperuser(
      'select note_id, signed_at, payload from clin.signed_note where clinic_id = $1 and patient_id = $2 order by signed_at desc limit $3', [house.clinicId, patientId, entries.length]));
    return { first, whole, note, carriable, changes, problems, searched, common, bare, page: entries.length, pdfBytes };
  } finally {
    await house.close();
    await home.close();
  }
};

const { first, whole, note, carriable, changes, problems, searched, common, bare, page, pdfBytes } = await measure();
report({
  benchmark: 'chart',
  data: `synthetic: one patient with ${String(visits)} signed visits; one signed through the product, the others copies of it with their own sealed payloads and its one PDF of ${String(Math.round(pdfBytes / 1000))} kB; one reader, in process`,
  figures: [
    { figure: `the chart with its newest ${String(page)} visits`, value: percentile(first, 50), unit: 'ms', at: `p50 of ${String(runs)}` },
    atMost({ figure: `the chart with its newest ${String(page)} visits`, value: percentile(first, 95), unit: 'ms', at: `p95 of ${String(runs)}` }, 500),
    { figure: `all ${String(visits)} visits, page by page of 100`, value: percentile(whole, 95), unit: 'ms', at: 'p95 of 10' },
    { figure: 'one signed note', value: percentile(note, 95), unit: 'ms', at: `p95 of ${String(runs)}` },
    { figure: 'what can be copied into the next note, by problem', value: percentile(carriable, 95), unit: 'ms', at: `p95 of ${String(runs)}` },
    { figure: 'what changed since the last visit', value: percentile(changes, 95), unit: 'ms', at: `p95 of ${String(runs)}` },
    { figure: 'the record by problem', value: percentile(problems, 95), unit: 'ms', at: `p95 of ${String(runs)}` },
    { figure: `a word looked for in all ${String(visits)} visits and found in none`, value: percentile(searched, 95), unit: 'ms', at: 'p95 of 10' },
    { figure: 'the same as a multiple of opening the first page of the chart', value: percentile(searched, 50) / percentile(first, 50), unit: 'times', at: 'p50 of both' },
    { figure: 'three letters that every visit holds, the newest fifty shown', value: percentile(common, 95), unit: 'ms', at: 'p95 of 10' },
  ],
  yardstick: { figure: 'the sealed payloads of the same page in one statement as superuser', value: percentile(bare, 50), unit: 'ms', at: `p50 of ${String(runs)}` },
  ratio: percentile(first, 50) / percentile(bare, 50), ratioOf: 'p50 of the chart',
});
