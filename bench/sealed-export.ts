import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '#kernel/clock.ts';
import { openCheckpointMemory, openSigningKey, sealPending } from '#modules/audit/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, signNote, writeNote } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import { verifyArchive } from '../verifier/amate-record-verifier.mjs';
import { argumentOf, atMost, percentile, report, timesOf } from './parts/figures.ts';

/**
 * Handing over a whole record as a sealed archive, from the request of the file to its last byte, in process: every
 * document opened, the patient's part of the audit with its proofs, manifest and signature. `--documents N`, `--runs N`.
 */
const documents = argumentOf('--documents', 200);
const runs = argumentOf('--runs', 3);

const sealAudit = async (house: House, home: TestDatabase): Promise<void> => {
  const folder = join(house.dataFolder, 'keys');
  const key = await openSigningKey(home.database, folder);
  while (await sealPending({ database: home.database, key, memory: openCheckpointMemory(folder), clock: systemClock }) > 0);
};

const grantedRequest = async (doctor: Caller, patientId: string): Promise<string> => {
  const { body } = await doctor.call('POST', '/api/record-requests', {
    patientId, capacity: 'patient', identityChecked: 'official-id', wants: 'whole-record', since: null, until: null, requestedOn: '2020-01-01', scanSha256: null, attachmentId: null,
    words: { requester: 'La paciente', document: '', reason: 'Medición', text: 'Solicito copia de mi expediente.' },
  });
  await doctor.call('POST', `/api/record-requests/${String(body['id'])}/decision`, { decision: 'granted', reason: 'Medición' });
  return String(body['id']);
};

const measure = async () => {
  const home = await createTestDatabase();
  const house = await openHouse(home);
  try {
    const member = await house.hire(['physician']);
    const doctor = await house.signIn(member);
    const efirma = house.efirmaOf(member);
    const patientId = await house.register(await house.signIn(await house.hire(['receptionist'])));
    for (let at = 0; at < documents; at += 1) {
      const { noteId, version } = await writeNote(doctor, patientId);
      const { status } = await signNote(doctor, noteId, version, efirma);
      if (status !== 200) throw new Error(`signing answered ${String(status)}`);
    }
    await sealAudit(house, home);
    const times: number[] = [];
    let zip: Uint8Array = new Uint8Array();
    for (let run = 0; run < runs; run += 1) {
      const id = await grantedRequest(doctor, patientId);
      const began = performance.now();
      const { status, raw } = await doctor.call('POST', `/api/record-requests/${id}/delivery`, { noteId: null, language: 'es-MX' });
      times.push(performance.now() - began);
      if (status !== 200) throw new Error(`delivery answered ${String(status)}`);
      zip = raw;
    }
    const bare = await timesOf(5, async () => { createHash('sha256').update(zip).digest(); });
    let verdict = await verifyArchive(zip);
    const checking = await timesOf(1, async () => { verdict = await verifyArchive(zip); });
    if (!verdict.sound || verdict.documents.length !== documents) throw new Error(`what was delivered does not verify: ${JSON.stringify(verdict.faults.slice(0, 3))}`);
    return { times, bare, checking, bytes: zip.length, entries: verdict.entries };
  } finally {
    await house.close();
    await home.close();
  }
};

const { times, bare, checking, bytes, entries } = await measure();
const of = `${String(documents)} documents, ${String(entries)} accesses, ${(bytes / 1e6).toFixed(1)} MB`;
report({
  benchmark: 'sealed-export',
  data: `synthetic: one patient with ${String(documents)} signed evolution notes`,
  figures: [
    atMost({ figure: 'sealed export, whole', value: Math.max(...times), unit: 'ms', at: `slowest of ${String(runs)}, ${of}` }, 15_000),
    { figure: 'sealed export, whole', value: percentile(times, 50), unit: 'ms', at: `p50 of ${String(runs)}` },
    { figure: 'checking it with the verifier on Node', value: percentile(checking, 50), unit: 'ms', at: 'once' },
  ],
  yardstick: { figure: 'SHA-256 over the same bytes', value: percentile(bare, 50), unit: 'ms', at: 'p50 of 5' },
  ratio: percentile(times, 50) / percentile(bare, 50), ratioOf: 'p50 of the whole',
});
