import { randomUUID } from 'node:crypto';
import { parseId } from '#kernel/ids.ts';
import type { PrescriptionId } from '#kernel/ids.ts';
import type { MedicineReview } from '#modules/medicines/contract.ts';
import type { PrescriptionContent, PrescriptionLine, PreparedPrescription } from '#modules/prescriptions/contract.ts';
import { keyPurpose } from '#platform/der/object-identifiers.ts';
import { issueDemoStamper } from '#platform/efirma/demo-authority.ts';
import type { DemoAuthority, DemoEfirma, DemoStamper } from '#platform/efirma/demo-authority.ts';
import { writeDemoStamp } from '#platform/timestamp/demo-stamps.ts';
import { signaturesOf } from './house.ts';
import type { Answer, Caller } from './house.ts';

/** A whole line of paracetamol; `changes` make another of it. */
export const aLine = (changes: Partial<PrescriptionLine> = {}): PrescriptionLine => ({
  ingredients: ['paracetamol'], generic: 'Paracetamol', brand: null, presentation: { id: null, text: 'tableta 500 mg, envase con 10 tabletas' }, dose: { value: 1, unit: 'tableta' }, route: 'oral',
  frequency: { kind: 'every', hours: 8 }, asNeeded: null, duration: { days: 3 }, quantity: { value: 9, unit: 'tableta', packs: 1 },
  indications: { es: 'Tome 1 tableta por la boca cada 8 horas durante 3 días.', en: 'Take 1 tablet by mouth every 8 hours for 3 days.' }, specialFolio: null, fills: 1, ...changes,
});

export const aPrescription = (lines: readonly PrescriptionLine[] = [aLine()], changes: Partial<PrescriptionContent> = {}): PrescriptionContent =>
  ({ lines: [...lines], diagnoses: [{ code: 'J029', term: 'Faringitis aguda' }], overrides: [], isForAbroad: false, advice: '', ...changes });

/** Starts a prescription and saves it; answers its id, its version and what the save said. */
export const writePrescription = async (doctor: Caller, patientId: string, content: PrescriptionContent = aPrescription(), start: object = {}): Promise<{ readonly id: PrescriptionId; readonly version: number; readonly saved: Answer }> => {
  const started = await doctor.call('POST', `/api/patients/${patientId}/prescriptions`, start);
  if (started.status !== 201) throw new Error(`starting answered ${String(started.status)} ${JSON.stringify(started.body)}`);
  const id = parseId<'prescription'>(String(started.body['prescriptionId']));
  const saved = await doctor.call('PUT', `/api/prescriptions/${id}/draft`, { version: 0, saveId: randomUUID(), content });
  if (saved.status !== 200) throw new Error(`saving answered ${String(saved.status)} ${JSON.stringify(saved.body)}`);
  return { id, version: Number(saved.body['version']), saved };
};

export const preparePrescription = (doctor: Caller, id: string, version: number, efirma: Pick<DemoEfirma, 'certificateDer'>): Promise<Answer> =>
  doctor.call('POST', `/api/prescriptions/${id}/preparation`, { version, certificate: Buffer.from(efirma.certificateDer).toString('base64'), paper: 'half-letter' });

/** What the browser does with what was prepared, and the answer to it. */
export const sealPrescription = async (doctor: Caller, id: string, efirma: DemoEfirma, prepared: Answer): Promise<Answer> =>
  doctor.call('POST', `/api/prescriptions/${id}/signature`, await signaturesOf(efirma, prepared.body as PreparedPrescription));

/** The whole ceremony. */
export const signPrescription = async (doctor: Caller, id: string, version: number, efirma: DemoEfirma): Promise<Answer> => {
  const prepared = await preparePrescription(doctor, id, version, efirma);
  return prepared.status === 201 ? sealPrescription(doctor, id, efirma, prepared) : prepared;
};

export type Printed = { readonly id: string; /** What its code holds. */ readonly token: string; readonly patientId: string };

/** A signed prescription as it leaves the practice, and the token of the code that is printed on it. */
export const printPrescription = async (by: { readonly doctor: Caller; readonly efirma: DemoEfirma; readonly patientId: string }, lines: readonly PrescriptionLine[] = [aLine()]): Promise<Printed> => {
  const { id, version } = await writePrescription(by.doctor, by.patientId, aPrescription(lines));
  const prepared = await preparePrescription(by.doctor, id, version, by.efirma);
  const token = /\/v\/([0-9a-z]{32})$/.exec(String(prepared.body['verifyUrl']))?.[1];
  if (prepared.status !== 201 || token === undefined) throw new Error(`preparing answered ${String(prepared.status)} ${JSON.stringify(prepared.body)}`);
  const signed = await sealPrescription(by.doctor, id, by.efirma, prepared);
  if (signed.status !== 200) throw new Error(`signing answered ${String(signed.status)} ${JSON.stringify(signed.body)}`);
  return { id, token, patientId: by.patientId };
};

/** A clinician’s confirmation of ingredients as the catalogue proposes them. */
export const confirmMedicines = async (doctor: Caller, keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    const { body } = await doctor.call('GET', `/api/medicines/review?q=${encodeURIComponent(key)}`);
    const row = (body as unknown as MedicineReview).rows.find((each) => each.key === key);
    const { status } = await doctor.call('POST', '/api/medicines/confirmations', { rows: [{ key, rowSha256: row?.rowSha256, verdict: 'confirmed', fraction: row?.proposed, isAntibiotic: row?.proposedAntibiotic }] });
    if (status !== 201) throw new Error(`confirming ${key} answered ${String(status)}`);
  }
};

/** A service that stamps files, with the purposes that real providers of constancias have. */
export const aStamper = (authority: DemoAuthority, name = 'Constancias de prueba'): DemoStamper =>
  issueDemoStamper(authority, { name, purposes: [keyPurpose.emailProtection, keyPurpose.clientAuth], isCritical: false, notBefore: new Date(Date.now() - 86_400_000) });

/** A constancia over a file, under a policy of constancias. */
export const constanciaOver = (file: Uint8Array, by: DemoStamper): Buffer =>
  Buffer.from(writeDemoStamp(by, { file, policy: '2.16.484.101.10.316.100.1.1', at: new Date(), serial: 12, certificates: [by.certificateDer] }));

export const bringConstancia = (by: Caller, id: string, file: Uint8Array): Promise<Answer> => by.call('POST', `/api/prescriptions/${id}/constancias`, { file: Buffer.from(file).toString('base64') });

/** Brings a constancia over the signed PDF of a prescription. */
export const stampPrescription = async (doctor: Caller, id: string, authority: DemoAuthority): Promise<Answer> =>
  bringConstancia(doctor, id, constanciaOver((await doctor.call('GET', `/api/prescriptions/${id}/pdf`)).raw, aStamper(authority)));
