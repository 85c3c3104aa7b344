import type { ClinicId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { PrivacyDeps } from '#modules/privacy/public.ts';
import type { PatientIndex } from './patient-index.ts';

export type PatientDeps = PrivacyDeps & {
  readonly index: PatientIndex;
  /** Whether the person holds a permission beside the one that the route already asked for. */
  readonly may: (actor: StaffActor, permission: string) => boolean;
  /** IANA time zone of the clinic: decides what day it is, hence how old a person is. */
  readonly timeZoneOf: (clinicId: ClinicId) => string;
};
