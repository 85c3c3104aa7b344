import type { CivilDate } from '#kernel/civil-date.ts';
import type { PatientId } from '#kernel/ids.ts';
import { addenda, drafts, strangerNote } from './drafts-table.ts';
import { wordsOf } from './note-words.ts';
import { unknownPerson } from './patients-table.ts';
import { addAddendum, writeDraft, writeSigned } from './sign-visits.ts';
import type { Office, SignedNote } from './sign-visits.ts';
import type { Person } from './compose-notes.ts';
import type { PlannedVisit } from './plan-visits.ts';
import type { DemoPatient, NotePattern } from './story.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTHS_A_YEAR = 12;

export type LooseEnds = {
  readonly office: Office;
  readonly now: Date;
  readonly today: CivilDate;
  readonly people: readonly Person[];
  readonly ids: ReadonlyMap<string, PatientId>;
  /** Each person's signed notes, oldest first, by the person's key. */
  readonly signed: ReadonlyMap<string, readonly SignedNote[]>;
  /** The id of the person nobody could name. */
  readonly stranger: PatientId;
};

const contentOf = ({ today }: LooseEnds, patient: DemoPatient, pattern: NotePattern, seen: ReadonlySet<string>) => {
  const visit: PlannedVisit = { date: today, daysAgo: 0, doctor: 'medica', pattern, along: 1 };
  return wordsOf(patient, visit, { moment: { months: patient.age[0] * MONTHS_A_YEAR + patient.age[1] / 30, along: 1 }, seen });
};

const openDrafts = async (ends: LooseEnds): Promise<void> => {
  for (const draft of drafts) {
    const person = ends.people.find(({ patient }) => patient.key === draft.patient);
    const patientId = ends.ids.get(draft.patient);
    if (person === undefined || patientId === undefined) throw new Error(`a draft is of nobody: ${draft.patient}`);
    const seen = new Set(person.notes.flatMap(({ content }) => content.diagnoses.map(({ code }) => code)));
    await writeDraft(ends.office, 'medica', { patientId, at: new Date(ends.now.getTime() - draft.hoursAgo * HOUR), content: contentOf(ends, person.patient, draft.pattern, seen) });
  }
};

const attendStranger = async (ends: LooseEnds): Promise<void> => {
  const body: DemoPatient = { key: 'stranger', given: '', first: '', second: null, sex: unknownPerson.apparentSex, age: [unknownPerson.apparentAge, 0], entity: 'NE', doctor: 'medica', story: [], body: [74, 74, 172], pressure: [[128, 78], [128, 78]] };
  const content = contentOf(ends, body, strangerNote, new Set());
  // Nobody weighs or measures a person on a stretcher.
  const measured = { ...content, vitals: { ...content.vitals, weight: null, height: null } };
  await writeSigned(ends.office, 'medica', { patientId: ends.stranger, at: new Date(ends.now.getTime() - 25 * HOUR), kind: 'emergency', content: measured });
};

const correct = async (ends: LooseEnds): Promise<void> => {
  for (const addendum of addenda) {
    const note = ends.signed.get(addendum.patient)?.at(-1 - addendum.fromLast);
    if (note === undefined) throw new Error(`an addendum is to no note: ${addendum.patient}`);
    const at = new Date(Math.min(ends.now.getTime(), note.at.getTime() + addendum.daysAfter * DAY + HOUR));
    await addAddendum(ends.office, note.doctor, note.noteId, { at, reason: addendum.reason, text: addendum.text });
  }
};

/** What a real desk has besides finished notes: drafts, a stranger's emergency, corrections. */
export const leaveLooseEnds = async (ends: LooseEnds): Promise<void> => {
  await openDrafts(ends);
  await attendStranger(ends);
  await correct(ends);
};
