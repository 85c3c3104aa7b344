// Made-up documents for tests and measurements, and what a PDF says, read by other people's programs.
import { execFileSync, spawnSync } from 'node:child_process';
import type { DocumentModel } from './document.ts';

/** A prescription of a usual length; the person and the licence number are made up. */
export const testDocument: DocumentModel = {
  language: 'es-MX',
  title: 'Receta médica R-000123',
  headerLines: [
    'Consultorio Demostración',
    'Calle de la Prueba 12, Col. Ejemplo, 06000 Ciudad de México',
    'Tel. 55 0000 0000',
  ],
  sections: [
    {
      heading: 'Paciente',
      blocks: [
        {
          kind: 'key-values',
          entries: [
            { label: 'Nombre', value: 'Prueba Sintética Ñandú Güemes' },
            { label: 'Edad', value: '41 años' },
            { label: 'Alergias', value: '¿Penicilina? — referida, sin confirmar' },
          ],
        },
      ],
    },
    {
      heading: 'Indicaciones',
      blocks: [
        {
          kind: 'table',
          columns: [{ heading: 'Medicamento', weight: 3 }, { heading: 'Dosis', weight: 2 }, { heading: 'Duración' }],
          rows: [
            ['Paracetamol, tabletas de 500 mg', '1 tableta vía oral cada 8 h', '5 días'],
            ['Amoxicilina, cápsulas de 500 mg', '1 cápsula vía oral cada 8 h', '7 días'],
          ],
        },
        { kind: 'list', items: ['Reposo relativo y líquidos abundantes.', 'Acudir a urgencias si la fiebre pasa de 39 °C.'] },
        { kind: 'paragraph', text: 'Cita de control en siete días. ¡No suspenda el tratamiento!' },
      ],
    },
  ],
  footer: 'Documento de demostración sin validez. Expediente conforme a NOM-004-SSA3-2012.',
  createdAt: new Date('2026-03-05T12:00:00Z'),
  verification: { code: 'K7QX-2M4P-9RTA', url: 'http://localhost:8610/v/R-000123/K7QX2M4P9RTA' },
  watermark: 'DEMO',
  signatureBox: {
    heading: 'Dra. Prueba Sintética Ñandú',
    lines: ['Cédula profesional 0000000', 'Certificado 30001000000300023685', 'Firmado con e.firma el 5 de marzo de 2026, 06:00 h'],
  },
};

/** The same document with one paragraph of the given text. */
export const documentSaying = (text: string): DocumentModel => ({
  ...testDocument,
  sections: [{ heading: 'Evolución', blocks: [{ kind: 'paragraph', text }] }],
});

/** Why tests that read a PDF are skipped, or false. */
export const skipsReading = spawnSync('pdftotext', ['-v']).error === undefined ? false : 'pdftotext is not installed (package poppler-utils)';

export const textOf = (pdf: Uint8Array): string => execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1e8 });
export const structureOf = (pdf: Uint8Array): string => execFileSync('pdfinfo', ['-struct-text', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1e8 });
export const withoutBlanks = (text: string): string => text.replaceAll(/\s/gu, '');
/** Text of the structure tree without blanks: page furniture is not in it. */
export const taggedText = (pdf: Uint8Array): string => withoutBlanks([...structureOf(pdf).matchAll(/^ *"(.*)"$/gmu)].map(([, text]) => text).join(''));
