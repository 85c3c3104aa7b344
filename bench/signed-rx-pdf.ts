import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { issuedAt, issueTestEfirma, testAuthority } from '#platform/efirma/testing.ts';
import { embedSignature, prepareSignature, signedAttributesDer } from '#platform/pdf/sign-pdf.ts';
import { verifySignedPdf } from '#platform/pdf/verify-signed-pdf.ts';
import { prescriptionPdf } from '../src/modules/prescriptions/prescription-pdf.ts';
import type { PrescriptionPayload } from '../src/modules/prescriptions/payload.ts';
import { argumentOf, atLeast, percentile, report } from './parts/figures.ts';

/**
 * The PDF of a prescription of four lines, rendered, prepared, signed with a test key, embedded and verified, against rendered
 * alone; by turns, so that whatever else the machine does falls on both. `--times N`.
 */
const times = argumentOf('--times', 120);
const at = new Date(issuedAt.getTime() + 86_400_000);

const line: PrescriptionPayload['lines'][number] = {
  ingredients: ['amoxicilina'], generic: 'Amoxicilina', brand: null, presentation: { id: null, text: 'cápsula 500 mg, envase con 12 cápsulas' }, dose: { value: 500, unit: 'mg' }, route: 'oral', frequency: { kind: 'every', hours: 8 },
  asNeeded: null, duration: { days: 7 }, quantity: { value: 21, unit: 'cápsula', packs: 2 }, indications: { es: 'Tome 1 cápsula (500 mg) por la boca cada 8 horas durante 7 días.', en: '' }, specialFolio: null, fills: 1, fraction: 'IV', isAntibiotic: true,
};
const payload: PrescriptionPayload = {
  type: 'amate/prescription', version: 1, id: 'bench', folio: 'RX-0000001', issuedAt: at.toISOString(), issuedAtLocal: '2 de enero de 2025, 06:00', mode: 'ELECTRONICA_SIN_CONSTANCIA', class: 'IV', hasAntibiotic: true, validUntil: '2025-01-09',
  establishment: { id: 'bench', name: 'Consultorio de Prueba', legalName: 'Servicios de Prueba', kind: 'clinic', address: 'Calle Inventada 1', phone: '55 5000 0000', clues: null, demo: false },
  prescriber: { id: 'bench', fullName: 'Elena Prueba', cedula: '7000001', title: 'Médica Cirujana', institution: 'Universidad de Prueba', specialty: null }, patient: { initials: 'P. S.', age: '40 años' },
  lines: [line, line, line, line], advice: '', isForAbroad: false, replaces: null, safety: { dataSet: { name: '', version: '', sha256: '' }, alerts: 0, answered: 0, unmatched: 0 }, private: { digest: '' }, certificate: { serial: '1', sha256: '' },
  pdf: { digestAlgorithm: 'SHA-256', digest: '' }, tokenSha256: '',
};
const patient = { id: 'bench', recordNumber: '1', fullName: 'Paciente Sintética', birthDate: null, sex: 'M', curp: null, address: '' };
const render = (): Promise<Uint8Array> => prescriptionPdf(payload, { patient, paper: 'half-letter', at, verifyUrl: 'https://amate.example/v/0123456789abcdefghjkmnpqrstvwxyz' });

const efirma = issueTestEfirma('fiel');
const opened = await openEfirma(efirma);
if (!opened.ok) throw new Error(opened.code);
const { certificateDer } = efirma;

const whole = async (): Promise<void> => {
  const placed = prepareSignature(await render(), { name: 'Elena Prueba', reason: 'Receta', at });
  if (!placed.ok) throw new Error(placed.code);
  const signedAttributes = signedAttributesDer({ digest: placed.prepared.digest, certificateDer });
  const embedded = embedSignature(placed.prepared.pdfWithPlaceholder, { signedAttributes, signature: await opened.efirma.sign(signedAttributes), certificateDer });
  if (!embedded.ok || !verifySignedPdf(embedded.pdf, { trusted: [testAuthority.certificateDer] }).ok) throw new Error('the signed PDF does not hold');
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

const [wholes, bares]: readonly [number[], number[]] = [[], []];
for (let run = 0; run < times + 10; run += 1) {
  // each goes first half of the time: whoever goes second pays for what the first left to collect
  const [first, second] = run % 2 === 0 ? [render, whole] : [whole, render];
  const [one, other] = [await timed(first), await timed(second)];
  const [bare, full] = run % 2 === 0 ? [one, other] : [other, one];
  // the first ones load fonts and compile
  if (run >= 10) { bares.push(bare); wholes.push(full); }
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const share = (100 * sum(bares)) / sum(wholes);
const of = `of ${String(times)}, by turns`;
report({
  benchmark: 'signed-rx-pdf', data: 'synthetic: one prescription of four lines on half a letter, test e.firma of RSA 2048',
  figures: [
    atLeast({ figure: 'throughput of signed PDFs, of those only rendered', value: share, unit: '%', at: of }, 80),
    { figure: 'render, prepare, sign, embed and verify', value: percentile(wholes, 50), unit: 'ms', at: `p50 ${of}` },
    { figure: 'the same', value: percentile(wholes, 95), unit: 'ms', at: `p95 ${of}` },
  ],
  yardstick: { figure: 'rendering alone', value: percentile(bares, 50), unit: 'ms', at: `p50 ${of}` },
  ratio: percentile(wholes, 50) / percentile(bares, 50), ratioOf: 'p50 of the whole',
});
