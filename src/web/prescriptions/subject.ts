import { canonicalize } from '#kernel/canonical-json.ts';
import type { PrescriptionId, PatientId } from '#kernel/ids.ts';
import type { PreparedPrescription, PrescriptionContent } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { sha256, toBase64, utf8 } from '../record/signing/bytes.ts';
import type { Bytes } from '../record/signing/bytes.ts';
import type { Certificate, Preparation } from '../record/signing/ceremony.ts';
import { at, judgeBytes, parsePayload } from '../record/signing/check-prepared.ts';
import { problemOf } from '../record/signing/prepare.ts';
import type { SigningSubject } from '../record/signing/subject.ts';
import { openPreparedPrescription, preparePrescription, signPrescription } from './api.ts';
import type { RxKeeper } from './rx-keeper.ts';

/** What the prescriber has in front of her: only this may be signed. */
export type ShownPrescription = { readonly id: PrescriptionId; readonly patientId: PatientId; readonly patientName: string; readonly content: PrescriptionContent };

const isSame = (one: unknown, other: unknown): boolean => canonicalize(one) === canonicalize(other);

/** The lines of the payload as they were written: the classes that the server added are its own. */
const linesOf = (payload: unknown): readonly unknown[] => {
  const lines = at(payload, 'lines');
  return Array.isArray(lines) ? lines.map((line: Record<string, unknown>) => { const { fraction: _fraction, isAntibiotic: _isAntibiotic, ...rest } = line; return rest; }) : [];
};

/**
 * Where what was prepared departs from the screen: the payload's lines, the private part that it names by digest, whose it is,
 * the certificate, the PDF. Anything here refuses the signature.
 */
const departures = async (prepared: PreparedPrescription, { pdf, certificateDer, shown }: { readonly pdf: Bytes; readonly certificateDer: Bytes; readonly shown: ShownPrescription }): Promise<readonly string[]> => {
  const payload = parsePayload(prepared.payload);
  const hidden = parsePayload(prepared.private);
  const judged: readonly (readonly [string, boolean])[] = [
    ...await judgeBytes({ prepared, pdf, certificateDer }, payload),
    ['payload-form', at(payload, 'type') === 'amate/prescription' && at(payload, 'version') === 1],
    ['other-prescription', at(payload, 'id') === shown.id],
    ['other-private', at(payload, 'private', 'digest') === await sha256(utf8(prepared.private))],
    ['other-patient', at(hidden, 'patient', 'id') === shown.patientId && at(hidden, 'patient', 'fullName') === shown.patientName],
    ['other-lines', isSame(linesOf(payload), shown.content.lines) && at(payload, 'advice') === shown.content.advice && at(payload, 'isForAbroad') === shown.content.isForAbroad],
    ['other-diagnoses', isSame(at(hidden, 'diagnoses') ?? null, shown.content.diagnoses)],
  ];
  return [...new Set(judged.filter(([, holds]) => !holds).map(([what]) => what))];
};

type Given = { readonly keeper: RxKeeper; readonly shown: () => ShownPrescription; readonly title: string; readonly paper: 'letter' | 'half-letter'; readonly certificate: Certificate | null; readonly onCertificate: (certificate: Certificate | null) => void; readonly onPrepared: (verifyUrl: string) => void };

const prepare = async ({ keeper, shown, paper, onPrepared }: Given, certificateDer: Bytes, onChecking: () => void): Promise<Preparation> => {
  const what = shown();
  const params = { prescriptionId: what.id };
  try {
    const prepared = await call(preparePrescription, { params, body: { version: keeper.version(), certificate: toBase64(certificateDer), paper } });
    const pdf = await call(openPreparedPrescription, { params: { ...params, preparationId: prepared.preparationId } });
    onChecking();
    if ((await departures(prepared, { pdf: new Uint8Array(await pdf.arrayBuffer()), certificateDer, shown: what })).length > 0) return { ok: false, problem: { code: 'prepared-differs', fields: [] } };
    onPrepared(prepared.verifyUrl);
    return { ok: true, note: { prepared, pdf: new Blob([pdf], { type: 'application/pdf' }) } };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
};

/** The ceremony of a prescription. */
export const prescriptionSubject = (given: Given): SigningSubject => ({
  title: given.title, patientName: given.shown().patientName, certificate: given.certificate, onCertificate: given.onCertificate, keeper: given.keeper,
  prepare: (certificateDer, onChecking) => prepare(given, certificateDer, onChecking),
  send: async (preparationId, signatures) => (await call(signPrescription, { params: { prescriptionId: given.shown().id }, body: { preparationId, ...signatures } })).signed,
});
