import type { Page } from 'playwright-core';
import { noBrowser, raiseStage, builtWebApp } from '#test/browser/harness.ts';
import { createTestDatabase } from '#test/database.ts';
import { completeNote, housePassword, openHouse, writeNote } from '#test/house.ts';
import { freePort } from '#test/browser/real-server.ts';
import { argumentOf, atMost, percentile, report, say } from './parts/figures.ts';

/**
 * From a key to its letter on the screen, in the middle of a note that already has many characters: a real Chromium over
 * the whole server in this process, so that saving and what the norm misses go on meanwhile. The yardstick is a bare
 * textarea of as many characters in the same browser. The time runs from the event's own stamp to the first task after
 * the next frame. `--characters N`, `--keys N`.
 */
const characters = argumentOf('--characters', 10_000);
const keys = argumentOf('--keys', 150);
const rounds = 2;

const sentence = 'Refiere buen apego al tratamiento, sin hipoglucemias ni datos de alarma desde la última visita. ';
const text = sentence.repeat(Math.ceil(characters / sentence.length)).slice(0, characters);

const watch = `globalThis.strokes = [];
document.addEventListener('keydown', (event) => {
  const from = event.timeStamp;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { globalThis.strokes.push(performance.now() - from); };
    channel.port2.postMessage(null);
  });
}, true);`;

/** Types in the middle of the field, a letter at a time, at a typist's pace; milliseconds of each letter. */
const typeIn = async (page: Page, field: string): Promise<readonly number[]> => {
  await page.evaluate(watch);
  await page.evaluate(`{ const box = document.querySelector('${field}'); box.focus(); box.setSelectionRange(${String(characters / 2)}, ${String(characters / 2)}); }`);
  for (let at = 0; at < keys; at += 1) {
    await page.keyboard.press(at % 6 === 5 ? 'Space' : 'a');
    await page.waitForTimeout(40);
  }
  return page.evaluate<readonly number[]>('globalThis.strokes');
};

const measure = async () => {
  const home = await createTestDatabase();
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const house = await openHouse(home, { publicUrl: address, webFolder: await builtWebApp() });
  const stage = await raiseStage();
  const note: number[] = [];
  const bare: number[] = [];
  try {
    await house.api.app.listen({ host: '127.0.0.1', port });
    const member = await house.hire(['physician']);
    const doctor = await house.signIn(member);
    const patientId = await house.register(await house.signIn(await house.hire(['receptionist'])));
    const { noteId } = await writeNote(doctor, patientId, { ...completeNote, subjective: text });
    const { page } = await stage.openPage({ address, path: '/entrar', now: null });
    await page.locator('input[name=email]').fill(member.email);
    await page.locator('input[name=password]').fill(housePassword);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
    const other = await page.context().newPage();
    for (let round = 0; round < rounds; round += 1) {
      await page.bringToFront();
      await page.goto(`${address}/consulta/${noteId}`);
      await page.locator('#campo-subjective').waitFor();
      note.push(...await typeIn(page, '#campo-subjective'));
      await page.locator('[data-sync="saved"]').waitFor();
      await other.bringToFront();
      await other.goto('about:blank');
      await other.setContent(`<textarea style="width:800px;field-sizing:content">${text}</textarea>`);
      bare.push(...await typeIn(other, 'textarea'));
      say(`round ${String(round + 1)} of ${String(rounds)}`);
    }
    return { note, bare };
  } finally {
    await stage.close();
    await house.close();
    await home.close();
  }
};

if (noBrowser !== false) throw new Error(noBrowser);
const { note, bare } = await measure();
const of = `of ${String(note.length)} keys`;
report({
  benchmark: 'keystroke',
  data: `synthetic: an evolution note with ${String(characters)} characters in one field, typed in its middle; Chromium, server and database share this machine`,
  figures: [
    { figure: 'key to paint in the note', value: percentile(note, 50), unit: 'ms', at: `p50 ${of}` },
    atMost({ figure: 'key to paint in the note', value: percentile(note, 95), unit: 'ms', at: `p95 ${of}` }, 50),
    { figure: 'key to paint in a bare textarea', value: percentile(bare, 95), unit: 'ms', at: `p95 ${of}` },
  ],
  yardstick: { figure: 'key to paint in a bare textarea of as many characters', value: percentile(bare, 50), unit: 'ms', at: `p50 ${of}` },
  ratio: percentile(note, 50) / percentile(bare, 50), ratioOf: 'p50 in the note',
});
