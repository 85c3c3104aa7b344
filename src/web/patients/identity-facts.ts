import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { Language } from '#kernel/language.ts';
import type { Contact, IdentityView } from '#modules/patients/contract.ts';
import type { Text } from '../i18n/use-text.ts';
import { countryChoices, stateName } from './catalogues.ts';
import type { patientMessages } from './messages.ts';

type Say = Text<typeof patientMessages>;
type Key = keyof typeof patientMessages;
export type Fact = { readonly label: Key; readonly value: string | null; readonly isWide?: boolean };

const contactText = (contact: Contact | null, t: Say): string | null =>
  contact === null ? null : [contact.name, t(`relationship.${contact.relationship}`), contact.phone?.replaceAll(' ', '\u00a0') ?? null].filter((part) => part !== null).join(' · ');

const addressText = ({ address, addressAbsent }: IdentityView, t: Say): string | null => {
  if (address === null) return addressAbsent === null ? null : t(`address.${addressAbsent}`);
  return [address.street, address.neighbourhood, address.postalCode, address.city].filter((part) => part !== '').join(', ');
};

const curpText = ({ curp }: IdentityView, t: Say): string | null => {
  if (curp.value === null) return curp.absentReason === null ? null : t(`absent.${curp.absentReason}`);
  return curp.state === 'attested' ? `${curp.value} (${t('panel.attested')})` : curp.value;
};

const birthText = ({ birthDate, birthDateUnknown }: IdentityView, t: Say, language: Language): string | null => {
  if (birthDate !== null && isCivilDate(birthDate)) return formatCivilDate(birthDate, language);
  return birthDateUnknown === null ? null : t(`unknown-date.${birthDateUnknown}`);
};

const entityText = (key: string, t: Say): string | null => (key === 'NE' ? t('entity.abroad') : stateName(key));

/** An identity in words, in the order of the form; null where nothing is known. */
export const factsOf = (view: IdentityView, t: Say, language: Language): readonly Fact[] => [
  { label: 'curp', value: curpText(view, t) },
  { label: 'birth-date', value: birthText(view, t, language) },
  { label: 'birth-entity', value: entityText(view.birthEntity, t) },
  { label: 'fact.sex', value: t(`sex.${view.sex}`) },
  { label: 'biological-sex', value: t(`biological.${String(view.biologicalSex) as '1'}`) },
  { label: 'fact.gender', value: view.gender === null ? null : t(`gender.${String(view.gender) as '1'}`) },
  { label: 'nationality', value: countryChoices(language).find(({ value }) => value === view.nationality)?.label ?? (view.nationality === 'NND' ? null : view.nationality) },
  { label: 'mobile', value: view.phones[0]?.number ?? null },
  { label: 'other-phone', value: view.phones[1]?.number ?? null },
  { label: 'email', value: view.email },
  { label: 'residence-entity', value: stateName(view.residence.entity) },
  { label: 'fact.address', value: addressText(view, t) },
  { label: 'group.people', value: contactText(view.emergencyContact, t) },
  ...(view.guardian === null ? [] : [{ label: 'group.guardian' as const, value: contactText(view.guardian, t) }]),
];
