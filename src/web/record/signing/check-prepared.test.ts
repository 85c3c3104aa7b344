import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { canonicalize } from '#kernel/canonical-json.ts';
import type { Prepared } from '#modules/record/contract.ts';
import { emptyEvolution } from '#modules/record/model.ts';
import { issueTestEfirma, signingTime, testSigner } from '#platform/efirma/testing.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import { prepareSignature, signedAttributesDer } from '#platform/pdf/sign-pdf.ts';
import { documentSaying } from '#platform/pdf/testing.ts';
import { sha256, toBase64, toHex, utf8 } from './bytes.ts';
import { checkPrepared } from './check-prepared.ts';
import type { Discrepancy, Shown } from './check-prepared.ts';

const { certificateDer } = issueTestEfirma('fiel');
const otherCertificate = issueTestEfirma('fiel').certificateDer;
const content = { ...emptyEvolution, subjective: 'Odinofagia de tres días.', vitals: { ...emptyEvolution.vitals, temperature: 38.4 } };
const origin = { characters: content.subjective.length, carried: 0 };
const shown: Shown = { noteId: 'note-1', patientId: 'patient-1', patientName: 'Prueba Sintética', content };

const marks = { at: '2026-11-02T16:00:00.000Z', assessment: [], plan: [], prognosis: [], medicines: [], medicinesSeen: false };

const preparePdf = async (words: string) => {
  const placed = prepareSignature(await renderDocument(documentSaying(words)), { reason: 'Nota clínica', name: testSigner.name, at: signingTime });
  assert.ok(placed.ok);
  return placed.prepared;
};
const [asked, another] = await Promise.all([preparePdf('Odinofagia'), preparePdf('Otra cosa')]);

const payloadOf = (changes: Record<string, unknown> = {}, digest = toHex(asked.digest)): string => canonicalize({
  type: 'amate/note', patient: { id: 'patient-1', fullName: 'Prueba Sintética' }, note: { id: 'note-1', content, origin },
  certificate: { sha256: createHash('sha256').update(certificateDer).digest('hex') }, pdf: { digest }, ...changes,
});

const preparedWith = (payload: string, changes: Partial<Prepared> = {}): Prepared => ({
  preparationId: 'p', payload, payloadSha256: createHash('sha256').update(payload).digest('hex'), pdfDigest: toHex(asked.digest),
  signedAttributes: toBase64(signedAttributesDer({ digest: asked.digest, certificateDer })), byteRange: [...asked.byteRange] as Prepared['byteRange'],
  expiresAt: '2026-03-05T12:15:00Z', ...changes,
});

const check = (prepared: Prepared, pdf: Uint8Array = asked.pdfWithPlaceholder, more: { certificate?: Uint8Array; shown?: Shown } = {}): Promise<readonly Discrepancy[]> =>
  checkPrepared({ prepared, pdf: new Uint8Array(pdf), certificateDer: new Uint8Array(more.certificate ?? certificateDer), shown: more.shown ?? shown });

test('what says exactly what is shown may be signed', async () => {
  assert.deepEqual(await check(preparedWith(payloadOf())), []);
});

const wrongs: readonly (readonly [string, () => Promise<readonly Discrepancy[]>, readonly Discrepancy[]])[] = [
  ['other words', () => check(preparedWith(payloadOf({ note: { id: 'note-1', content: { ...content, plan: 'Amoxicilina' }, origin } }))), ['other-words']],
  ['a count of carried text that the screen does not show', () => check(preparedWith(payloadOf({ note: { id: 'note-1', content, origin: { ...origin, carried: 5 } } }))), ['other-words']],
  ['marks of the draft among the words', () => check(preparedWith(payloadOf({ note: { id: 'note-1', content: { ...content, carried: marks }, origin } })), undefined, { shown: { ...shown, content: { ...content, carried: marks } } }), ['other-words']],
  ['a word more on the screen', () => check(preparedWith(payloadOf()), undefined, { shown: { ...shown, content: { ...content, subjective: `${content.subjective} Fiebre.` } } }), ['other-words']],
  ['another patient', () => check(preparedWith(payloadOf({ patient: { id: 'patient-2', fullName: 'Prueba Sintética' } }))), ['other-patient']],
  ['the same patient under another name', () => check(preparedWith(payloadOf({ patient: { id: 'patient-1', fullName: 'Otra Persona' } }))), ['other-patient']],
  ['another note', () => check(preparedWith(payloadOf({ note: { id: 'note-2', content, origin } }))), ['other-note']],
  ['another type of document', () => check(preparedWith(payloadOf({ type: 'amate/prescription' }))), ['payload-form']],
  ['a payload that is not canonical', () => check(preparedWith(payloadOf().replace('{', '{ '))), ['payload-form']],
  ['a payload that is no JSON', () => check(preparedWith('nonsense')), ['payload-form', 'other-certificate', 'other-pdf', 'other-note', 'other-patient', 'other-words']],
  ['a digest of other words', () => check(preparedWith(payloadOf(), { payloadSha256: '0'.repeat(64) })), ['payload-digest']],
  ['another PDF than the one whose digest is signed', () => check(preparedWith(payloadOf()), another.pdfWithPlaceholder), ['other-pdf']],
  ['a payload naming the digest of another PDF', () => check(preparedWith(payloadOf({}, toHex(another.digest)))), ['other-pdf']],
  ['attributes of another PDF', () => check(preparedWith(payloadOf(), { signedAttributes: toBase64(signedAttributesDer({ digest: another.digest, certificateDer })) })), ['other-pdf']],
  ['a byte range that leaves the page out', () => check(preparedWith(payloadOf(), { byteRange: [0, 10, asked.pdfWithPlaceholder.length - 10, 10] })), ['other-pdf']],
  ['a byte range beyond the file', () => check(preparedWith(payloadOf(), { byteRange: [0, 10, 1e9, 10] })), ['other-pdf']],
  ['another certificate', () => check(preparedWith(payloadOf()), undefined, { certificate: otherCertificate }), ['other-certificate', 'other-pdf']],
];

for (const [what, act, expected] of wrongs) {
  test(`not signed: ${what}`, async () => { assert.deepEqual(await act(), expected); });
}

test('digests and base64 equal those of another implementation', async () => {
  assert.equal(await sha256(utf8('ñandú')), createHash('sha256').update('ñandú').digest('hex'));
  assert.equal(toBase64(new Uint8Array([0, 255, 16])), Buffer.from([0, 255, 16]).toString('base64'));
});
