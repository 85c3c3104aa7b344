import { ageOn, folio, fullNameOf } from './model.ts';
import type { Age, CivilDate } from '#kernel/civil-date.ts';
import type { PatientKey, Vault } from '#platform/crypto/vault.ts';
import type { Sighting } from '#platform/http/route.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Address, Contact, NameParts } from './contract.ts';
import { requirePatient } from './open-record.ts';
import { identityOf } from './sealed-identity.ts';

/** What documents say of a patient (NOM-004-SSA3-2012, 5.2.3 and 5.9), to be copied at the moment of signing. */
export type PatientHeader = {
  readonly id: string;
  readonly recordNumber: string;
  /** The version of the identity that this was read from. */
  readonly version: number;
  readonly fullName: string;
  readonly nameParts: NameParts;
  readonly birthDate: string | null;
  /** Completed years, months, days on a civil date; null when the birth date is not known. */
  readonly ageAt: (date: CivilDate) => Age | null;
  /** Years as they seem, of a person nobody could name yet. */
  readonly apparentAge: number | null;
  /** H hombre, M mujer, X no binario. */
  readonly sex: 'H' | 'M' | 'X';
  /** 1 man, 2 woman, 3 intersex: what clinical limits go by. */
  readonly biologicalSex: 1 | 2 | 3;
  readonly curp: string | null;
  readonly address: Address | null;
  /** Why there is no address, as the contract's code; null when there is one. */
  readonly addressAbsent: string | null;
  /** The first telephone, as typed. */
  readonly phone: string | null;
  readonly guardian: Contact | null;
  readonly unknown: boolean;
  /** Set when the record was merged: the id that holds it now. */
  readonly mergedInto: string | null;
  /** Opens and seals whatever else is the patient's. */
  readonly key: PatientKey;
};

/** The header of exactly this patient, merges not followed. Refuses `patient-not-found`. Whoever shows it tells the audit (`seePatient`). */
export const patientHeader = async (tx: Tx<ClinicActor>, vault: Vault, patientId: string): Promise<PatientHeader> => {
  const row = await requirePatient(tx, patientId);
  const key = await vault.patientKey(tx, patientId);
  const identity = identityOf(tx.actor.clinicId, key, row);
  const { birthDate, apparentAge, sex, biologicalSex, address, addressAbsent, guardian, unknown } = identity;
  return {
    id: row.id, recordNumber: folio(row.record_number), version: row.version, fullName: fullNameOf(identity), nameParts: identity.name,
    birthDate, ageAt: (date) => ageOn(birthDate, date), apparentAge, sex, biologicalSex, curp: identity.curp.value, address, addressAbsent,
    phone: identity.phones[0]?.number ?? null, guardian, unknown, mergedInto: row.merged_into, key,
  };
};

/** What to tell `saw` when a patient was shown. */
export const seePatient = (key: Pick<PatientKey, 'pseudonym' | 'patientId'>): Sighting =>
  ({ patients: [key.pseudonym], entity: 'front.patient', entityId: key.patientId });
