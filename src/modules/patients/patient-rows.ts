import type { CivilDate } from '#kernel/civil-date.ts';
import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PatientRow } from './contract.ts';
import { ageOn, folio, fullNameOf } from './model.ts';
import type { Identity } from './model.ts';
import { phoneDigits } from './phone-number.ts';
import { openRowsOf } from './open-record.ts';
import type { PatientRecord } from './queries.ts';
import { identityOf } from './sealed-identity.ts';

const tailLength = 4;

export const rowOf = (row: PatientRecord, identity: Identity, today: CivilDate): PatientRow => {
  const phone = identity.phones[0];
  return {
    id: row.id, recordNumber: folio(row.record_number), fullName: fullNameOf(identity), birthDate: identity.birthDate,
    age: ageOn(identity.birthDate, today), sex: identity.sex,
    curpTail: identity.curp.value?.slice(-tailLength) ?? null,
    phoneTail: phone === undefined ? null : phoneDigits(phone.number).slice(-tailLength),
    unknown: identity.unknown,
  };
};

/** An open patient with the identity opened, and the pseudonym that stands for it in the audit. */
export type OpenedPatient = { readonly row: PatientRecord; readonly identity: Identity; readonly pseudonym: Pseudonym };

/** The open patients that these ids lead to, each once, in the order of the ids; unknown ids are left out. */
export const openedPatients = async (tx: Tx<ClinicActor>, vault: Vault, ids: readonly PatientId[]): Promise<readonly OpenedPatient[]> => {
  if (ids.length === 0) return [];
  // The keys are mostly those of the very ids asked: fetched beside the rows, not after them.
  const [byAsked] = await Promise.all([openRowsOf(tx, ids), vault.patientKeys(tx, ids)]);
  const rows = [...new Map([...byAsked.values()].map((row) => [row.id, row])).values()];
  const keys = await vault.patientKeys(tx, rows.map(({ id }) => id));
  return rows.flatMap((row) => {
    const key = keys.get(row.id);
    return key === undefined ? [] : [{ row, identity: identityOf(tx.actor.clinicId, key, row), pseudonym: key.pseudonym }];
  });
};
