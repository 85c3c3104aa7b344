import type { Page } from 'playwright-core';
import type { PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { chooseFiles, givePassphrase } from '#test/browser/consult-steps.ts';
import { builtWebApp, noBrowser, raiseStage } from '#test/browser/harness.ts';
import { freePort } from '#test/browser/real-server.ts';
import { createTestDatabase } from '#test/database.ts';
import { housePassword, openHouse } from '#test/house.ts';
import type { House } from '#test/house.ts';
import { argumentOf, atMost, percentile, report, say } from './parts/figures.ts';

/**
 * WF-05, a prescription from the open chart to its folio, walked by a script in a real Chromium over the whole server in this
 * process: once from a favourite, once from shorthand. Every key takes as long as a practised typist's (the keystroke-level
 * model's 0.2 s), nothing is clicked; the time counts what the hands do and what the program makes them wait, and no thinking.
 * Choosing the e.firma's files is a dialog of the operating system and is left out; the passphrase is typed and counted.
 * `--times N`, `--key MS`.
 */
const times = argumentOf('--times', 5);
const keyMs = argumentOf('--key', 200);

type Walk = { readonly acts: number; readonly typed: number; readonly written: number; readonly signed: number; readonly checked: number };

const favourite: PrescriptionLine = {
  ingredients: ['paracetamol'], generic: 'Paracetamol', brand: null, presentation: { id: null, text: 'tableta 500 mg' }, dose: { value: 500, unit: 'mg' }, route: 'oral', frequency: { kind: 'every', hours: 8 },
  asNeeded: null, duration: { days: 3 }, quantity: { value: 9, unit: 'tableta', packs: null }, indications: { es: '', en: '' }, specialFolio: null, fills: 1,
};

/** Hands that count what they do: a chord or a named key is an act, letters are typed. */
const handsOn = (page: Page) => {
  let [acts, typed] = [0, 0];
  return {
    counted: () => ({ acts, typed }),
    press: async (key: string): Promise<void> => { acts += 1; await page.waitForTimeout(keyMs); await page.keyboard.press(key); },
    type: async (text: string): Promise<void> => { typed += text.length; await page.keyboard.type(text, { delay: keyMs }); },
  };
};
type Hands = ReturnType<typeof handsOn>;

const saved = (page: Page) => page.locator('[data-rx-sync=saved]');

const fromFavourite = async (page: Page, hands: Hands): Promise<void> => {
  await hands.press('Control+k');
  await hands.type('rx para');
  await page.getByRole('option', { name: /^Paracetamol/ }).waitFor();
  await hands.press('Enter');
};

const fromScratch = async (page: Page, hands: Hands): Promise<void> => {
  await hands.press('Control+k');
  await hands.type('rx amox 500 c8 7d');
  await page.getByRole('option', { name: /^Recetar/ }).waitFor();
  await hands.press('Enter');
  await page.locator('[data-rx-entry]:focus').waitFor();
  await hands.press('Enter');
};

const walk = async (page: Page, efirma: ReturnType<House['efirmaOf']>, write: typeof fromScratch): Promise<Walk> => {
  const hands = handsOn(page);
  await page.getByRole('link', { name: 'Recetas', exact: true }).waitFor();
  const began = performance.now();
  await write(page, hands);
  await page.locator('[data-rx-line="0"]').waitFor();
  const shown = performance.now();
  await saved(page).waitFor();
  const checked = performance.now() - shown;
  await hands.press('Control+Enter');
  await page.getByRole('dialog').locator('input[type=password]').waitFor();
  const written = performance.now() - began;
  await chooseFiles(page, efirma);
  const signing = performance.now();
  await page.getByRole('dialog').locator('input[type=password]').focus();
  await page.waitForTimeout((efirma.passphrase.length + 1) * keyMs);
  await givePassphrase(page, efirma.passphrase);
  await page.locator('iframe').waitFor();
  await hands.press('Control+Enter');
  await page.getByRole('heading', { name: 'Receta firmada' }).waitFor();
  const { acts, typed } = hands.counted();
  // and the Enter after the passphrase
  return { acts: acts + 1, typed, written, signed: performance.now() - signing, checked };
};

const measure = async (): Promise<{ readonly favourites: readonly Walk[]; readonly scratches: readonly Walk[]; readonly passphrase: number }> => {
  const home = await createTestDatabase();
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const house = await openHouse(home, { publicUrl: address, webFolder: await builtWebApp() });
  const stage = await raiseStage();
  try {
    await house.api.app.listen({ host: '127.0.0.1', port });
    const member = await house.hire(['physician']);
    const efirma = house.efirmaOf(member);
    const [doctor, desk] = [await house.signIn(member), await house.signIn(await house.hire(['receptionist']))];
    const kept = await doctor.call('POST', '/api/prescription-favourites', { line: favourite, takenFrom: null });
    if (kept.status !== 201) throw new Error(`keeping answered ${String(kept.status)} ${JSON.stringify(kept.body)}`);
    const { page } = await stage.openPage({ address, path: '/entrar', now: null });
    await page.locator('input[name=email]').fill(member.email);
    await page.locator('input[name=password]').fill(housePassword);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
    const walks = async (name: string, write: typeof fromScratch): Promise<readonly Walk[]> => {
      const done: Walk[] = [];
      for (let time = 0; time < times; time += 1) {
        await page.goto(`${address}/pacientes/${await house.register(desk, `${name} ${String(time)}`)}`);
        done.push(await walk(page, efirma, write));
        say(`${name} ${String(time + 1)} of ${String(times)}`);
      }
      return done;
    };
    return { favourites: await walks('Favorita', fromFavourite), scratches: await walks('Desde cero', fromScratch), passphrase: efirma.passphrase.length };
  } finally {
    await stage.close();
    await house.close();
    await home.close();
  }
};

if (noBrowser !== false) throw new Error(noBrowser);
const { favourites, scratches, passphrase } = await measure();
const of = `p50 of ${String(times)} walks`;
const middle = (walks: readonly Walk[], what: (walk: Walk) => number): number => percentile(walks.map(what), 50);
const whole = ({ written, signed }: Walk): number => (written + signed) / 1_000;
// what the hands alone need when nothing makes them wait
const hands = (middle(scratches, ({ acts, typed }) => acts + typed) + passphrase) * keyMs / 1_000;
report({
  benchmark: 'rx-walk',
  data: `synthetic: a patient without notes, one kept line; ${String(keyMs)} ms a key, the passphrase of ${String(passphrase)} letters among them; no clicks; no time to think`,
  figures: [
    atMost({ figure: 'from a favourite to the folio', value: middle(favourites, whole), unit: 's', at: of }, 20),
    atMost({ figure: 'from scratch to the folio', value: middle(scratches, whole), unit: 's', at: of }, 45),
    { figure: 'from a favourite, keys and chords beside the letters typed', value: middle(favourites, ({ acts }) => acts), unit: 'keys', at: of },
    { figure: 'from scratch, keys and chords beside the letters typed', value: middle(scratches, ({ acts }) => acts), unit: 'keys', at: of },
    { figure: 'letters typed from a favourite', value: middle(favourites, ({ typed }) => typed), unit: 'keys', at: of },
    { figure: 'letters typed from scratch', value: middle(scratches, ({ typed }) => typed), unit: 'keys', at: of },
    { figure: 'from the line on the screen to saved and checked', value: middle(scratches, ({ checked }) => checked), unit: 'ms', at: of },
  ],
  yardstick: { figure: 'the same keys from scratch with nothing to wait for', value: hands, unit: 's', at: 'computed from the counts' },
  ratio: middle(scratches, whole) / hands, ratioOf: 'the prescription from scratch',
});
