import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipsReading as skip, textOf } from '#platform/pdf/testing.ts';
import type { PrescriptionPayload } from './payload.ts';
import { prescriptionPdf } from './prescription-pdf.ts';

const lineOf = (generic: string): unknown => ({
  generic, brand: null, presentation: { text: 'cápsula 500 mg' }, dose: { value: 500, unit: 'mg' }, route: 'oral', frequency: { kind: 'every', hours: 8 }, duration: { days: 7 }, asNeeded: null,
  quantity: { value: 21, unit: 'cápsula', packs: 2 }, fills: 1, specialFolio: null, indications: { es: 'Tome 1 cápsula (500 mg) por la boca cada 8 horas durante 7 días.', en: '' },
});

/** What a usual practice prints: a specialist, a long address, a line of advice. */
const printed = async (medicines: number, paper: 'letter' | 'half-letter'): Promise<readonly string[]> => {
  const payload = {
    folio: 'RX-0000012', issuedAtLocal: '23/nov/2026 09:39', class: 'IV', hasAntibiotic: true, mode: 'ELECTRONICA_SIN_CONSTANCIA', validUntil: '2026-11-30', isForAbroad: false, advice: 'Abundantes líquidos. Acuda a urgencias si hay dificultad para respirar.',
    lines: Array.from({ length: medicines }, (_, at) => lineOf(`Medicina ${String(at + 1)}`)),
    establishment: { name: 'Consultorios de Prueba', address: 'Calle de la Prueba 214, Col. Jardines del Ejemplo, Alcaldía Inventada, 04000 Ciudad de México', phone: '55 5000 1000', clues: null, demo: false },
    prescriber: { fullName: 'Elena Prueba Arizmendi', cedula: '7000001', title: 'Médica Cirujana', institution: 'Universidad de Prueba', specialty: { name: 'Medicina Familiar', cedula: '8000001', certificate: 'CMF-1' } },
    patient: { initials: 'M. L.', age: '34 años' }, certificate: { serial: '30001000000300023685' },
  } as unknown as PrescriptionPayload;
  const patient = { id: '', recordNumber: '', fullName: 'María Prueba Sánchez', birthDate: null, sex: 'F', curp: null, address: '' };
  const pdf = await prescriptionPdf(payload, { patient, verifyUrl: 'https://clinica.example/v/0123456789abcdefghjkmnpqrstvwxyz', paper, at: new Date('2026-11-23T15:39:00Z') });
  return textOf(pdf).split('\f').filter((page) => page.trim() !== '');
};

test('two medicines and the signature share half a letter; four share a letter', { skip }, async () => {
  for (const pages of [await printed(2, 'half-letter'), await printed(4, 'letter')]) {
    assert.equal(pages.length, 1);
    assert.match(pages[0] ?? '', /Paciente: María Prueba Sánchez[\s\S]*Edad: 34 años · Fecha: 23\/nov\/2026[\s\S]*Firma autógrafa/);
    assert.doesNotMatch(pages[0] ?? '', /Continúa/);
    assert.match(pages[0] ?? '', /Cantidad: 21 \(veintiuna\) cápsulas \(2 envases\)/);
    assert.match(pages[0] ?? '', /Firmada con e\.firma, sin constancia NOM-151 al firmarse: este\s+impreso\s+requiere\s+firma\s+autógrafa/);
  }
});

test('a page without the signature says so, and every later page says whose it is', { skip }, async () => {
  for (const paper of ['half-letter', 'letter'] as const) {
    const pages = await printed(14, paper);
    assert.ok(pages.length > 1);
    pages.forEach((page, at) => {
      const isLast = at === pages.length - 1;
      assert.equal(page.includes('Continúa: la firma y el código están en la última página.'), !isLast);
      assert.equal(page.includes('Firma autógrafa del médico'), isLast);
      assert.match(page, /María Prueba Sánchez/);
      assert.match(page, /RX-0000012/);
    });
  }
});
