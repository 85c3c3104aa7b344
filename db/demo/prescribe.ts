import { randomUUID } from 'node:crypto';
import type { PatientId } from '#kernel/ids.ts';
import type { MedicineReview, ReadLine } from '#modules/medicines/contract.ts';
import type { PreparedPrescription, PrescriptionLine, PrescriptionSaved } from '#modules/prescriptions/contract.ts';
import type { DemoStamper } from '#platform/efirma/demo-authority.ts';
import { writeDemoStamp } from '#platform/timestamp/demo-stamps.ts';
import type { Signer } from './sign-visits.ts';

/** Prescriptions of the demo practice, written and signed through the same ways in as the screens. */

/** One request as a person who is signed in; answers the reply's JSON, or the octets of a PDF. */
export type Ask = (login: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<unknown>;

/** What the demo’s physicians confirmed of the catalogue: the rest shows how an unconfirmed medicine looks. */
const confirmed = [
  'paracetamol', 'ibuprofeno', 'naproxeno', 'amoxicilina', 'acido clavulanico', 'azitromicina', 'cefalexina', 'ciprofloxacino', 'nitrofurantoina', 'trimetoprima', 'sulfametoxazol', 'loratadina', 'omeprazol', 'salbutamol',
  'metformina', 'glibenclamida', 'losartan', 'enalapril', 'amlodipino', 'hidroclorotiazida', 'atorvastatina', 'levotiroxina', 'acido folico', 'fumarato ferroso', 'sertralina', 'prednisona', 'warfarina', 'fluconazol',
];

/** As one types them; by the person's key. */
const written: readonly { readonly patient: string; readonly lines: readonly string[]; readonly hasConstancia?: true }[] = [
  { patient: 'guadalupe', lines: ['metformina 850 mg c/12 h 30 días'] },
  { patient: 'oscar', lines: ['amoxicilina 500 mg c/8 h 7 días', 'paracetamol 500 mg c/8 h 3 días prn dolor'], hasConstancia: true },
  { patient: 'esperanza', lines: ['losartan 50 mg c/24 h 30 días'] },
  { patient: 'paulina', lines: ['clonazepam 2 mg media tableta noche 15 días'] },
];

const confirmRows = async (ask: Ask, login: string): Promise<void> => {
  const rows = await Promise.all(confirmed.map(async (key) => {
    const { rows: found } = await ask(login, 'GET', `/api/medicines/review?q=${encodeURIComponent(key)}`) as MedicineReview;
    return found.filter((row) => row.key === key);
  }));
  await ask(login, 'POST', '/api/medicines/confirmations', {
    rows: rows.flat().map(({ key, rowSha256, proposed, proposedAntibiotic }) => ({ key, rowSha256, verdict: 'confirmed', fraction: proposed, isAntibiotic: proposedAntibiotic })),
  });
};

const lineOf = async (ask: Ask, login: string, text: string): Promise<PrescriptionLine> => {
  const { read } = await ask(login, 'POST', '/api/medicines/read-line', { text }) as { readonly read: ReadLine };
  if (!('line' in read)) throw new Error(`the demo’s line cannot be read: ${text}`);
  return read.line;
};

type Prescribing = { readonly ask: Ask; readonly login: string; readonly signer: Signer; readonly stamper: DemoStamper; readonly now: Date };

const prescribe = async ({ ask, login, signer }: Prescribing, patientId: PatientId, texts: readonly string[]): Promise<string> => {
  const { prescriptionId } = await ask(login, 'POST', `/api/patients/${patientId}/prescriptions`, {}) as { readonly prescriptionId: string };
  const home = `/api/prescriptions/${prescriptionId}`;
  const content = { lines: await Promise.all(texts.map((text) => lineOf(ask, login, text))), diagnoses: [], overrides: [], isForAbroad: false, advice: '' };
  const first = await ask(login, 'PUT', `${home}/draft`, { version: 0, saveId: randomUUID(), content }) as PrescriptionSaved;
  const overrides = first.safety.alerts.filter(({ severity }) => severity === 'contraindicated' || severity === 'major').map(({ key }) => ({ key, reason: 'will-monitor', words: '' }));
  const { version } = await ask(login, 'PUT', `${home}/draft`, { version: first.version, saveId: randomUUID(), content: { ...content, overrides } }) as PrescriptionSaved;
  const prepared = await ask(login, 'POST', `${home}/preparation`, { version, certificate: signer.certificate, paper: 'half-letter' }) as PreparedPrescription;
  const sign = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => Buffer.from(await signer.efirma.sign(bytes)).toString('base64');
  await ask(login, 'POST', `${home}/signature`, {
    preparationId: prepared.preparationId, payloadSignature: await sign(new Uint8Array(Buffer.from(prepared.payload, 'utf8'))), attributesSignature: await sign(new Uint8Array(Buffer.from(prepared.signedAttributes, 'base64'))),
  });
  return home;
};

/** A constancia over the signed PDF, under a policy of constancias (Secretaría de Economía's part of the tree). */
const stamp = async ({ ask, login, stamper, now }: Prescribing, home: string): Promise<void> => {
  const file = await ask(login, 'GET', `${home}/pdf`) as Buffer;
  const token = writeDemoStamp(stamper, { file, policy: '2.16.484.101.10.316.0', at: now, serial: 1, certificates: [stamper.certificateDer] });
  await ask(login, 'POST', `${home}/constancias`, { file: Buffer.from(token).toString('base64') });
};

/** Confirms everyday medicines and signs a few prescriptions of this physician. */
export const prescribeForSome = async (prescribing: Prescribing, ids: ReadonlyMap<string, PatientId>): Promise<void> => {
  await confirmRows(prescribing.ask, prescribing.login);
  for (const { patient, lines, hasConstancia = false } of written) {
    const id = ids.get(patient);
    if (id === undefined) continue;
    const home = await prescribe(prescribing, id, lines);
    if (hasConstancia) await stamp(prescribing, home);
  }
};
