import type { Age, CivilDate } from '#kernel/civil-date.ts';
import type { ClinicId, PatientId } from '#kernel/ids.ts';
import type { PatientKey, Vault } from '#platform/crypto/vault.ts';
import type { Sighting } from '#platform/http/route.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { ageOn, folio, fullNameOf } from './model.ts';
import type { Identity } from './model.ts';
import type { Contact, NameParts } from './contract.ts';
import { openRowsOf, requirePatient } from './open-record.ts';
import { patientRows } from './queries.ts';
import type { PatientRecord } from './queries.ts';
import { identityOf } from './sealed-identity.ts';

/** What documents say of a patient (NOM-004-SSA3-2012, 5.2.3 and 5.9), to be copied at the moment of signing. */
export type PatientHeader = {
  readonly id: PatientId;
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
  /** On one line, in Spanish, as documents print it; never blank: where there is none it says why (NOM-004, 5.2.3). */
  readonly address: string;
  /** Whether the address was left for later. */
  readonly isAddressPending: boolean;
  /** The first telephone, as typed. */
  readonly phone: string | null;
  /** Name and relationship in Spanish, as documents print them. */
  readonly guardian: string | null;
  readonly unknown: boolean;
  /** Set when the record was merged: the id that holds it now. */
  readonly mergedInto: PatientId | null;
  /** Opens and seals whatever else is the patient's. */
  readonly key: PatientKey;
};

const addressAbsences = {
  pending: 'Domicilio por completar',
  'no-fixed-address': 'Sin domicilio fijo',
  declined: 'No proporcionó domicilio',
  'unknown-person': 'Se desconoce',
} as const satisfies Record<NonNullable<Identity['addressAbsent']>, string>;

const relationshipNames = {
  mother: 'madre', father: 'padre', guardian: 'tutor', representative: 'representante legal', spouse: 'cónyuge', child: 'hija o hijo',
  sibling: 'hermana o hermano', grandparent: 'abuela o abuelo', other: 'otro',
} as const satisfies Record<Contact['relationship'], string>;

const addressLine = ({ address, addressAbsent }: Identity): string => {
  if (address === null) return addressAbsences[addressAbsent ?? 'pending'];
  return [address.street, address.neighbourhood, `${address.postalCode} ${address.city}`.trim()].filter((part) => part !== '').join(', ');
};

const headerFrom = (clinicId: ClinicId, row: PatientRecord, key: PatientKey): PatientHeader => {
  const identity = identityOf(clinicId, key, row);
  const { birthDate, apparentAge, sex, biologicalSex, guardian, unknown } = identity;
  return {
    id: row.id, recordNumber: folio(row.record_number), version: row.version, fullName: fullNameOf(identity), nameParts: identity.name,
    birthDate, ageAt: (date) => ageOn(birthDate, date), apparentAge, sex, biologicalSex, curp: identity.curp.value, address: addressLine(identity), isAddressPending: identity.addressAbsent === 'pending',
    phone: identity.phones[0]?.number ?? null, guardian: guardian === null ? null : `${guardian.name} (${relationshipNames[guardian.relationship]})`,
    unknown, mergedInto: row.merged_into, key,
  };
};

/** The header of exactly this patient, merges not followed. Refuses `patient-not-found`. Whoever shows it tells the audit (`seePatient`). */
export const patientHeader = async (tx: Tx<ClinicActor>, vault: Vault, patientId: PatientId): Promise<PatientHeader> => {
  const [row, key] = await Promise.all([requirePatient(tx, patientId), vault.patientKeys(tx, [patientId])]);
  return headerFrom(tx.actor.clinicId, row, key.get(patientId) ?? await vault.patientKey(tx, patientId));
};

/** What clinical limits go by, from the clear columns alone: no name or word of the patient is opened. */
export type PatientFacts = {
  /** H man, M woman; null when intersex. */
  readonly biologicalSex: 'H' | 'M' | null;
  readonly birthDate: string | null;
  /** Completed years on a civil date; null when the birth date is not known. */
  readonly yearsAt: (date: CivilDate) => number | null;
};

const sexByNumber = { 1: 'H', 2: 'M', 3: null } as const;

/** The facts of exactly this patient. Refuses `patient-not-found`. */
export const patientFacts = async (tx: Tx<ClinicActor>, patientId: PatientId): Promise<PatientFacts> => {
  const row = await requirePatient(tx, patientId);
  return { biologicalSex: sexByNumber[row.biological_sex], birthDate: row.birth_date, yearsAt: (date) => ageOn(row.birth_date, date)?.years ?? null };
};

/** The headers of many patients by id, in one round trip when their keys are at hand; who is not there is left out. */
export const patientHeaders = async (tx: Tx<ClinicActor>, vault: Vault, patientIds: readonly PatientId[]): Promise<ReadonlyMap<PatientId, PatientHeader>> => {
  if (patientIds.length === 0) return new Map();
  const [rows, keys] = await Promise.all([patientRows(tx, patientIds), vault.patientKeys(tx, patientIds)]);
  return new Map(rows.flatMap((row) => {
    const key = keys.get(row.id);
    return key === undefined ? [] : [[row.id, headerFrom(tx.actor.clinicId, row, key)] as const];
  }));
};

/** The headers by the ids asked for, each of the open patient that the id leads to: who was merged stands under the kept name. */
export const openPatientHeaders = async (tx: Tx<ClinicActor>, vault: Vault, patientIds: readonly PatientId[]): Promise<ReadonlyMap<PatientId, PatientHeader>> => {
  const asked = await patientHeaders(tx, vault, patientIds);
  const moved = [...asked.values()].filter(({ mergedInto }) => mergedInto !== null).map(({ id }) => id);
  if (moved.length === 0) return asked;
  const kept = await openRowsOf(tx, moved);
  const headers = await patientHeaders(tx, vault, [...new Set([...kept.values()].map(({ id }) => id))]);
  return new Map([...asked].map(([id, header]) => [id, headers.get(kept.get(id)?.id ?? id) ?? header] as const));
};

/** What to tell `saw` when a patient was shown. */
export const seePatient = (key: Pick<PatientKey, 'pseudonym'>): Sighting =>
  ({ patients: [key.pseudonym], entity: 'front.patient' });
