import type { Finding, NormRule } from '#kernel/norms.ts';
import { isExpired, professionOf } from './model.ts';
import type { LicenceFacts, Practitioner } from './model.ts';
import type { CivilDate } from '#kernel/civil-date.ts';

const finding = (rule: string, field: string, code: string): readonly Finding[] => [{ rule, field, code }];

/** Who may act as a clinician and sign. */
export const practiceRules: readonly NormRule<Practitioner>[] = [
  {
    id: 'LGS-83', norm: 'LGS', numeral: '83', verified: 'Q',
    says: 'Each document of professional practice carries the number of the cédula, so whoever signs has one.',
    check: (person) => (professionOf(person) === null ? finding('LGS-83', 'cedula', 'cedula-missing') : []),
  },
  {
    id: 'LIC-1', norm: 'LGS', numeral: '83', verified: 'D',
    says: 'Nobody acts as a physician without a cédula, the institution that issued the title and a record of who verified them.',
    check: (person) => {
      const profession = professionOf(person);
      return profession === null || profession.isVerified ? [] : finding('LIC-1', 'cedula', 'cedula-unverified');
    },
  },
  {
    id: 'LIC-1-duty', norm: 'LGS', numeral: '83', verified: 'D',
    says: 'Only a person with the duty of physician, active at the establishment, signs as one.',
    check: (person) => {
      if (!person.isActive) return finding('LIC-1-duty', 'staff', 'staff-inactive');
      return person.isPhysician ? [] : finding('LIC-1-duty', 'duty', 'duty-not-physician');
    },
  },
];

/** Whether a specialty may be printed on the day. */
export const specialtyRules: readonly NormRule<{ readonly licence: LicenceFacts; readonly on: CivilDate }>[] = [
  {
    id: 'LIC-2', norm: 'LGS', numeral: '83', verified: 'D',
    says: 'The title of specialist is shown only while the certificate of the council is valid and was verified.',
    check: ({ licence, on }) => {
      if (isExpired(licence, on)) return finding('LIC-2', 'specialty', 'specialty-expired');
      return licence.isVerified ? [] : finding('LIC-2', 'specialty', 'specialty-unverified');
    },
  },
];

/** Who may supervise and co-sign. */
export const supervisorRules: readonly NormRule<{ readonly person: Practitioner; readonly isSupervised: boolean; readonly isHerself: boolean }>[] = [
  {
    id: 'LIC-4', norm: 'LGS', numeral: '', verified: 'M',
    says: 'Students, interns and residents write under supervision: another physician of the establishment, with a verified cédula and not supervised herself, signs with them.',
    check: ({ person, isSupervised, isHerself }) => {
      if (isHerself) return finding('LIC-4', 'supervisor', 'supervisor-is-herself');
      if (isSupervised) return finding('LIC-4', 'supervisor', 'supervisor-is-supervised');
      return practiceRules.some((rule) => rule.check(person).length > 0) ? finding('LIC-4', 'supervisor', 'supervisor-may-not-practise') : [];
    },
  },
];

/** The number itself. */
export const cedulaRules: readonly NormRule<{ readonly cedula: string }>[] = [
  {
    id: 'ID-CED', norm: 'LGS', numeral: '83', verified: 'M',
    says: 'A cédula profesional is a number of five to eight digits, written without leading zeros.',
    check: ({ cedula }) => (/^[1-9]\d{4,7}$/.test(cedula) ? [] : finding('ID-CED', 'cedula', 'cedula-malformed')),
  },
];

/** A cédula as it is kept: without leading zeros. */
export const normalizeCedula = (typed: string): string => typed.trim().replace(/^0+/, '');
