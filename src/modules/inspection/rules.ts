import { civilDateIn, addDays } from '#kernel/civil-date.ts';
import type { Finding, NormRule } from '#kernel/norms.ts';
import type { criterionCodes } from './contract.ts';
import type { RecordSubject, SeenDocument, SeenEncounter } from './model.ts';

export type Criterion = NormRule<RecordSubject> & { readonly criterion: (typeof criterionCodes)[number]; readonly applies: (subject: RecordSubject) => boolean };

/** Our own threshold: a draft that a day did not suffice for is not being written, it was left. */
const DRAFT_HOURS = 24;
const HOUR = 3_600_000;

const NOM004 = 'NOM-004-SSA3-2012';

const at = (rule: string, code: string, places: readonly string[]): readonly Finding[] => places.map((field) => ({ rule, field, code }));

const ofKind = (subject: RecordSubject, ...kinds: readonly string[]): readonly SeenDocument[] => subject.documents.filter(({ kind }) => kinds.includes(kind));

const stays = ({ encounters }: RecordSubject): readonly SeenEncounter[] => encounters.filter(({ kind }) => kind === 'hospital');
const ended = (subject: RecordSubject): readonly SeenEncounter[] => stays(subject).filter(({ endedAt }) => endedAt !== null);

/** Attentions that should have left a note by now: ended, or begun more than a day ago. Administrative ones are none. */
const dueEncounters = ({ encounters, now }: RecordSubject): readonly SeenEncounter[] =>
  encounters.filter(({ kind, endedAt, startedAt }) => kind !== 'administrative' && (endedAt !== null || now.getTime() - startedAt.getTime() > DRAFT_HOURS * HOUR));

const lacking = (subject: RecordSubject, encounters: readonly SeenEncounter[], ...kinds: readonly string[]): readonly string[] =>
  encounters.filter(({ id }) => !ofKind(subject, ...kinds).some(({ encounterId }) => encounterId === id)).map(({ id }) => id);

const DAILY = ['admission', 'daily', 'evolution', 'preoperative', 'postoperative', 'discharge', 'voluntary-discharge', 'death'];

/** Civil days of a stay, the day it began and today or the day it ended apart, on which nobody wrote how the patient was. */
const hasSilentDay = (subject: RecordSubject, { id, startedAt, endedAt }: SeenEncounter): boolean => {
  const day = (moment: Date) => civilDateIn(subject.timeZone, moment);
  const written = new Set(ofKind(subject, ...DAILY).filter(({ encounterId }) => encounterId === id).map(({ signedAt }) => day(signedAt)));
  const last = day(endedAt ?? subject.now);
  for (let date = addDays(day(startedAt), 1); date < last; date = addDays(date, 1)) if (!written.has(date)) return true;
  return false;
};

/** Operations and anaesthesias for which nothing signed before them in the record says that the patient consented, or why she could not. */
const withoutConsent = (subject: RecordSubject): readonly string[] => {
  const consents = ofKind(subject, 'consent', 'emergency-treatment');
  return ofKind(subject, 'postoperative', 'preanaesthetic').filter(({ signedAt }) => !consents.some((consent) => consent.signedAt <= signedAt)).map(({ noteId }) => noteId);
};

/** What a whole record is asked for. That each document is complete is asked by the rules of its kind. */
export const inspectionRules: readonly Criterion[] = [
  {
    id: 'N004-5.2.3-INSPECTED', criterion: 'identity', norm: NOM004, numeral: '5.2.3', verified: 'Q', says: 'Name, sex, age and address stand in the record.',
    applies: () => true, check: ({ identityGaps }) => identityGaps.map((gap) => ({ rule: 'N004-5.2.3-INSPECTED', field: 'record', code: `identity-${gap}` })),
  },
  {
    id: 'N004-6.1-INSPECTED', criterion: 'history', norm: NOM004, numeral: '6.1', verified: 'Q', says: 'The record holds a clinical history, or says where an earlier one is kept.',
    applies: (subject) => dueEncounters(subject).length > 0, check: ({ hasHistory }) => at('N004-6.1-INSPECTED', 'history-lacking', hasHistory ? [] : ['record']),
  },
  {
    id: 'N004-5.10-INSPECTED', criterion: 'signed', norm: NOM004, numeral: '5.10', verified: 'Q', says: 'No document waits for its signature longer than a day (our own term).',
    applies: ({ encounters }) => encounters.length > 0,
    check: ({ encounters, now }) => at('N004-5.10-INSPECTED', 'draft-left', encounters.filter(({ oldestDraftAt }) => oldestDraftAt !== null && now.getTime() - oldestDraftAt.getTime() > DRAFT_HOURS * HOUR).map(({ id }) => id)),
  },
  {
    id: 'N004-6.2-INSPECTED', criterion: 'attended', norm: NOM004, numeral: '6.2', verified: 'Q', says: 'Every attention left a signed document.',
    applies: (subject) => dueEncounters(subject).length > 0,
    check: (subject) => at('N004-6.2-INSPECTED', 'attention-without-note', dueEncounters(subject).filter(({ id }) => !subject.documents.some(({ encounterId }) => encounterId === id)).map(({ id }) => id)),
  },
  {
    id: 'N004-8.1-INSPECTED', criterion: 'admission', norm: NOM004, numeral: '8.1', verified: 'M', says: 'Every stay in hospital begins with an admission note.',
    applies: (subject) => stays(subject).length > 0, check: (subject) => at('N004-8.1-INSPECTED', 'stay-without-admission', lacking(subject, stays(subject), 'admission')),
  },
  {
    id: 'N004-8.9-INSPECTED', criterion: 'discharge', norm: NOM004, numeral: '8.9', verified: 'Q', says: 'Every stay that ended has a discharge note, a voluntary discharge or a death note.',
    applies: (subject) => ended(subject).length > 0, check: (subject) => at('N004-8.9-INSPECTED', 'stay-without-discharge', lacking(subject, ended(subject), 'discharge', 'voluntary-discharge', 'death')),
  },
  {
    id: 'N004-8.3-INSPECTED', criterion: 'daily', norm: NOM004, numeral: '8.3', verified: 'M', says: 'On every day of a stay somebody wrote how the patient was.',
    applies: (subject) => stays(subject).length > 0, check: (subject) => at('N004-8.3-INSPECTED', 'day-without-note', stays(subject).filter((stay) => hasSilentDay(subject, stay)).map(({ id }) => id)),
  },
  {
    id: 'N004-10.1.2-INSPECTED', criterion: 'consent', norm: NOM004, numeral: '10.1.2', verified: 'Q', says: 'Before an operation or an anaesthesia the record holds a signed consent, or why there was none.',
    applies: (subject) => ofKind(subject, 'postoperative', 'preanaesthetic').length > 0, check: (subject) => at('N004-10.1.2-INSPECTED', 'consent-lacking', withoutConsent(subject)),
  },
  {
    id: 'N004-6.3-INSPECTED', criterion: 'answered', norm: NOM004, numeral: '6.3', verified: 'Q', says: 'Every request for interconsultation has its answer.',
    applies: (subject) => ofKind(subject, 'interconsultation-request').length > 0,
    check: (subject) => at('N004-6.3-INSPECTED', 'request-unanswered', ofKind(subject, 'interconsultation-request').filter(({ noteId }) => !subject.documents.some(({ answers }) => answers === noteId)).map(({ noteId }) => noteId)),
  },
];
