import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import { createTestDatabase } from '#test/database.ts';
import { openHouse, prepareNote, writeNote } from '#test/house.ts';
import type { Prepared } from '#modules/record/contract.ts';
import { documentOf } from '../src/modules/record/document.ts';
import { readPayload } from '../src/modules/record/payload.ts';
import { argumentOf, atMost, percentile, report, timesOf } from './parts/figures.ts';

/**
 * Preparing, signing and storing a note: rules, PDF, two RSA signatures made by the browser's own code run on Node,
 * verification, sealing, one durable transaction. Opening the e.firma with its passphrase happens once for a session
 * and is told apart. `--notes N`.
 */
const notes = argumentOf('--notes', 60);

const measure = async () => {
  const home = await createTestDatabase();
  const house = await openHouse(home);
  try {
    const member = await house.hire(['physician']);
    const doctor = await house.signIn(member);
    const desk = await house.signIn(await house.hire(['receptionist']));
    const efirma = house.efirmaOf(member);
    const opening = await timesOf(5, () => openEfirma(efirma));
    const opened = await openEfirma(efirma);
    if (!opened.ok) throw new Error(opened.code);
    const signed = async (bytes: Uint8Array): Promise<string> => Buffer.from(await opened.efirma.sign(bytes)).toString('base64');
    const steps = { prepare: [] as number[], sign: [] as number[], store: [] as number[], whole: [] as number[], bare: [] as number[] };
    for (let run = 0; run < notes + 3; run += 1) {
      const { noteId, version } = await writeNote(doctor, await house.register(desk));
      const began = performance.now();
      const { status, body } = await prepareNote(doctor, noteId, version, efirma);
      if (status !== 201) throw new Error(`preparing answered ${String(status)}`);
      const prepared = body as Prepared;
      const preparedAt = performance.now();
      const payloadSignature = await signed(Buffer.from(prepared.payload, 'utf8'));
      const attributesSignature = await signed(Buffer.from(prepared.signedAttributes, 'base64'));
      const signedAt = performance.now();
      const stored = await doctor.call('POST', `/api/notes/${noteId}/signature`, { preparationId: prepared.preparationId, payloadSignature, attributesSignature });
      if (stored.status !== 200 && stored.status !== 201) throw new Error(`signing answered ${String(stored.status)} ${JSON.stringify(stored.body)}`);
      const done = performance.now();
      const payload = Buffer.from(prepared.payload, 'utf8');
      const [bare = 0] = await timesOf(1, async () => {
        await renderDocument(documentOf(readPayload(payload), { at: new Date(), amendedCode: null }));
        await signed(payload);
        await signed(payload);
      });
      // The first ones load fonts and compile.
      if (run < 3) continue;
      steps.prepare.push(preparedAt - began);
      steps.sign.push(signedAt - preparedAt);
      steps.store.push(done - signedAt);
      steps.whole.push(done - began);
      steps.bare.push(bare);
    }
    return { steps, opening };
  } finally {
    await house.close();
    await home.close();
  }
};

const { steps, opening } = await measure();
const of = `of ${String(notes)} notes, one after the other`;
report({
  benchmark: 'signing',
  data: `synthetic: ${String(notes)} complete notes of as many patients, demonstration e.firma of RSA 2048`,
  figures: [
    { figure: 'prepare, sign and store', value: percentile(steps.whole, 50), unit: 'ms', at: `p50 ${of}` },
    atMost({ figure: 'prepare, sign and store', value: percentile(steps.whole, 95), unit: 'ms', at: `p95 ${of}` }, 1_000),
    { figure: 'prepare (rules, PDF, attributes)', value: percentile(steps.prepare, 95), unit: 'ms', at: `p95 ${of}` },
    { figure: 'two signatures in the browser\'s code', value: percentile(steps.sign, 95), unit: 'ms', at: `p95 ${of}` },
    { figure: 'verify and store', value: percentile(steps.store, 95), unit: 'ms', at: `p95 ${of}` },
    { figure: 'opening the e.firma with its passphrase', value: percentile(opening, 50), unit: 'ms', at: 'p50 of 5' },
  ],
  yardstick: { figure: 'rendering the PDF and two RSA signatures, nothing else', value: percentile(steps.bare, 50), unit: 'ms', at: `p50 ${of}` },
  ratio: percentile(steps.whole, 50) / percentile(steps.bare, 50), ratioOf: 'p50 of the whole',
});
