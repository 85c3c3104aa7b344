import { checkCurp } from '#kernel/curp.ts';
import { invalid } from '#kernel/errors.ts';
import type { ClinicId, PersonId } from '#kernel/ids.ts';
import { checkRfc } from '#kernel/rfc.ts';
import { open, seal, versionOf } from '#platform/crypto/sealing.ts';
import type { Place } from '#platform/crypto/sealing.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';

type Column = 'curp_sealed' | 'rfc_sealed';

const placeOf = (clinicId: ClinicId, column: Column, personId: PersonId): Place => ({ clinicId, table: 'org.staff_member', column, rowId: personId });

/** Refuses `staff-curp-invalid` with the reasons of the check; a wrong check digit has no exception for staff, who sign with it. */
export const requireCurp = (curp: string): void => {
  const { valid, reasons } = checkCurp(curp);
  if (!valid) throw invalid('staff-curp-invalid', { reasons });
};

/** Refuses `staff-rfc-invalid`: a person's own RFC, never a company's nor the generic one. */
export const requireRfc = (rfc: string): void => {
  const { valid, reasons, kind } = checkRfc(rfc);
  if (!valid || kind !== 'person') throw invalid('staff-rfc-invalid', { reasons });
};

export const sealForStaff = async (tx: Tx<ClinicActor>, vault: Vault, place: { readonly column: Column; readonly personId: PersonId }, plain: string | null): Promise<Buffer | null> =>
  plain === null ? null : seal(await vault.clinicKey(tx), placeOf(tx.actor.clinicId, place.column, place.personId), plain);

export const openForStaff = async (tx: Tx<ClinicActor>, vault: Vault, place: { readonly column: Column; readonly personId: PersonId }, sealed: Buffer | null): Promise<string | null> => {
  if (sealed === null) return null;
  const key = await vault.clinicKeyOfVersion(tx, versionOf(sealed));
  return open(key, placeOf(tx.actor.clinicId, place.column, place.personId), sealed).toString('utf8');
};
