import { createHash } from 'node:crypto';
import { canonicalize } from '#kernel/canonical-json.ts';
import { formatInstant } from '#kernel/civil-date.ts';
import type { ClinicId, PrescriptionId } from '#kernel/ids.ts';
import type { ClinicHeader, Signer } from '#modules/workforce/public.ts';
import { mustBeAnswered } from './check-safety.ts';
import type { PrescriptionContent, PrescriptionLaw, PrescriptionSafety } from './contract.ts';
import type { RxPatient } from './patient-context.ts';
import type { PrescriptionPayload, PrivatePart } from './payload.ts';
import { tokenDigest } from './public-copy.ts';

/** Everything a prescription is made of, as it stands at one moment. */
export type Composed = {
  readonly id: PrescriptionId; readonly replaces: PrescriptionId | null; readonly content: PrescriptionContent; readonly patient: RxPatient; readonly clinic: ClinicHeader; readonly signer: Signer;
  readonly safety: PrescriptionSafety; readonly law: PrescriptionLaw;
};
export type Moment = {
  readonly at: Date; readonly folio: string; readonly token: string; readonly clinicId: ClinicId; readonly certificate: Uint8Array; readonly serial: string; readonly salt: Uint8Array;
};

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** `M. L. G.`: what tells the pharmacist whose it is without saying who she is. */
const initialsOf = (fullName: string): string => fullName.split(/\s+/u).filter((part) => /^\p{L}/u.test(part) && !/^(?:de|del|la|las|los|y)$/iu.test(part)).map((part) => `${[...part][0]?.toLocaleUpperCase('es-MX') ?? ''}.`).join(' ');

/** Folios are the clinic’s running number. */
export const folioText = (number: number): string => `RX-${String(number).padStart(7, '0')}`;

export const privatePartOf = ({ content, patient, safety }: Composed, { salt }: Pick<Moment, 'salt'>): PrivatePart => {
  const { header, facts, active } = patient;
  return {
    type: 'amate/prescription-private', version: 1, salt: Buffer.from(salt).toString('base64'),
    patient: { id: header.id, recordNumber: header.recordNumber, fullName: header.fullName, birthDate: header.birthDate, sex: header.sex, curp: header.curp, address: header.address },
    diagnoses: content.diagnoses, overrides: answered(content, safety), safety, facts: { ...facts, active },
  };
};

/** The answers to alerts that there are; what was answered to one that is gone is left out. */
const answered = ({ overrides }: PrescriptionContent, safety: PrescriptionSafety): PrescriptionContent['overrides'] => {
  const keys = new Set(safety.alerts.map(({ key }) => key));
  return overrides.filter(({ key }) => keys.has(key));
};

const professionalOf = ({ personId, fullName, cedula, title, institution, specialty }: Signer): PrescriptionPayload['prescriber'] => ({
  id: personId, fullName, cedula: cedula ?? '', title: title ?? '', institution: institution ?? '',
  specialty: specialty === null ? null : { name: specialty.name, cedula: specialty.cedula, certificate: specialty.certificate },
});

/** What will be signed, but for the PDF’s digest. */
export const payloadOf = (composed: Composed, privatePart: PrivatePart, moment: Moment): PrescriptionPayload => {
  const { id, replaces, content, patient, clinic, signer, safety, law } = composed;
  const { at, folio, token, clinicId, certificate, serial } = moment;
  const must = mustBeAnswered(safety).length;
  return {
    type: 'amate/prescription', version: 1, id, folio,
    establishment: { id: clinicId, name: clinic.name, legalName: clinic.legalName, kind: clinic.kind, address: clinic.address, phone: clinic.phone, clues: clinic.clues, demo: clinic.demo },
    prescriber: professionalOf(signer), patient: { initials: initialsOf(patient.header.fullName), age: patient.context.age },
    issuedAt: at.toISOString(), issuedAtLocal: formatInstant(at, patient.timeZone, 'es-MX'), mode: law.mode, class: law.class, hasAntibiotic: law.hasAntibiotic, validUntil: law.validUntil,
    lines: content.lines.map((line, place) => ({ ...line, fraction: law.lines[place]?.fraction ?? null, isAntibiotic: law.lines[place]?.isAntibiotic ?? false })),
    advice: content.advice, isForAbroad: content.isForAbroad, replaces,
    safety: { dataSet: safety.dataSet, alerts: safety.alerts.length, answered: must, unmatched: safety.unmatched.length },
    private: { digest: sha256(canonicalize(privatePart)) }, certificate: { serial, sha256: sha256(certificate) }, pdf: { digestAlgorithm: 'SHA-256', digest: '' },
    tokenSha256: tokenDigest(token).toString('hex'),
  };
};
