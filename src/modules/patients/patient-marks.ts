import type { PatientId } from '#kernel/ids.ts';
import type { PatientMarks } from '#kernel/patient-traces.ts';
import type { PatientKey, Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { folio, fullNameOf } from './model.ts';
import { requirePatient } from './open-record.ts';
import { identityOf } from './sealed-identity.ts';

/**
 * What would tell in a text that it was written about this patient, her guardian and contact with her, and what to tell the
 * audit of having looked. Nobody is named Desconocido: an unknown person's name is no mark. Refuses `patient-not-found`.
 */
export const patientMarks = async (tx: Tx<ClinicActor>, vault: Vault, patientId: PatientId): Promise<{ readonly marks: PatientMarks; readonly key: Pick<PatientKey, 'pseudonym'> }> => {
  const [row, keys] = await Promise.all([requirePatient(tx, patientId), vault.patientKeys(tx, [patientId])]);
  const key = keys.get(patientId) ?? await vault.patientKey(tx, patientId);
  const { name, unknown, guardian, emergencyContact, curp, phones, birthDate } = identityOf(tx.actor.clinicId, key, row);
  const others = [guardian, emergencyContact].filter((contact) => contact !== null);
  return {
    key,
    marks: {
      names: [...(unknown ? [] : [fullNameOf({ name })]), ...others.map((contact) => contact.name)],
      curp: curp.value, recordNumber: folio(row.record_number), birthDate,
      phones: [...phones.map(({ number }) => number), ...others.flatMap(({ phone }) => (phone === null ? [] : [phone]))],
    },
  };
};
