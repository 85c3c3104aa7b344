import type { CivilDate } from '#kernel/civil-date.ts';
import type { FormContent } from '#modules/documents/contract.ts';
import type { EvolutionContent } from '#modules/record/contract.ts';
import type { ItemContent } from '#modules/summary/contract.ts';
import { composeDoses } from './compose-doses.ts';
import { composeHistory, keepsPaperHistory } from './compose-history.ts';
import { momentOf, wordsOf } from './note-words.ts';
import { instantOfVisit, planVisits } from './plan-visits.ts';
import { birthDateOf } from './register-people.ts';
import type { DemoPatient, DoctorLogin } from './story.ts';

/** A note ready to be written: everything of it but ids and signature. */
export type ComposedNote = { readonly doctor: DoctorLogin; readonly at: Date; readonly kind: 'outpatient' | 'home'; readonly content: EvolutionContent };
export type Person = { readonly patient: DemoPatient; /** Null when it is kept on paper. */ readonly history: FormContent | null; readonly notes: readonly ComposedNote[]; readonly doses: readonly ItemContent[] };

const ATTEMPTS = 24;

/** Writes the notes of everybody, in the same words wherever it runs; no two tell the same story in the same words. */
export const composeNotes = (patients: readonly DemoPatient[], today: CivilDate): readonly Person[] => {
  const told = new Set<string>();
  const newWords = (compose: (attempt: number) => EvolutionContent): EvolutionContent => {
    let content = compose(0);
    for (let attempt = 1; attempt < ATTEMPTS && told.has(content.subjective); attempt += 1) content = compose(attempt);
    told.add(content.subjective);
    return content;
  };
  return patients.map((patient) => {
    const visits = planVisits(patient, today);
    const birthDate = birthDateOf(patient, today);
    const seen = new Set<string>();
    const notes = visits.map((visit, index): ComposedNote => {
      const moment = momentOf(visit, birthDate, visits.length === 1 ? 1 : index / (visits.length - 1));
      const content = newWords((attempt) => wordsOf(patient, visit, { moment, seen, attempt }));
      for (const { code } of content.diagnoses) seen.add(code);
      return { doctor: visit.doctor, at: instantOfVisit(patient.key, visit.date), kind: patient.home === true ? 'home' : 'outpatient', content };
    });
    const [first] = notes;
    return { patient, notes, doses: composeDoses(patient, notes.at(-1)?.at, today), history: first === undefined || keepsPaperHistory(patient) ? null : composeHistory(patient, first.content) };
  });
};
