import { invalid } from './errors.ts';

declare const idOf: unique symbol;

/** An identifier of one kind of thing: a lower-case UUID that the compiler will not confuse with another kind. */
export type Id<Of extends string> = string & { readonly [idOf]: Of };

export type ClinicId = Id<'clinic'>;
export type SiteId = Id<'site'>;
export type AccountId = Id<'account'>;
export type PasskeyId = Id<'passkey'>;
export type DeviceId = Id<'device'>;
export type SessionId = Id<'session'>;
export type PersonId = Id<'person'>;
/** A practitioner is a member of staff who sees patients: the same row, hence the same id. */
export type PractitionerId = PersonId;
export type MembershipId = Id<'membership'>;
export type LicenceId = Id<'licence'>;
export type SupervisionId = Id<'supervision'>;
export type PatientId = Id<'patient'>;
export type PatientMergeId = Id<'patient-merge'>;
export type IdentityVersionId = Id<'patient-identity-version'>;
/** Stands for a patient in the audit, and dies with her key. */
export type Pseudonym = Id<'pseudonym'>;
export type ConsentId = Id<'consent'>;
export type PrivacyExceptionId = Id<'privacy-exception'>;
export type AppointmentId = Id<'appointment'>;
export type EncounterId = Id<'encounter'>;
export type NoteId = Id<'note'>;
export type BirthTermId = Id<'birth-term'>;
/** One sending of a draft's words, made by the browser so that the same sending counts once. */
export type SaveId = Id<'save'>;
export type PreparationId = Id<'preparation'>;
export type DocumentId = Id<'document'>;
export type FileId = Id<'file'>;
export type OrderId = Id<'order'>;
export type ResultId = Id<'result'>;
export type PrescriptionId = Id<'prescription'>;
export type FavouriteId = Id<'favourite'>;
export type ConstanciaId = Id<'constancia'>;
export type AuditEntryId = Id<'audit-entry'>;
export type JobId = Id<'job'>;

/** Gives a new id of whatever kind is asked for. */
export type NewId = <Of extends string>() => Id<Of>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const latestUuidTime = 2 ** 48 - 1;
const randomLength = 10;

/** True for a UUID of any version written in lower case, as PostgreSQL writes it. */
export const isUuid = <Of extends string>(text: string): text is Id<Of> => uuid.test(text);

/**
 * Reads an id once, at the edge; from there on the type is trusted.
 * Upper-case digits are accepted and lowered. Refuses with `id-invalid`; the refused text is not repeated.
 */
export function parseId<Of extends string>(text: string): Id<Of> {
  const lowered = text.toLowerCase();
  if (!isUuid<Of>(lowered)) throw invalid('id-invalid');
  return lowered;
}

/**
 * A new UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, so that rows made one
 * after the other lie side by side in an index, and 74 random bits.
 * `random(n)` returns n unpredictable bytes; it and the time are given so that tests can fix them.
 */
export function newId<Of extends string>(nowMs: number, random: (length: number) => Uint8Array): Id<Of> {
  if (!Number.isSafeInteger(nowMs) || nowMs < 0 || nowMs > latestUuidTime) throw new RangeError('time outside UUIDv7');
  const bytes = random(randomLength);
  if (bytes.length !== randomLength) throw new RangeError('random source returned the wrong length');
  const tail = Array.from(bytes, (byte, at) => {
    if (at === 0) return (byte & 0x0f) | 0x70;
    if (at === 2) return (byte & 0x3f) | 0x80;
    return byte;
  });
  const hex = nowMs.toString(16).padStart(12, '0') + tail.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return groups.join('-') as Id<Of>;
}

/** What a schema of a text yields and takes, in the words of zod; the kernel itself names no package. */
type Yields<Value> = { readonly _zod: { readonly output: Value; readonly input: Value } };
type Lowered = { readonly toLowerCase: () => unknown };

/**
 * For contracts: the schema of a UUID under the type of one kind of id. Capitals are lowered as it is read: an id is also a
 * place where something is sealed and a name under which something is held, and PostgreSQL takes both ways of writing for one.
 *
 *     const id = idSchemas(z.uuid());
 *     const noteParams = z.strictObject({ noteId: id<'note'>() });
 */
export const idSchemas = <Uuid extends Yields<string> & Lowered>(uuid: Uuid) => {
  const lowered = uuid.toLowerCase() as Uuid;
  return <Of extends string>(): Uuid & Yields<Id<Of>> => lowered as Uuid & Yields<Id<Of>>;
};
