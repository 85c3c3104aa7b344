import { daysBetween, isCivilDate } from '#kernel/civil-date.ts';
import { dueDateAfter } from '#kernel/pregnancy.ts';
import type { Finding, NormRule } from '#kernel/norms.ts';
import type { ItemContent } from './contract.ts';

/** What an item of the summary must say to be of use; our own design, no numeral orders it. */

const when = (wrong: boolean, field: string, code: string): readonly Finding[] => (wrong ? [{ rule: 'SUM-1', field, code }] : []);

const because = (wrong: boolean, field: string, code: string): readonly Finding[] => (wrong ? [{ rule: 'SUM-2', field, code }] : []);

/** How far an ultrasound may move the date that the last period gives. */
const MOST_CORRECTION = 28;
const disagree = (lastPeriod: string | null, due: string | null): boolean =>
  lastPeriod !== null && due !== null && isCivilDate(lastPeriod) && isCivilDate(due) && Math.abs(daysBetween(dueDateAfter(lastPeriod), due)) > MOST_CORRECTION;

const MOST_FLAG = 280;

const ofDose = (wrong: boolean, field: string, code: string): readonly Finding[] => (wrong ? [{ rule: 'SUM-4', field, code }] : []);

export const summaryRules: readonly NormRule<ItemContent>[] = [
  {
    id: 'SUM-1', norm: 'Amate', numeral: 'SUM-1', verified: 'D',
    says: 'An allergy names its substance, unless it is the answer that none is known; what ended says when; dates do not run backwards.',
    check: (content) => [
      ...when(content.kind === 'allergy' && content.status !== 'none-known' && content.substance.trim() === '', 'substance', 'allergy-needs-substance'),
      ...when(content.kind === 'allergy' && content.status === 'none-known' && content.substance.trim() !== '', 'substance', 'none-known-names-substance'),
      ...when((content.status === 'resolved' || content.status === 'stopped') && content.until === null, 'until', 'ended-needs-date'),
      ...when(content.since !== null && content.until !== null && content.until < content.since, 'until', 'ended-before-begun'),
    ],
  },
  {
    id: 'SUM-3', norm: 'Amate', numeral: 'SUM-3', verified: 'D',
    says: 'A flag is short: at most 280 characters, else nobody reads it.',
    check: (content) => (content.kind === 'flag' && content.status === 'active' && content.text.length > MOST_FLAG ? [{ rule: 'SUM-3', field: 'text', code: 'flag-too-long' }] : []),
  },
  {
    id: 'SUM-4', norm: 'Amate', numeral: 'SUM-4', verified: 'D',
    says: 'A vaccine given in this clinic says on which day and of which lot; one that was refused has no lot; a dose ends at no date.',
    check: (content) => (content.kind !== 'immunisation' || content.status === 'entered-in-error' ? [] : [
      ...ofDose(content.source === 'here' && content.since === null, 'since', 'dose-needs-date'),
      ...ofDose(content.source === 'here' && content.status === 'completed' && content.lot.trim() === '', 'lot', 'dose-needs-lot'),
      ...ofDose(content.status === 'refused' && content.lot.trim() !== '', 'lot', 'refused-dose-has-no-lot'),
      ...ofDose(content.until !== null, 'until', 'dose-has-no-end'),
    ]),
  },
  {
    id: 'SUM-2', norm: 'Amate', numeral: 'SUM-2', verified: 'D',
    says: 'A last period and an expected date of birth agree within four weeks; only a pregnancy has an expected date; a creatinine says when it was taken and ends at no date.',
    check: (content) => [
      ...because(content.kind === 'pregnancy' && disagree(content.since, content.until), 'until', 'pregnancy-dates-disagree'),
      ...because(content.kind === 'pregnancy' && content.status !== 'pregnant' && content.status !== 'entered-in-error' && content.until !== null, 'until', 'due-date-without-pregnancy'),
      ...because(content.kind === 'creatinine' && content.since === null, 'since', 'creatinine-needs-date'),
      ...because(content.kind === 'creatinine' && content.until !== null, 'until', 'creatinine-has-no-end'),
    ],
  },
];
