import type { z } from 'zod';
import { staffNames } from '#modules/workforce/public.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { signedReply } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import { openEnding, openSigned } from './sealed-words.ts';
import { constanciasOf, endingOf } from './signed-queries.ts';
import type { ConstanciaRow, SignedRow } from './signed-queries.ts';

type Facts = z.infer<typeof signedReply>['signed'];

/** The best there is: a constancia before a time stamp, a trusted issuer before an unknown one, the newest first. */
export const bestConstancia = (rows: readonly ConstanciaRow[]): ConstanciaRow | undefined =>
  rows.toSorted((one, other) => Number(other.kind === 'nom-151') - Number(one.kind === 'nom-151') || Number(other.status === 'issuer-trusted') - Number(one.status === 'issuer-trusted'))[0];

/** Paper stays paper; a file is an electronic original once a trusted provider issued its constancia (NOM-151). */
const presentMode = ({ mode }: Pick<SignedRow, 'mode'>, best: Pick<ConstanciaRow, 'kind' | 'status'> | undefined): Facts['mode'] =>
  (mode === 'ELECTRONICA_SIN_CONSTANCIA' && best?.kind === 'nom-151' && best.status === 'issuer-trusted' ? 'ELECTRONICA' : mode);

/** The facts of a signed prescription and of what became of it, as screens show them. */
export const signedFacts = async (deps: Pick<PrescriptionDeps, 'vault'>, tx: Tx<ClinicActor>, row: SignedRow): Promise<Facts> => {
  const [key, ending, constancias, names] = await Promise.all([deps.vault.patientKey(tx, row.patient_id), endingOf(tx, row.prescription_id), constanciasOf(tx, row.prescription_id), staffNames(tx)]);
  const where = { clinicId: tx.actor.clinicId, rowId: row.prescription_id };
  const { prescriber } = readPayload(openSigned(key, where, 'payload', row.payload));
  const best = bestConstancia(constancias);
  return {
    folio: row.folio, signedAt: row.signed_at.toISOString(), signer: prescriber.fullName, cedula: prescriber.cedula, certificateSerial: row.certificate_serial, mode: presentMode(row, best), class: row.class,
    hasAntibiotic: row.has_antibiotic, validUntil: row.valid_until, payloadSha256: row.payload_sha256.toString('hex'), pdfSha256: row.pdf_sha256.toString('hex'),
    constancia: best === undefined ? null : { kind: best.kind, status: best.status, issuer: best.issuer, stampedAt: best.stamped_at.toISOString() },
    ended: ending === undefined ? null : {
      kind: ending.kind, reason: ending.reason, words: ending.words === null ? '' : openEnding(key, where, ending.words), at: ending.ended_at.toISOString(), by: names.get(ending.ended_by) ?? '', replacedBy: ending.replaced_by,
    },
  };
};
