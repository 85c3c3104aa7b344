import type { Finding, NormRule } from '#kernel/norms.ts';
import type { Ground } from './contract.ts';
import type { NoticeText } from './model.ts';

const norm = 'LFPDPPP';

/** What is judged when a patient's data are taken: the ground given, if any. */
export type GroundSubject = { readonly ground: Ground | undefined };

const consentOf = ({ ground }: GroundSubject) => (ground?.basis === 'consent' ? ground : undefined);

/** LFPDPPP 8 and 9: on what ground sensitive data may be taken. */
export const groundRules: readonly NormRule<GroundSubject>[] = [
  {
    id: 'LFP-8',
    norm,
    numeral: '8',
    says: 'Sensitive data need the person\'s express written consent, by autograph, electronic signature or authentication; kept with text, version, mechanism, who and when.',
    verified: 'Q',
    check: ({ ground }) => (ground === undefined ? [{ rule: 'LFP-8', field: 'ground', code: 'privacy-ground-needed' }] : []),
  },
  {
    id: 'LFP-7',
    norm,
    numeral: '7',
    says: 'Consent is free, specific and informed: whoever gives it for another is named.',
    verified: 'Q',
    check: (subject) => {
      const consent = consentOf(subject);
      if (consent === undefined || (consent.givenBy === 'patient') === (consent.giverName === null)) return [];
      return [{ rule: 'LFP-7', field: 'ground.giverName', code: 'consent-giver-mismatch' }];
    },
  },
];

const itemsOf = (items: readonly { readonly item: string }[]): ReadonlySet<string> => new Set(items.map(({ item }) => item));
const missingItems = (rule: string, field: string, present: ReadonlySet<string>, wanted: readonly string[]): readonly Finding[] =>
  wanted.filter((item) => !present.has(item)).map((item) => ({ rule, field: `${field}.${item}`, code: 'notice-item-missing' }));

/** LFPDPPP 15 and 16-II: what a notice must hold. */
export const noticeRules: readonly NormRule<NoticeText>[] = [
  {
    id: 'LFP-15',
    norm,
    numeral: '15',
    says: 'The integral notice has six items: who, which data (sensitive ones marked), purposes (those needing consent apart), limits, ARCO, changes.',
    verified: 'Q',
    check: ({ integral }) => missingItems('LFP-15', 'integral', itemsOf(integral), ['I', 'II', 'III', 'IV', 'V', 'VI']),
  },
  {
    id: 'LFP-16-II',
    norm,
    numeral: '16-II',
    says: 'Where data are taken electronically, a simplified notice with items I to IV and where the integral one is stands before the sending.',
    verified: 'Q',
    check: ({ simplified }) => missingItems('LFP-16-II', 'simplified', itemsOf(simplified), ['I', 'II', 'III', 'IV', 'W']),
  },
  {
    id: 'LFP-15-II',
    norm,
    numeral: '15',
    says: 'Item II marks which data are sensitive.',
    verified: 'Q',
    check: ({ integral }) => (integral.some(({ item, text }) => item === 'II' && /sensible/i.test(text)) ? [] : [{ rule: 'LFP-15-II', field: 'integral.II', code: 'notice-sensitive-unmarked' }]),
  },
];
