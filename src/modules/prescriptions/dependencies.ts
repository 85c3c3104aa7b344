import type { ClinicId } from '#kernel/ids.ts';
import type { RecordDeps } from '#modules/record/public.ts';

/** What prescriptions need of the world. */
export type PrescriptionDeps = Pick<RecordDeps, 'database' | 'vault' | 'clock' | 'newId' | 'random' | 'trustedIssuers'> & {
  /** Where browsers reach this installation: the printed code leads to `/v/…` of it. */
  readonly publicUrl: string;
  readonly timeZoneOf: (clinicId: ClinicId) => string;
};
