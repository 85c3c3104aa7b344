import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Draft } from '#modules/scribe/public.ts';
import { run } from './scribe.ts';

const folder = mkdtempSync(join(tmpdir(), 'amate-scribe-'));
after(() => { rmSync(folder, { recursive: true }); });

const amate = async (content: unknown, ...args: readonly string[]) => {
  const path = join(folder, 'talk.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const [out, err]: [string[], string[]] = [[], []];
  const status = await run(['draft', ...args, path], { stdout: (line) => out.push(line), stderr: (line) => err.push(line), stdin: (async function* () { /* nothing is asked */ })() });
  return { status, out, err };
};

const turn = (id: string, speaker: string, text: string): object => ({ id, speaker, startMs: 0, endMs: 1_000, text });
const talk = {
  segments: [
    turn('a', 'patient', 'Me duele la garganta. Tomo losartán.'), turn('b', 'clinician', '¿Es alérgica a algo?'), turn('c', 'patient', 'No.'),
    turn('d', 'clinician', 'Presión de 120 sobre 80. Es una faringitis aguda. Le voy a dejar amoxicilina de 500 mg cada 8 horas por 7 días. La veo en una semana.'),
  ],
  patient: { age: 40, sex: 'M', known: { allergies: ['penicilina'], activeMedicines: [], problems: [] } },
};

test('a draft in four sections, every sentence with where it was said, codes, and what stands against the chart', async () => {
  const { status, out } = await amate(talk, '--json');
  const draft = JSON.parse(out[0] ?? '') as Draft;
  assert.equal(status, 0);
  const texts = (section: 'S' | 'O' | 'A' | 'P') => draft.sections[section].sentences.map(({ text }) => text);
  assert.deepEqual([texts('S'), texts('O'), texts('A'), texts('P')], [
    ['Acude por odinofagia.', 'Refiere odinofagia.', 'Toma losartán.', 'Niega alergias.'], ['Presión arterial 120/80 mmHg.'], ['Faringitis aguda.'], ['Amoxicilina 500 mg cada 8 horas por 7 días.', 'Cita en una semana.'],
  ]);
  for (const { sentences } of Object.values(draft.sections)) for (const { evidence } of sentences) assert.ok(evidence.length > 0, 'no sentence without evidence');
  assert.deepEqual(draft.codes.map(({ code }) => code), ['J029']);
  assert.deepEqual(draft.conflicts.map(({ kind, chart }) => [kind, chart]), [['allergy-denied', 'penicilina'], ['prescribed-against-allergy', 'penicilina'], ['medicine-not-on-chart', '']]);
});

test('words for a person, and one sentence for what is no transcript', async () => {
  const { out } = await amate(talk);
  assert.ok(out.includes('Plan:') && out.includes('  Amoxicilina 500 mg cada 8 horas por 7 días.'));
  for (const wrong of ['not json', '{}', { segments: [turn('a', 'nobody', 'x')] }, { segments: [turn('a', 'patient', 'x'), turn('a', 'patient', 'y')] }, { ...talk, more: 1 }]) {
    const refused = await amate(wrong, '--json');
    assert.deepEqual([refused.status, refused.out.length, refused.err.length], [2, 0, 1]);
  }
  assert.equal((await amate({ segments: [] }, '--json')).status, 0, 'a silent talk is an empty draft');
  assert.equal((await amate(talk, '--model')).status, 2);
});
