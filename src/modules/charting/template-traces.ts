import { invalid } from '#kernel/errors.ts';
import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import { tracesIn } from '#kernel/patient-traces.ts';
import type { PatientMarks } from '#kernel/patient-traces.ts';
import { patientMarks } from '#modules/patients/public.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';

/** Of nobody in particular: a CURP and an e-mail are refused wherever the words come from. */
const nobody: PatientMarks = { names: [], curp: null, phones: [], recordNumber: 'none', birthDate: null };

/**
 * Refuses words that say whose note they were taken from, without saying what was found: an error is written to logs.
 * Answers whose identity was opened for it.
 */
export const requireNoTraces = async (vault: Vault, tx: Tx<StaffActor>, texts: readonly string[], of: { readonly takenFrom: PatientId | null; readonly code: string }): Promise<readonly Pseudonym[]> => {
  const whole = texts.join('\n');
  const from = of.takenFrom === null ? null : await patientMarks(tx, vault, of.takenFrom);
  if (tracesIn(whole, from?.marks ?? nobody).length > 0) throw invalid(of.code);
  return from === null ? [] : [from.key.pseudonym];
};
