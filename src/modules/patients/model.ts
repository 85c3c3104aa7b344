import type { CivilDate } from '#kernel/civil-date.ts';
import { ageAt } from '#kernel/civil-date.ts';
import type { Age } from '#kernel/civil-date.ts';
import { normalizeCurp } from '#kernel/curp.ts';
import { foldedWords } from '#kernel/fold.ts';
import type { PersonId } from '#kernel/ids.ts';
import { fullName, parsePersonName } from '#kernel/person-name.ts';
import type { PersonName } from '#kernel/person-name.ts';
import type { IdentityInput, IdentityView, NameParts } from './contract.ts';
import { phoneDigits } from './phone-number.ts';

/** Everything the practice holds about who a patient is, at one moment. Sealed whole in the history. */
export type Identity = IdentityView & {
  readonly unknown: boolean;
  /** How staff tell an unknown person apart. */
  readonly label: string;
  readonly apparentAge: number | null;
};

/** The part of an identity that is sealed; the rest stands in clear columns. */
export type SealedWords = Pick<Identity, 'name' | 'address' | 'addressAbsent' | 'phones' | 'email' | 'emergencyContact' | 'guardian' | 'label'> & {
  readonly curp: string | null;
};

/** Name of a person whom nobody could name yet; DGIS's own convention for it. */
export const unknownName: NameParts = { given: 'Desconocido', firstSurname: '', secondSurname: null };

const personName = (name: NameParts): PersonName =>
  ({ given: name.given, firstSurname: name.firstSurname, ...(name.secondSurname === null ? {} : { secondSurname: name.secondSurname }) });

export const fullNameOf = (identity: Pick<Identity, 'name'>): string => fullName(personName(identity.name));

/** The record number as people read it: at least six digits (NOM-024 table 1, folio, at most 18). */
export const folio = (recordNumber: number): string => String(recordNumber).padStart(6, '0');

/** An identity as it was captured, tidied: names composed, CURP in capitals. Refuses `person-name-invalid`. */
export const identityFrom = (input: IdentityInput, attested: { readonly by: PersonId | null; readonly at: Date }): Identity => {
  const name = parsePersonName(personName(input.name));
  const { curp } = input;
  return {
    ...input,
    name: { given: name.given, firstSurname: name.firstSurname, secondSurname: name.secondSurname ?? null },
    curp: {
      state: curp.state,
      value: curp.state === 'absent' ? null : normalizeCurp(curp.value),
      absentReason: curp.state === 'absent' ? curp.reason : null,
      attestedBy: curp.state === 'attested' ? attested.by : null,
      attestedAt: curp.state === 'attested' ? attested.at.toISOString() : null,
    },
    unknown: false, label: '', apparentAge: null,
  };
};

/** Age on a day; null when the birth date is not known or lies ahead. */
export const ageOn = (birthDate: string | null, day: CivilDate): Age | null =>
  birthDate === null || birthDate > day ? null : ageAt(birthDate as CivilDate, day);

export const isMinor = (birthDate: string | null, day: CivilDate): boolean => {
  const age = ageOn(birthDate, day);
  return age !== null && age.years < 18;
};

export const sealedWordsOf = (identity: Identity): SealedWords => {
  const { name, address, addressAbsent, phones, email, emergencyContact, guardian, label, curp } = identity;
  return { name, address, addressAbsent, phones, email, emergencyContact, guardian, label, curp: curp.value };
};

/** Fields that differ between two identities, by name, in the order of the form. */
export const changedFields = (before: Identity, after: Identity): readonly string[] =>
  (Object.keys(after) as (keyof Identity)[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));

/** The view of an identity for a reply: without what only the record's own row carries. */
export const viewOf = ({ unknown: _unknown, label: _label, apparentAge: _apparentAge, ...view }: Identity): IdentityView => view;

export type LookupKind = 'phone' | 'email' | 'name';

/** What exact look-ups compare, normalised: equal values mean the same telephone, address or set of name words. */
export const lookupsOf = (identity: Identity): readonly (readonly [LookupKind, string])[] => {
  const phones = new Set(identity.phones.map(({ number }) => phoneDigits(number)));
  return [
    ...[...phones].map((digits) => ['phone', digits] as const),
    ...(identity.email === null ? [] : [['email', identity.email.trim().toLowerCase()] as const]),
    ...(identity.unknown ? [] : [['name', nameKey(fullNameOf(identity))] as const]),
  ];
};

/** The words of a name in one order, whatever the order they were typed in. */
export const nameKey = (name: string): string => [...foldedWords(name)].sort().join(' ');
