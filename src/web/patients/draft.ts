import { ageAt } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { checkCurp, normalizeCurp } from '#kernel/curp.ts';
import type { CurpReason } from '#kernel/curp.ts';
import { curpEntities } from '#kernel/curp-entities.ts';
import type { Contact, CurpGiven, IdentityInput, IdentityView } from '#modules/patients/contract.ts';
import { parseBirthDate } from './birth-date-text.ts';

export type CurpAbsence = Extract<CurpGiven, { state: 'absent' }>['reason'];
export type Sex = IdentityInput['sex'];
export type ContactDraft = { readonly name: string; readonly relationship: Contact['relationship'] | null; readonly phone: string };

/** What stands in the form, as typed. */
export type Draft = {
  readonly curp: string;
  readonly curpAbsent: CurpAbsence | null;
  /** The constancia was seen and shows the wrong check digit too. */
  readonly isAttested: boolean;
  readonly given: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly birthDate: string;
  readonly birthDateUnknown: NonNullable<IdentityInput['birthDateUnknown']> | null;
  readonly sex: Sex | null;
  readonly biologicalSex: IdentityInput['biologicalSex'] | null;
  readonly gender: IdentityInput['gender'];
  readonly birthEntity: string | null;
  readonly nationality: string;
  readonly residenceEntity: string | null;
  readonly municipality: string;
  readonly locality: string;
  readonly street: string;
  readonly neighbourhood: string;
  readonly postalCode: string;
  readonly city: string;
  readonly addressAbsent: NonNullable<IdentityInput['addressAbsent']> | null;
  readonly mobile: string;
  readonly otherPhone: string;
  readonly email: string;
  readonly emergency: ContactDraft;
  readonly guardian: ContactDraft;
};

const noContact: ContactDraft = { name: '', relationship: null, phone: '' };

export const emptyDraft: Draft = {
  curp: '', curpAbsent: null, isAttested: false, given: '', firstSurname: '', secondSurname: '', birthDate: '', birthDateUnknown: null,
  sex: null, biologicalSex: null, gender: null, birthEntity: null, nationality: 'MEX', residenceEntity: null, municipality: '000', locality: '0000',
  street: '', neighbourhood: '', postalCode: '', city: '', addressAbsent: null, mobile: '', otherPhone: '', email: '', emergency: noContact, guardian: noContact,
};

const contactDraft = (contact: Contact | null): ContactDraft =>
  contact === null ? noContact : { name: contact.name, relationship: contact.relationship, phone: contact.phone ?? '' };

const noAddress = { street: '', neighbourhood: '', postalCode: '', city: '' };
const slashed = (date: string | null): string => (date === null ? '' : date.split('-').reverse().join('/'));

/** A stored identity back in the form, to be corrected. */
export const draftFrom = (view: IdentityView): Draft => ({
  curp: view.curp.value ?? '', curpAbsent: view.curp.absentReason, isAttested: view.curp.state === 'attested',
  given: view.name.given, firstSurname: view.name.firstSurname, secondSurname: view.name.secondSurname ?? '',
  birthDate: slashed(view.birthDate), birthDateUnknown: view.birthDateUnknown,
  sex: view.sex, biologicalSex: view.biologicalSex, gender: view.gender, birthEntity: view.birthEntity, nationality: view.nationality,
  residenceEntity: view.residence.entity, municipality: view.residence.municipality, locality: view.residence.locality,
  ...noAddress, ...view.address,
  addressAbsent: view.addressAbsent, mobile: view.phones[0]?.number ?? '', otherPhone: view.phones[1]?.number ?? '', email: view.email ?? '',
  emergency: contactDraft(view.emergencyContact), guardian: contactDraft(view.guardian),
});

const biologicalOf = { H: 1, M: 2, X: null } as const;

/** What a typed CURP says about itself; `reasons` is empty while too little is typed to judge. */
export type CurpReading = { readonly curp: string; readonly isWhole: boolean; readonly reasons: readonly CurpReason[]; readonly isOnlyDigit: boolean };

export const readCurp = (draft: Pick<Draft, 'curp' | 'sex' | 'birthDate'>, today: CivilDate): CurpReading => {
  const curp = normalizeCurp(draft.curp);
  const birthDate = parseBirthDate(draft.birthDate, today) ?? undefined;
  const { reasons } = checkCurp(curp, { sex: draft.sex ?? undefined, birthDate });
  return { curp, isWhole: curp.length >= 18, reasons: curp === '' ? [] : reasons, isOnlyDigit: reasons.length === 1 && reasons[0] === 'curp-check-digit' };
};

const entityKey = (entity: keyof typeof curpEntities): string => curpEntities[entity].key ?? 'NE';

/** The draft with a newly typed CURP: a right one (or one wrong in its last digit alone) fills birth date, sex and birth entity. Never the other way. */
export const withCurp = (draft: Draft, typed: string): Draft => {
  const curp = normalizeCurp(typed).slice(0, 18);
  const { valid, reasons, birthDate, sex, entity } = checkCurp(curp);
  const next = { ...draft, curp, curpAbsent: curp === '' ? draft.curpAbsent : null, isAttested: curp === draft.curp && draft.isAttested };
  const isReadable = valid || reasons.join() === 'curp-check-digit';
  if (!isReadable || birthDate === null || sex === null || entity === null) return next;
  const abroad = entity === 'NE' && draft.nationality === 'MEX' ? { nationality: '' } : {};
  return { ...next, ...abroad, birthDate: slashed(birthDate), birthDateUnknown: null, sex, biologicalSex: biologicalOf[sex] ?? draft.biologicalSex, birthEntity: entityKey(entity) };
};

/** Sex chosen by hand; the biological sex follows while nobody set it apart. */
export const withSex = (draft: Draft, sex: Sex): Draft => {
  const followed = draft.biologicalSex === null || draft.biologicalSex === (draft.sex === null ? null : biologicalOf[draft.sex]);
  return { ...draft, sex, biologicalSex: followed ? biologicalOf[sex] : draft.biologicalSex };
};

const ADULT = 18;

export const isMinor = (draft: Pick<Draft, 'birthDate'>, today: CivilDate): boolean => {
  const born = parseBirthDate(draft.birthDate, today);
  return born !== null && born <= today && ageAt(born, today).years < ADULT;
};

const contactOf = ({ name, relationship, phone }: ContactDraft): Contact | null =>
  name.trim() === '' ? null : { name: name.trim(), relationship: relationship ?? 'other', phone: phone.trim() === '' ? null : phone.trim() };

const curpOf = (draft: Draft): CurpGiven => {
  if (draft.curp === '') return { state: 'absent', reason: draft.curpAbsent ?? 'not-at-hand' };
  return draft.isAttested ? { state: 'attested', value: draft.curp, seenOn: 'renapo-constancia' } : { state: 'given', value: draft.curp };
};

const phonesOf = (draft: Draft): IdentityInput['phones'] => [
  ...(draft.mobile.trim() === '' ? [] : [{ kind: 'mobile' as const, number: draft.mobile.trim() }]),
  ...(draft.otherPhone.trim() === '' ? [] : [{ kind: 'home' as const, number: draft.otherPhone.trim() }]),
];

/** What is sent; only of a draft without faults. */
export const identityOf = (draft: Draft, today: CivilDate): IdentityInput => {
  const birthDate = parseBirthDate(draft.birthDate, today);
  const hasAddress = draft.street.trim() !== '';
  return {
    name: { given: draft.given.trim(), firstSurname: draft.firstSurname.trim(), secondSurname: draft.secondSurname.trim() === '' ? null : draft.secondSurname.trim() },
    curp: curpOf(draft), birthDate, birthDateUnknown: birthDate === null ? draft.birthDateUnknown : null,
    sex: draft.sex ?? 'X', biologicalSex: draft.biologicalSex ?? 3, gender: draft.gender, birthEntity: draft.birthEntity ?? '00', nationality: draft.nationality === '' ? 'NND' : draft.nationality,
    residence: { entity: draft.residenceEntity ?? '00', municipality: draft.municipality, locality: draft.locality },
    address: hasAddress ? { street: draft.street.trim(), neighbourhood: draft.neighbourhood.trim(), postalCode: draft.postalCode, city: draft.city.trim() } : null,
    addressAbsent: hasAddress ? null : (draft.addressAbsent ?? 'pending'),
    phones: phonesOf(draft), email: draft.email.trim() === '' ? null : draft.email.trim(),
    emergencyContact: contactOf(draft.emergency), guardian: contactOf(draft.guardian),
  };
};
