import type { Duty } from '#modules/identity/contract.ts';
import type { StaffDetail } from '#modules/workforce/contract.ts';
import type { staffMessages } from './messages.ts';

export type PersonDraft = {
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly email: string;
  readonly curp: string;
  readonly rfc: string;
  readonly duties: readonly Duty[];
};
export type PersonFaults = Partial<Record<keyof PersonDraft, keyof typeof staffMessages>>;

export const emptyPerson: PersonDraft = { givenNames: '', firstSurname: '', secondSurname: '', email: '', curp: '', rfc: '', duties: [] };

export const personDraft = (person: StaffDetail): PersonDraft => ({
  givenNames: person.givenNames, firstSurname: person.firstSurname, secondSurname: person.secondSurname ?? '', email: person.email, curp: person.curp ?? '', rfc: person.rfc ?? '', duties: person.duties,
});

export const personFaults = (draft: PersonDraft): PersonFaults => {
  const found: Record<keyof PersonDraft, keyof typeof staffMessages | null> = {
    givenNames: draft.givenNames.trim() === '' ? 'fault.needed' : null,
    firstSurname: draft.firstSurname.trim() === '' ? 'fault.needed' : null,
    secondSurname: null,
    email: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(draft.email.trim()) ? null : 'fault.email',
    curp: draft.curp === '' || /^[A-Z0-9]{18}$/.test(draft.curp) ? null : 'fault.curp',
    rfc: draft.rfc === '' || /^[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}$/.test(draft.rfc) ? null : 'fault.rfc',
    duties: draft.duties.length === 0 ? 'fault.duties' : null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, key]) => key !== null)) as PersonFaults;
};

/** What is sent of a draft without faults; the e-mail apart. */
export const personOf = (draft: PersonDraft) => ({
  givenNames: draft.givenNames.trim(), firstSurname: draft.firstSurname.trim(), secondSurname: draft.secondSurname.trim() === '' ? null : draft.secondSurname.trim(),
  curp: draft.curp === '' ? null : draft.curp, rfc: draft.rfc === '' ? null : draft.rfc, duties: [...draft.duties],
});
