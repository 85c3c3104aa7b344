import type { CivilDate } from '#kernel/civil-date.ts';
import { addDays } from '#kernel/civil-date.ts';
import type { LicenceId } from '#kernel/ids.ts';

/** A cédula as kept: of the profession, or of a specialty with its council's certificate. */
export type LicenceFacts = {
  readonly id: LicenceId;
  readonly kind: 'profession' | 'specialty';
  readonly cedula: string;
  readonly title: string;
  readonly institution: string;
  readonly council: string | null;
  readonly certificate: string | null;
  readonly expiresOn: CivilDate | null;
  readonly isVerified: boolean;
};

/** What decides whether a person may practise and sign. */
export type Practitioner = {
  readonly isActive: boolean;
  readonly isPhysician: boolean;
  readonly licences: readonly LicenceFacts[];
  /** The calendar day at the clinic. */
  readonly on: CivilDate;
};

/** Days before a certificate's end from which the interface warns. */
const WARNING_DAYS = 90;

export const professionOf = (person: Pick<Practitioner, 'licences'>): LicenceFacts | null =>
  person.licences.find((licence) => licence.kind === 'profession') ?? null;

/** A certificate is good through its last day. */
export const isExpired = (licence: Pick<LicenceFacts, 'expiresOn'>, on: CivilDate): boolean => licence.expiresOn !== null && licence.expiresOn < on;

export const stateOf = (licence: LicenceFacts, on: CivilDate): 'unverified' | 'verified' | 'expires-soon' | 'expired' => {
  if (isExpired(licence, on)) return 'expired';
  if (!licence.isVerified) return 'unverified';
  return licence.expiresOn !== null && licence.expiresOn <= addDays(on, WARNING_DAYS) ? 'expires-soon' : 'verified';
};
