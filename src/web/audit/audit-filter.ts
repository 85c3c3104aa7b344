import { addDays } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { PersonId } from '#kernel/ids.ts';
import { instantOf } from '#kernel/wall-clock.ts';
import type { ListEntriesRequest } from '#modules/audit/contract.ts';
import type { PatientRow } from '#modules/patients/contract.ts';

export type AuditFilter = {
  readonly personId: PersonId | null;
  readonly patient: PatientRow | null;
  readonly action: string | null;
  readonly outcome: NonNullable<ListEntriesRequest['outcome']> | null;
  /** Days on the clinic's wall; both ends count. */
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
};

export const noFilter: AuditFilter = { personId: null, patient: null, action: null, outcome: null, from: null, until: null };

/** The filter as the server takes it. */
export const requestOf = (filter: AuditFilter, timeZone: string): Omit<ListEntriesRequest, 'limit' | 'before'> => ({
  ...(filter.personId === null ? {} : { personId: filter.personId }),
  ...(filter.patient === null ? {} : { patientId: filter.patient.id }),
  ...(filter.action === null ? {} : { action: filter.action }),
  ...(filter.outcome === null ? {} : { outcome: filter.outcome }),
  ...(filter.from === null ? {} : { from: instantOf(filter.from, '00:00', timeZone).toISOString() }),
  ...(filter.until === null ? {} : { until: instantOf(addDays(filter.until, 1), '00:00', timeZone).toISOString() }),
});
