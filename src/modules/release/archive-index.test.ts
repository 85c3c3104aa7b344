import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileId, NoteId, PatientId, PrescriptionId } from '#kernel/ids.ts';
import { indexPage } from './archive-index.ts';
import type { Manifest } from './manifest.ts';
import type { RecordRequestId } from './queries.ts';

const hostile = '\u202Egnp.exe\u2066 <img src=x onerror="alert(1)"> \'"&<script>';
const manifest: Omit<Manifest, 'files'> = {
  kind: 'amate-release', version: 1, clinic: { id: 'c', name: hostile }, deliveredAt: '2026-11-23T12:00:00.000Z',
  request: { id: 'r' as RecordRequestId, wants: 'whole-record', since: null, until: null, sha256: '0'.repeat(64) }, patient: { recordNumber: '000001', ids: ['p' as PatientId] },
  prescriptions: [{ folder: 'recetas/00001', prescriptionId: 'x' as PrescriptionId, title: hostile, signedAt: '2026-11-23T11:00:00.000Z', author: hostile, ended: 'cancelled' }], documents: [{ folder: 'documentos/00001-evolution', noteId: 'n' as NoteId, title: 'Nota', kind: 'evolution', amends: null, signedAt: '2026-11-23T11:00:00.000Z', author: hostile, verificationCode: 'ABC', signatures: 1, revokedAt: null }],
  attachments: [{ file: 'adjuntos/00001-photograph.jpg', id: 'f' as FileId, kind: 'photograph', title: hostile, site: hostile, takenOn: null, recordedAt: '2026-11-23T11:00:00.000Z', recordedBy: hostile, mistaken: false, sha256: '0'.repeat(64) }],
  audit: { entries: 0, checkpoint: null },
};

test('a name with marks, quotes or turned direction stands as text, isolated, and marks nothing up', () => {
  for (const language of ['es-MX', 'en-US'] as const) {
    const page = indexPage(manifest, hostile, language);
    const isolated = '<bdi>\u202Egnp.exe\u2066 &lt;img src=x onerror=&quot;alert(1)&quot;&gt; &#39;&quot;&amp;&lt;script&gt;</bdi>';
    assert.equal(page.split(isolated).length - 1, 8, 'the clinic, the patient, the author, a prescription, and what is said of a file');
    assert.equal(page.split('\u202E').length - 1, 8, 'nowhere else');
    assert.deepEqual([...page.matchAll(/<(script|img|iframe|object)\b/gi)], []);
    assert.match(page, /default-src 'none'/);
  }
});
