import assert from 'node:assert/strict';
import { test } from 'node:test';
import { medicineOffers } from './medicine-offers.ts';

const known = [{ name: 'Metformina', dose: '850 mg', route: 'Oral', frequency: 'Cada 12 horas', duration: '30 días' }];
const offers = (typed: string) => medicineOffers(typed, known, 'es-MX');

test('a bare number for a dose asks for its unit first and cannot be taken by Enter alone', () => {
  const [first, ...others] = offers('azitromicina 500 c24 3d');
  assert.deepEqual(first, { is: 'asks', bare: '500' });
  assert.deepEqual(others.map((offer) => (offer.is === 'read' ? offer.medicine.dose : '')), ['500 mg', '500 mcg', '500 g', '500 mL', '500 UI', '500 tabletas', '500 gotas']);
});

test('a name alone brings the regimen that is known of it; with a dose the typed one comes first', () => {
  assert.deepEqual(offers('metf').map(({ is }) => is), ['known', 'read']);
  assert.deepEqual(offers('metf 500mg vo c12').map(({ is }) => is), ['read', 'known']);
  assert.deepEqual(offers('').map(({ is }) => is), ['known']);
});

test('what a typed medicine lacks is told with it', () => {
  const [offer] = offers('losartán 50mg');
  assert.deepEqual(offer?.is === 'read' ? offer.lacks : null, ['route', 'frequency']);
});
