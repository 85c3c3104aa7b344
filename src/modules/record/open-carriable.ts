import { carriedFields } from '#kernel/carried-text.ts';
import { substanceOf } from '#kernel/medicine-name.ts';
import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import type { NoteDiagnosis, NoteMedicine } from '#modules/documents/contract.ts';
import { trailIds } from '#modules/patients/public.ts';
import { openSummary } from '#modules/summary/public.ts';
import type { Summary } from '#modules/summary/contract.ts';
import { catalogueText, diagnosisByCode, diagnosisWords } from '#modules/terminology/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Carriable, EvolutionContent } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { newestNaming } from './history-queries.ts';
import { readPayload } from './payload.ts';
import { linesByProblem, problemsOfMedicine } from './problem-lines.ts';
import type { NamedProblem } from './problem-lines.ts';
import { lastSignedEvolution } from './queries.ts';
import type { SignedRow } from './queries.ts';
import { openSigned } from './sealed-words.ts';

type Row = Pick<SignedRow, 'note_id' | 'patient_id' | 'signed_at' | 'payload'>;
type Source = { readonly noteId: SignedRow['note_id']; readonly at: string; readonly authorName: string; readonly content: EvolutionContent };
type GivenMedicine = Carriable['notes'][number]['medicines'][number];
type ActiveProblem = { readonly code: string; readonly term: string; readonly status: NonNullable<Carriable['problems'][number]['status']> };

/** A signed evolution note, opened; null for any other kind. */
export const openSource = (tx: Tx<StaffActor>, keys: ReadonlyMap<PatientId, PatientKey>, row: Row): Source | null => {
  const key = keys.get(row.patient_id);
  if (key === undefined) throw new Error('a patient of this trail has no key');
  const { note, author } = readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: row.note_id }, 'payload', row.payload));
  return note.content.kind === 'evolution' ? { noteId: row.note_id, at: row.signed_at.toISOString(), authorName: author.fullName, content: note.content } : null;
};

const named = ({ diagnoses }: EvolutionContent): readonly NamedProblem[] => diagnoses.map(({ code, term }) => ({ code, names: [term, ...diagnosisWords(code)] }));

/** A note line by line and medicine by medicine, with the problems of each. */
export const splitByProblem = (content: EvolutionContent): Pick<Carriable['notes'][number], 'lines'> & { readonly medicines: readonly Omit<GivenMedicine, 'ended'>[] } => {
  const problems = named(content);
  const split = carriedFields.map((field) => ({ field, lines: linesByProblem(content[field], field === 'prognosis' ? [] : problems) }));
  const all = split.flatMap(({ lines }) => lines);
  return {
    lines: split.flatMap(({ field, lines }) => lines.map((line) => ({ field, text: line.text, problems: [...line.problems] }))),
    medicines: content.medicines.map((medicine) => ({ medicine, problems: [...problemsOfMedicine(medicine, all, problems)] })),
  };
};

const problemsIn = ({ items }: Summary): readonly ActiveProblem[] =>
  items.flatMap(({ content }) => (content.kind === 'problem' ? [{ code: content.code, term: content.term, status: content.status }] : []));

/** The diagnosis as the next note would state it: of today's catalogue, and no longer of the first time. */
const diagnosisToday = (tx: Tx<StaffActor>, { code, certainty }: NoteDiagnosis): NoteDiagnosis | null => {
  const term = diagnosisByCode(code)?.display[tx.actor.language === 'en-US' ? 'en' : 'es'];
  return term === undefined ? null : { code, term, catalogue: catalogueText(), certainty, firstTime: false };
};

type Taken = { readonly source: Source; readonly codes: readonly string[]; readonly isLast: boolean };

/** Medicines that are over: named by the summary as stopped or suspended, and by no item of it as taken. */
const endedIn = ({ items }: Summary): ((medicine: NoteMedicine) => boolean) => {
  const known = items.flatMap(({ content }) => (content.kind === 'medicine' ? [{ status: content.status, substance: substanceOf(content.name) }] : []));
  return ({ name }) => {
    const same = known.filter(({ substance }) => substance !== '' && substance === substanceOf(name));
    return same.length > 0 && same.every(({ status }) => status !== 'active');
  };
};

const noteOf = ({ source, codes, isLast }: Taken, hasEnded: (medicine: NoteMedicine) => boolean): Carriable['notes'][number] => {
  const { lines, medicines } = splitByProblem(source.content);
  const isWanted = ({ problems }: { readonly problems: readonly string[] }): boolean => isLast || problems.some((code) => codes.includes(code));
  return { noteId: source.noteId, at: source.at, authorName: source.authorName, lines: lines.filter(isWanted), medicines: medicines.filter(isWanted).map((given) => ({ ...given, ended: hasEnded(given.medicine) })) };
};

/** The older notes from which active problems come that the last note does not name, each note once. */
const olderSources = async (tx: Tx<StaffActor>, keys: ReadonlyMap<PatientId, PatientKey>, codes: readonly string[]): Promise<readonly Taken[]> => {
  if (codes.length === 0) return [];
  const rows = await newestNaming(tx, [...keys.keys()], codes);
  return [...Map.groupBy(rows, ({ note_id }) => note_id).values()].flatMap((of): Taken[] => {
    const [row] = of;
    const source = row === undefined ? null : openSource(tx, keys, row);
    return source === null ? [] : [{ source, codes: of.map(({ code }) => code), isLast: false }];
  }).toSorted((one, other) => other.source.at.localeCompare(one.source.at));
};

const MOST_OLDER = 12;

/**
 * What earlier signed notes offer the next one, by problem: the last evolution note whole, and for each active problem
 * of the summary that it does not name, what the newest note that does says of it. Empty for a patient without notes.
 */
export const openCarriable = async (deps: RecordDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<{ readonly carriable: Carriable; readonly pseudonyms: readonly Pseudonym[] }> => {
  const { summary, pseudonyms } = await openSummary(deps, tx, patientId);
  const trail = await trailIds(tx, patientId);
  const [keys, lastRow] = await Promise.all([deps.vault.patientKeys(tx, trail), lastSignedEvolution(tx, trail)]);
  const last = lastRow === undefined ? null : openSource(tx, keys, lastRow);
  if (last === null) return { carriable: { problems: [], notes: [] }, pseudonyms };
  const known = problemsIn(summary);
  const hasEnded = endedIn(summary);
  const lastCodes = last.content.diagnoses.map(({ code }) => code);
  const missing = [...new Set(known.filter(({ status, code }) => status === 'active' && !lastCodes.includes(code)).map(({ code }) => code))].slice(0, MOST_OLDER);
  const taken: readonly Taken[] = [{ source: last, codes: lastCodes, isLast: true }, ...await olderSources(tx, keys, missing)];
  const problems = taken.flatMap(({ source, codes }) => source.content.diagnoses.filter(({ code }) => codes.includes(code)).map((diagnosis) => {
    const today = diagnosisToday(tx, diagnosis);
    return {
      code: diagnosis.code, term: today?.term ?? diagnosis.term, diagnosis: today,
      status: known.find(({ code }) => code === diagnosis.code)?.status ?? null, from: { noteId: source.noteId, at: source.at },
    };
  }));
  return { carriable: { problems, notes: taken.map((each) => noteOf(each, hasEnded)) }, pseudonyms };
};
