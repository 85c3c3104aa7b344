import type { Finding, NormRule } from '#kernel/norms.ts';
import type { AskBody, InformationBody } from './contract.ts';

const NOM004 = 'NOM-004-SSA3-2012';

const AUTHORITIES = ['judicial-authority', 'prosecution', 'administrative-authority'];

const when = (wrong: boolean, { rule, field, code }: Finding): readonly Finding[] => (wrong ? [{ rule, field, code }] : []);

/** What is judged of a request: what it says, and today in the clinic. */
export type RequestSubject = { readonly request: AskBody; readonly today: string };

/** What a written request must say before anything of a record leaves. */
export const requestRules: readonly NormRule<RequestSubject>[] = [
  {
    id: 'N004-5.5.1', norm: NOM004, numeral: '5.5.1', verified: 'Q',
    says: 'A record is released only on a written request of the patient, her tutor or legal representative, or a physician whom they authorised; the request is kept.',
    check: ({ request: { scanSha256, words, capacity } }) => [
      ...when(scanSha256 === null && words.text === '', { rule: 'N004-5.5.1', field: 'words.text', code: 'request-not-in-writing' }),
      ...when(capacity !== 'patient' && words.document === '', { rule: 'N004-5.5.1', field: 'words.document', code: 'capacity-not-shown' }),
    ],
  },
  {
    id: 'N004-5.6c-ASKED', norm: NOM004, numeral: '5.6', verified: 'M',
    says: 'An authority asks with an official document.',
    check: ({ request: { capacity, identityChecked } }) =>
      when(AUTHORITIES.includes(capacity) && identityChecked !== 'official-document', { rule: 'N004-5.6c-ASKED', field: 'identityChecked', code: 'authority-needs-official-document' }),
  },
  {
    id: 'REL-1', norm: 'Amate', numeral: 'REL-1', verified: 'D',
    says: 'A request for a range says from when to when; no request comes from the future.',
    check: ({ request: { wants, since, until, requestedOn }, today }) => [
      ...when(wants === 'range' && (since === null || until === null || until < since), { rule: 'REL-1', field: 'since', code: 'range-wrong' }),
      ...when(wants !== 'range' && (since !== null || until !== null), { rule: 'REL-1', field: 'since', code: 'range-unasked' }),
      ...when(requestedOn > today, { rule: 'REL-1', field: 'requestedOn', code: 'request-from-the-future' }),
    ],
  },
];

/** What is written down of information given by word of mouth. */
export const informationRules: readonly NormRule<{ readonly given: InformationBody; readonly now: Date }>[] = [
  {
    id: 'N004-5.6a', norm: NOM004, numeral: '5.6', verified: 'Q',
    says: 'Information given by word of mouth is written down: to whom, in which capacity, what, when and by whom.',
    check: ({ given, now }) => [
      ...when(given.capacity !== 'patient' && given.told === '', { rule: 'N004-5.6a', field: 'told', code: 'told-nobody' }),
      ...when(new Date(given.toldAt) > now, { rule: 'N004-5.6a', field: 'toldAt', code: 'told-in-the-future' }),
    ],
  },
];
