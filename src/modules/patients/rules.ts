import type { CivilDate } from '#kernel/civil-date.ts';
import { checkCurp } from '#kernel/curp.ts';
import type { CurpReason } from '#kernel/curp.ts';
import type { Finding, NormRule } from '#kernel/norms.ts';
import type { Identity } from './model.ts';
import { ageOn, isMinor } from './model.ts';

/** What is judged at a registration or a correction. */
export type IdentitySubject = {
  readonly identity: Identity;
  readonly today: CivilDate;
  /** True when a consent comes with it that the patient gives in person. */
  readonly consentsAlone?: boolean;
  /** True while the patient's data stand on an exception (LFPDPPP 9). */
  readonly exempt: boolean;
};

/** A patient is at most this old (ID-CURP-7). */
export const oldestPatient = 120;
/** Under this age somebody answers for the person. */
export const ageOfMajority = 18;

const structural: readonly CurpReason[] = ['curp-length', 'curp-characters', 'curp-pattern', 'curp-entity', 'curp-date'];

const curpFindings = (rule: string, kept: readonly CurpReason[]) => ({ identity }: IdentitySubject): readonly Finding[] => {
  if (identity.curp.value === null) return [];
  const captured = { sex: identity.sex, birthDate: (identity.birthDate ?? undefined) as CivilDate | undefined };
  return checkCurp(identity.curp.value, captured).reasons
    .filter((reason) => kept.includes(reason))
    .map((code) => ({ rule, field: 'curp', code }));
};

const found = (wrong: boolean, finding: Finding): readonly Finding[] => (wrong ? [finding] : []);

/** The CURP to the letter, in the order in which the reason given is the useful one. */
export const curpRules: readonly NormRule<IdentitySubject>[] = [
  {
    id: 'ID-CURP-6', norm: 'GIIS-B015', numeral: 'CURP', verified: 'O',
    says: 'The generic CURP belongs to exchange files; it is never stored as a patient\'s.',
    check: curpFindings('ID-CURP-6', ['curp-generic']),
  },
  {
    id: 'ID-CURP-2', norm: 'Instructivo CURP', numeral: 'estructura', verified: 'D',
    says: 'Eighteen characters of the official pattern that hold a day of the calendar.',
    check: curpFindings('ID-CURP-2', structural),
  },
  {
    id: 'ID-CURP-4', norm: 'Instructivo CURP', numeral: 'dígito verificador', verified: 'O',
    says: 'The last character is the check digit; a wrong one is accepted only when seen so on the RENAPO constancia (ID-CURP-5).',
    check: (subject) => (subject.identity.curp.state === 'attested' ? [] : curpFindings('ID-CURP-4', ['curp-check-digit'])(subject)),
  },
  {
    id: 'ID-CURP-7', norm: 'GIIS-B015', numeral: 'CURP', verified: 'O',
    says: 'The CURP agrees with the sex and the birth date captured.',
    check: curpFindings('ID-CURP-7', ['curp-sex-mismatch', 'curp-birth-date-mismatch']),
  },
];

/** What an identity must have to be stored. */
export const identityRules: readonly NormRule<IdentitySubject>[] = [
  {
    id: 'N024-6.5.3', norm: 'NOM-024-SSA3-2012', numeral: '6.5.3', verified: 'Q',
    says: 'The identification data of table 1 can be captured: what is not known is said, never left blank.',
    check: ({ identity }) => [
      ...found((identity.birthDate === null) === (identity.birthDateUnknown === null), { rule: 'N024-6.5.3', field: 'birthDate', code: 'birth-date-or-reason' }),
      ...found(identity.birthDate === null && identity.curp.value !== null, { rule: 'N024-6.5.3', field: 'birthDate', code: 'birth-date-stands-in-curp' }),
    ],
  },
  {
    id: 'N024-6.5.1', norm: 'NOM-024-SSA3-2012', numeral: '6.5.1', verified: 'Q',
    says: 'The CURP identifies the person and the system never generates one: without it, the reason is stored.',
    check: ({ identity }) => found((identity.curp.value === null) === (identity.curp.absentReason === null), { rule: 'N024-6.5.1', field: 'curp', code: 'curp-or-reason' }),
  },
  {
    id: 'N004-5.2.3', norm: 'NOM-004-SSA3-2012', numeral: '5.2.3', verified: 'Q',
    says: 'Name, sex, age and address of the patient, none blank.',
    check: ({ identity }) => found((identity.address === null) === (identity.addressAbsent === null), { rule: 'N004-5.2.3', field: 'address', code: 'address-or-reason' }),
  },
  {
    id: 'ID-AGE', norm: 'GIIS-B015', numeral: 'fecha de nacimiento', verified: 'O',
    says: 'A birth date does not lie ahead, and a patient is at most 120 years old.',
    check: ({ identity, today }) => [
      ...found(identity.birthDate !== null && identity.birthDate > today, { rule: 'ID-AGE', field: 'birthDate', code: 'birth-date-ahead' }),
      ...found((ageOn(identity.birthDate, today)?.years ?? 0) > oldestPatient, { rule: 'ID-AGE', field: 'birthDate', code: 'patient-age-beyond-120' }),
    ],
  },
  {
    id: 'LFP-MIN', norm: 'LFPDPPP', numeral: '8', verified: 'D',
    says: 'For a minor a parent or tutor answers: named, and the one who consents. The birth date comes before any health data.',
    check: ({ identity, today, consentsAlone = false, exempt }) => {
      if (!isMinor(identity.birthDate, today)) return [];
      return [
        ...found(identity.guardian === null && !exempt, { rule: 'LFP-MIN', field: 'guardian', code: 'guardian-needed' }),
        ...found(consentsAlone, { rule: 'LFP-MIN', field: 'ground.givenBy', code: 'minor-cannot-consent' }),
      ];
    },
  },
];

/** What is still to be asked for. Advice: care never waits for it. */
export const completenessRules: readonly NormRule<IdentitySubject>[] = [
  {
    id: 'EMERG-ID', norm: 'DGIS', numeral: 'paciente desconocido', verified: 'D',
    says: 'Care is never blocked by a missing identity: the record opens as Desconocido and is identified or merged later.',
    check: ({ identity }) => found(identity.unknown, { rule: 'EMERG-ID', field: 'name', code: 'identity-unknown' }),
  },
  {
    id: 'N024-6.5.5', norm: 'NOM-024-SSA3-2012', numeral: '6.5.5', verified: 'Q',
    says: 'Table 1 is mandatory for exchange.',
    check: ({ identity }) => [
      ...found(identity.curp.absentReason === 'not-at-hand', { rule: 'N024-6.5.5', field: 'curp', code: 'curp-pending' }),
      ...found(identity.birthDate === null, { rule: 'N024-6.5.5', field: 'birthDate', code: 'birth-date-pending' }),
      ...found(identity.residence.entity === '00', { rule: 'N024-6.5.5', field: 'residence', code: 'residence-pending' }),
    ],
  },
  {
    id: 'N004-5.2.3-COMPLETE', norm: 'NOM-004-SSA3-2012', numeral: '5.2.3', verified: 'Q',
    says: 'The address is completed when it was left for later.',
    check: ({ identity }) => found(identity.addressAbsent === 'pending', { rule: 'N004-5.2.3-COMPLETE', field: 'address', code: 'address-pending' }),
  },
  {
    id: 'LFP-9', norm: 'LFPDPPP', numeral: '9', verified: 'Q',
    says: 'When the exception ends, consent is asked for.',
    check: ({ exempt }) => found(exempt, { rule: 'LFP-9', field: 'ground', code: 'consent-pending' }),
  },
  {
    id: 'LFP-MIN-COMPLETE', norm: 'LFPDPPP', numeral: '8', verified: 'D',
    says: 'A minor\'s parent or tutor is named as soon as there is one.',
    check: ({ identity, today }) => found(isMinor(identity.birthDate, today) && identity.guardian === null, { rule: 'LFP-MIN-COMPLETE', field: 'guardian', code: 'guardian-pending' }),
  },
];
