import type { ClinicId, PrescriptionId } from '#kernel/ids.ts';
import type { RecordDeps } from '#modules/record/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { StampTrust } from '#platform/timestamp/verify-token.ts';

/** What prescriptions need of the world. */
export type PrescriptionDeps = Pick<RecordDeps, 'database' | 'vault' | 'clock' | 'newId' | 'random' | 'trustedIssuers'> & {
  /** Where browsers reach this installation: the printed code leads to `/v/…` of it. */
  readonly publicUrl: string;
  /** How far each was handed over; asked of whoever keeps the ledger. */
  readonly dispensedOf: (tx: Tx<StaffActor>, ids: readonly PrescriptionId[]) => Promise<ReadonlyMap<PrescriptionId, 'none' | 'partly' | 'exhausted' | 'expired'>>;
  /** Whose constancias and time stamps this installation believes. */
  readonly stampTrust: () => StampTrust;
  readonly timeZoneOf: (clinicId: ClinicId) => string;
};
