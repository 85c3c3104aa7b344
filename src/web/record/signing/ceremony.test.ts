import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Prepared } from '#modules/record/contract.ts';
import { issueTestEfirma } from '#platform/efirma/testing.ts';
import { readCertificateProfile } from '#platform/efirma/profile.ts';
import { ceremonyAfter, isCommitted, mayBegin, newCeremony } from './ceremony.ts';
import type { Ceremony, CeremonyEvent, Certificate, SignedFacts } from './ceremony.ts';

const der = new Uint8Array(issueTestEfirma('fiel').certificateDer);
const profile = readCertificateProfile(der);
assert.ok(profile !== null);
const certificate: Certificate = { fileName: 'firma.cer', der, profile, refusals: [] };
const prepared = { preparationId: 'p' } as Prepared;
const facts: SignedFacts = { signedAt: '2026-11-23T10:00:00.000Z' };
const pdf = new Blob([]);
const signatures = { payloadSignature: 'a', attributesSignature: 'b' };

const go = (from: Ceremony, ...events: readonly CeremonyEvent[]): Ceremony => events.reduce(ceremonyAfter, from);
const chosen: readonly CeremonyEvent[] = [{ type: 'certificate', certificate, problem: null }, { type: 'key', name: 'firma.key' }];
const toReview: readonly CeremonyEvent[] = [...chosen, { type: 'began' }, { type: 'doing', doing: 'opening' }, { type: 'doing', doing: 'preparing' }, { type: 'doing', doing: 'checking' }, { type: 'prepared', prepared, pdf }];

test('from files to a signed note', () => {
  const review = go(newCeremony(null), ...toReview);
  assert.equal(review.at, 'review');
  assert.deepEqual(go(review, { type: 'signing' }, { type: 'made', signatures }, { type: 'signed', facts }), { at: 'signed', facts });
});

test('a certificate that may not sign does not begin', () => {
  const refused = go(newCeremony(null), { type: 'certificate', certificate: { ...certificate, refusals: ['efirma-is-csd'] }, problem: null }, { type: 'key', name: 'k' });
  assert.equal(mayBegin(refused), false);
  assert.equal(go(refused, { type: 'began' }).at, 'files');
});

test('nothing is signed before it was checked and shown', () => {
  const early = go(newCeremony(certificate), { type: 'key', name: 'k' }, { type: 'began' }, { type: 'prepared', prepared, pdf }, { type: 'signing' }, { type: 'made', signatures }, { type: 'signed', facts });
  assert.equal(early.at, 'preparing');
});

test('a lost answer sends the same signatures of the same preparation again', () => {
  const lost = go(newCeremony(null), ...toReview, { type: 'signing' }, { type: 'made', signatures }, { type: 'lost' });
  assert.ok(lost.at === 'unanswered');
  assert.deepEqual([lost.prepared, lost.signatures, isCommitted(lost)], [prepared, signatures, true]);
  assert.deepEqual(go(lost, { type: 'again' }, { type: 'signed', facts }), { at: 'signed', facts });
});

test('a refusal goes back to the files with its reason; the files stay chosen', () => {
  const refused = go(newCeremony(null), ...toReview, { type: 'signing' }, { type: 'stopped', problem: { code: 'preparation-expired' } });
  assert.deepEqual(refused, { at: 'files', certificate, keyName: 'firma.key', problem: { code: 'preparation-expired' } });
  assert.equal(mayBegin(refused), true);
});

test('a signed note stays signed', () => {
  const signed: Ceremony = { at: 'signed', facts };
  assert.equal(go(signed, { type: 'stopped', problem: { code: 'x' } }, { type: 'again' }, ...toReview), signed);
});
