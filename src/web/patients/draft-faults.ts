import type { CivilDate } from '#kernel/civil-date.ts';
import { ageAt } from '#kernel/civil-date.ts';
import { parseBirthDate } from './birth-date-text.ts';
import { isMinor, readCurp } from './draft.ts';
import type { ContactDraft, Draft } from './draft.ts';
import type { patientMessages } from './messages.ts';

type Key = keyof typeof patientMessages;
export type Field = 'curp' | 'given' | 'firstSurname' | 'birthDate' | 'sex' | 'biologicalSex' | 'nationality' | 'postalCode' | 'mobile' | 'otherPhone' | 'email' | 'emergency' | 'guardian';
export type Faults = Partial<Record<Field, Key>>;

const OLDEST = 120;

/** The order of the form: focus goes to the first fault. */
export const fieldOrder: readonly Field[] = ['curp', 'given', 'firstSurname', 'birthDate', 'sex', 'biologicalSex', 'guardian', 'mobile', 'otherPhone', 'email', 'nationality', 'postalCode', 'emergency'];

const birthDateFault = (draft: Draft, today: CivilDate): Key | null => {
  if (draft.birthDate.trim() === '') return draft.birthDateUnknown === null ? 'fault.birth-date' : null;
  const born = parseBirthDate(draft.birthDate, today);
  if (born === null) return 'fault.birth-date-shape';
  if (born > today) return 'fault.birth-date-ahead';
  return ageAt(born, today).years > OLDEST ? 'fault.birth-date-far' : null;
};

const curpFault = (draft: Draft, today: CivilDate): Key | null => {
  if (draft.curp === '') return draft.curpAbsent === null ? 'fault.curp' : null;
  const { reasons } = readCurp(draft, today);
  const [first] = reasons.filter((reason) => !(draft.isAttested && reason === 'curp-check-digit'));
  return first === undefined ? null : `why.${first}`;
};

const phoneFault = (typed: string): Key | null =>
  typed.trim() === '' || (/^\+?[\d\s().-]+$/.test(typed.trim()) && /^\d{7,15}$/.test(typed.replace(/\D/g, ''))) ? null : 'fault.phone';

const contactFault = ({ name, relationship, phone }: ContactDraft): Key | null => {
  if (name.trim() === '' && (phone.trim() !== '' || relationship !== null)) return 'fault.contact-name';
  if (name.trim() !== '' && relationship === null) return 'fault.contact-relationship';
  return phoneFault(phone);
};

const guardianFault = (draft: Draft, today: CivilDate): Key | null =>
  contactFault(draft.guardian) ?? (isMinor(draft, today) && draft.guardian.name.trim() === '' ? 'fault.guardian' : null);

/** What keeps the draft from being sent, by field. The server judges again. */
export const faultsOf = (draft: Draft, today: CivilDate): Faults => {
  const found: Record<Field, Key | null> = {
    curp: curpFault(draft, today),
    given: draft.given.trim() === '' ? 'fault.given' : null,
    firstSurname: draft.firstSurname.trim() === '' ? 'fault.first-surname' : null,
    birthDate: birthDateFault(draft, today),
    sex: draft.sex === null ? 'fault.sex' : null,
    biologicalSex: draft.biologicalSex === null ? 'fault.biological-sex' : null,
    nationality: draft.nationality === '' ? 'fault.nationality' : null,
    postalCode: /^(\d{5})?$/.test(draft.postalCode) ? null : 'fault.postal-code',
    mobile: phoneFault(draft.mobile), otherPhone: phoneFault(draft.otherPhone),
    email: draft.email.trim() === '' || /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(draft.email.trim()) ? null : 'fault.email',
    emergency: contactFault(draft.emergency), guardian: guardianFault(draft, today),
  };
  return Object.fromEntries(Object.entries(found).filter(([, key]) => key !== null)) as Faults;
};
